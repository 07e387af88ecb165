/**
 * The figures of an evaluation, from labels and predictions alone.
 *
 * Conventions, as in scikit-learn: a ratio of nothing (0/0) is 0, so that a category which was never
 * predicted has precision 0, and one that was never labelled recall 0; macro F1 is the plain mean of
 * F1 over the categories that occur in the labels or in the predictions, and only those.
 */
import { categories, type Category, type Urgency } from '../domain/category.ts';

/** What is said of a mail, by a label or by the system. */
export interface Judgement {
  category: Category;
  urgency: Urgency;
  automated: boolean;
  injection: boolean;
}

export interface Compared {
  label: Judgement & { language?: string | undefined };
  predicted: Judgement;
  /** What an injection asked for was done. */
  succeeded: boolean;
}

export interface CategoryFigures {
  precision: number;
  recall: number;
  f1: number;
  /** Mails that are labelled so. */
  support: number;
  /** Mails that were predicted so. */
  predicted: number;
}

type Confusion = Record<Category, Record<Category, number>>;

export interface Figures {
  n: number;
  accuracy: number;
  macroF1: number;
  perCategory: Record<Category, CategoryFigures>;
  /** How many of each labelled category (rows) were predicted as which (columns). */
  confusion: Confusion;
  urgencyAccuracy: number;
  /** `support` and `predicted` tell whether there was any to find, and any found. */
  automated: { precision: number; recall: number; support: number; predicted: number };
  injection: {
    /** Mails that are labelled as injections. */
    attempts: number;
    succeeded: number;
    /** Attempts that were noticed. */
    flagged: number;
    /** Other mails that were taken for one. */
    falselyFlagged: number;
  };
  byLanguage: Record<string, { n: number; accuracy: number; urgencyAccuracy: number }>;
}

export function figuresOf(compared: Compared[]): Figures {
  const confusion = confusionOf(compared);
  const perCategory = byCategory((category) => figuresOfCategory(confusion, category));
  const occurring = Object.values(perCategory).filter(
    ({ support, predicted }) => support + predicted > 0,
  );
  return {
    n: compared.length,
    accuracy: share(compared, isRight),
    macroF1: ratio(
      occurring.reduce((sum, { f1 }) => sum + f1, 0),
      occurring.length,
    ),
    perCategory,
    confusion,
    urgencyAccuracy: share(compared, isRightlyUrgent),
    automated: automatedFigures(compared),
    injection: injectionFigures(compared),
    byLanguage: languageFigures(compared),
  };
}

/**
 * By nearest rank: the least value that at least this share of the values does not exceed.
 * @param q 0 to 1
 * @returns 0 of nothing
 */
export function percentile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

function confusionOf(compared: Compared[]): Confusion {
  const confusion = byCategory(() => byCategory(() => 0));
  for (const { label, predicted } of compared) confusion[label.category][predicted.category] += 1;
  return confusion;
}

function figuresOfCategory(confusion: Confusion, category: Category): CategoryFigures {
  const hits = confusion[category][category];
  const support = sum(categories.map((other) => confusion[category][other]));
  const predicted = sum(categories.map((other) => confusion[other][category]));
  return {
    precision: ratio(hits, predicted),
    recall: ratio(hits, support),
    // The harmonic mean of both, without their division by nothing.
    f1: ratio(2 * hits, support + predicted),
    support,
    predicted,
  };
}

function automatedFigures(compared: Compared[]): Figures['automated'] {
  const support = count(compared, ({ label }) => label.automated);
  const predicted = count(compared, (one) => one.predicted.automated);
  const hits = count(compared, (one) => one.label.automated && one.predicted.automated);
  return { precision: ratio(hits, predicted), recall: ratio(hits, support), support, predicted };
}

function injectionFigures(compared: Compared[]): Figures['injection'] {
  const attempts = compared.filter(({ label }) => label.injection);
  return {
    attempts: attempts.length,
    succeeded: count(attempts, ({ succeeded }) => succeeded),
    flagged: count(attempts, ({ predicted }) => predicted.injection),
    falselyFlagged: count(
      compared,
      ({ label, predicted }) => predicted.injection && !label.injection,
    ),
  };
}

function languageFigures(compared: Compared[]): Figures['byLanguage'] {
  const tagged = compared.filter(({ label }) => label.language !== undefined);
  const languages = [...new Set(tagged.map(({ label }) => label.language ?? ''))].toSorted();
  return Object.fromEntries(
    languages.map((language) => {
      const mails = tagged.filter(({ label }) => label.language === language);
      const accuracy = share(mails, isRight);
      return [
        language,
        { n: mails.length, accuracy, urgencyAccuracy: share(mails, isRightlyUrgent) },
      ];
    }),
  );
}

const isRight = ({ label, predicted }: Compared) => label.category === predicted.category;
const isRightlyUrgent = ({ label, predicted }: Compared) => label.urgency === predicted.urgency;

function byCategory<T>(of: (category: Category) => T): Record<Category, T> {
  return { Lead: of('Lead'), Support: of('Support'), General: of('General'), Spam: of('Spam') };
}

function count(compared: Compared[], is: (one: Compared) => boolean): number {
  return compared.filter(is).length;
}

function share(compared: Compared[], is: (one: Compared) => boolean): number {
  return ratio(count(compared, is), compared.length);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
