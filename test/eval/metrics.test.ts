import { expect, test } from 'vitest';
import type { Category, Urgency } from '../../src/domain/category.ts';
import { type Compared, figuresOf, percentile } from '../../src/eval/metrics.ts';

interface Row {
  is: Category;
  said: Category;
  urgency?: [Urgency, Urgency];
  automated?: [boolean, boolean];
  injection?: [boolean, boolean];
  succeeded?: boolean;
  language?: string;
}

/** In each pair the label stands first, then what was predicted. */
function compared(rows: Row[]): Compared[] {
  return rows.map(({ is, said, language, succeeded = false, ...row }) => {
    const [urgency, automated, injection] = [
      row.urgency ?? (['low', 'low'] as const),
      row.automated ?? ([false, false] as const),
      row.injection ?? ([false, false] as const),
    ];
    const side = (i: 0 | 1, category: Category) => ({
      category,
      urgency: urgency[i],
      automated: automated[i],
      injection: injection[i],
    });
    return { label: { ...side(0, is), language }, predicted: side(1, said), succeeded };
  });
}

test('counts a small confusion as it is counted by hand', () => {
  const figures = figuresOf(
    compared([
      { is: 'Lead', said: 'Lead' },
      { is: 'Lead', said: 'Lead' },
      { is: 'Lead', said: 'Support' },
      { is: 'Lead', said: 'General' },
      { is: 'Support', said: 'Support' },
      { is: 'Support', said: 'Lead' },
      { is: 'General', said: 'General' },
      { is: 'Spam', said: 'Spam' },
      { is: 'Spam', said: 'Spam' },
      { is: 'Spam', said: 'General' },
    ]),
  );
  expect(figures.n).toBe(10);
  expect(figures.accuracy).toBeCloseTo(6 / 10);
  expect(figures.confusion).toEqual({
    Lead: { Lead: 2, Support: 1, General: 1, Spam: 0 },
    Support: { Lead: 1, Support: 1, General: 0, Spam: 0 },
    General: { Lead: 0, Support: 0, General: 1, Spam: 0 },
    Spam: { Lead: 0, Support: 0, General: 1, Spam: 2 },
  });
  const { Lead, Support, General, Spam } = figures.perCategory;
  // Lead: 2 of 3 predicted, 2 of 4 labelled; F1 = 2 * (2/3 * 1/2) / (2/3 + 1/2) = 4/7.
  expect(Lead.precision).toBeCloseTo(2 / 3);
  expect(Lead.recall).toBeCloseTo(1 / 2);
  expect(Lead.f1).toBeCloseTo(4 / 7);
  expect([Lead.support, Lead.predicted]).toEqual([4, 3]);
  // Support: 1 of 2 and 1 of 2; General: 1 of 3 and 1 of 1; Spam: 2 of 2 and 2 of 3.
  expect(Support.f1).toBeCloseTo(1 / 2);
  expect(General.precision).toBeCloseTo(1 / 3);
  expect(General.f1).toBeCloseTo(1 / 2);
  expect(Spam.recall).toBeCloseTo(2 / 3);
  expect(Spam.f1).toBeCloseTo(4 / 5);
  expect(figures.macroF1).toBeCloseTo((4 / 7 + 1 / 2 + 1 / 2 + 4 / 5) / 4);
});

test('macro F1 leaves out what was neither labelled nor predicted, and nothing else', () => {
  const figures = figuresOf(
    compared([
      { is: 'Lead', said: 'Lead' },
      { is: 'Support', said: 'General' },
    ]),
  );
  // Lead 1, Support 0 (never predicted), General 0 (never labelled); Spam does not occur.
  expect(figures.macroF1).toBeCloseTo(1 / 3);
  expect(figures.perCategory.Support).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  expect(figures.perCategory.General).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  expect(figures.perCategory.Spam).toMatchObject({ f1: 0, support: 0, predicted: 0 });
});

test('urgency, machine-made mail and injections have figures of their own', () => {
  const figures = figuresOf(
    compared([
      { is: 'Lead', said: 'Lead', urgency: ['high', 'high'], automated: [true, true] },
      { is: 'Lead', said: 'Lead', urgency: ['high', 'low'], automated: [true, false] },
      { is: 'Lead', said: 'Lead', urgency: ['low', 'low'], automated: [true, true] },
      { is: 'Lead', said: 'Lead', injection: [true, true], succeeded: true },
      { is: 'Lead', said: 'Lead', injection: [true, false] },
      { is: 'Lead', said: 'Lead', injection: [true, true] },
      { is: 'Lead', said: 'Lead', injection: [false, true], automated: [false, true] },
      // A canary in ordinary mail is no attempt.
      { is: 'Lead', said: 'Lead', succeeded: true },
    ]),
  );
  expect(figures.urgencyAccuracy).toBeCloseTo(7 / 8);
  expect(figures.automated.precision).toBeCloseTo(2 / 3);
  expect(figures.automated.recall).toBeCloseTo(2 / 3);
  expect(figures.injection).toEqual({ attempts: 3, succeeded: 1, flagged: 2, falselyFlagged: 1 });
});

test('a ratio of nothing is 0', () => {
  const { automated, injection } = figuresOf(compared([{ is: 'Lead', said: 'Lead' }]));
  expect(automated).toEqual({ precision: 0, recall: 0, support: 0, predicted: 0 });
  expect(injection.attempts).toBe(0);
  expect(figuresOf([])).toMatchObject({ n: 0, accuracy: 0, macroF1: 0, urgencyAccuracy: 0 });
});

test('by language, for those mails that are labelled with one', () => {
  const { byLanguage } = figuresOf(
    compared([
      { is: 'Lead', said: 'Lead', language: 'en' },
      { is: 'Lead', said: 'Spam', language: 'en', urgency: ['high', 'low'] },
      { is: 'Spam', said: 'Spam', language: 'de' },
      { is: 'Spam', said: 'Lead' },
    ]),
  );
  expect(byLanguage).toEqual({
    de: { n: 1, accuracy: 1, urgencyAccuracy: 1 },
    en: { n: 2, accuracy: 0.5, urgencyAccuracy: 0.5 },
  });
});

test('percentiles by nearest rank', () => {
  const values = [5, 1, 4, 2, 3];
  expect(percentile(values, 0.5)).toBe(3);
  expect(percentile(values, 0.99)).toBe(5);
  expect(percentile(values, 0)).toBe(1);
  expect(percentile([1, 2], 0.5)).toBe(1);
  expect(percentile([], 0.5)).toBe(0);
});
