import { describe, expect, test } from 'vitest';

import { classify } from '../../../src/adapters/mock-llm/classify.ts';
import { categories, type Category } from '../../../src/domain/category.ts';
import { type Background, noBackground, type PastMail } from '../../../src/ports.ts';
import { labelled, type Labelled } from './mails/labelled.ts';
import { knownMails } from './mails/index.ts';
import { unseenMails } from './mails/unseen.ts';

/** Precision and recall of each category, and the mean of their F1. */
function score(mails: Labelled[]): { macroF1: number; precision: Record<Category, number> } {
  const results = mails.map(({ mail, category }) => [category, classify(mail).category] as const);
  const precision: Partial<Record<Category, number>> = {};
  let f1 = 0;
  for (const each of categories) {
    const right = results.filter(([truth, said]) => truth === each && said === each).length;
    const said = results.filter(([, answer]) => answer === each).length;
    const truth = results.filter(([label]) => label === each).length;
    precision[each] = said ? right / said : 1;
    f1 += (2 * right) / (said + truth) / categories.length;
  }
  return { macroF1: f1, precision: precision as Record<Category, number> };
}

test('knows the mails that it was tuned on', () => {
  expect(knownMails.length).toBeGreaterThan(100);
  expect(score(knownMails).macroF1).toBeGreaterThan(0.95);
});

test('holds on mails that it has not seen, and calls hardly any good mail spam', () => {
  const { macroF1, precision } = score(unseenMails);
  expect(macroF1).toBeGreaterThan(0.8);
  expect(precision.Spam).toBeGreaterThan(0.8);
});

describe('machine-made mail', () => {
  const spam = 'You have won a prize! Claim your free gift now, click here http://192.0.2.1/x';

  test('is General, whatever a bounce quotes', () => {
    const { mail } = labelled('General', 'mailer-daemon@x.example', 'Undelivered', spam);
    expect(classify({ ...mail, automated: 'Bounce (RFC 3464)' }).category).toBe('General');
  });

  test('is Spam where a mass mailing plainly is', () => {
    const { mail } = labelled('Spam', 'win@lucky.click', 'YOU HAVE WON!!!', spam);
    const answer = classify({ ...mail, automated: 'Mass mail: Precedence' });
    expect(answer.category).toBe('Spam');
  });
});

describe('the direction of a deal', () => {
  test.each<[Category, string, string]>([
    [
      'Lead',
      'SEO reporting',
      'We need a tool for SEO reporting. What does your product cost for 10 users?',
    ],
    [
      'Spam',
      'SEO reporting',
      'Our SEO experts can get you on the first page of Google. May I send our packages?',
    ],
    [
      'Lead',
      'Tool for brokers',
      'We are a mortgage company with 30 brokers. Could you send pricing and show us a demo?',
    ],
    [
      'Spam',
      'Refinance',
      'Mortgage rates are the lowest ever! Refinance now, bad credit no problem. Click here.',
    ],
    ['Support', 'Invoice', 'Your invoice for our subscription is wrong, we were charged twice.'],
    [
      'General',
      'Invoice',
      'Please find attached our invoice 311 for the flyers. Payment terms are 30 days.',
    ],
  ])('%s: %s', (category, subject, text) => {
    const { mail } = labelled(category, 'Kim Sato <kim@sato.example>', subject, text);
    expect(classify(mail).category).toBe(category);
  });
});

describe('the answer', () => {
  const { mail } = labelled(
    'Lead',
    'Dana <dana@northwind.example>',
    'Pricing',
    'Could you send us your pricing and a demo for 40 users?',
  );

  test('names its reasons for people', () => {
    expect(classify(mail).reason).toBe(
      'asks for a demo or trial; asks for pricing; says for how many',
    );
  });

  test('says what of the headers and links gave spam away', () => {
    const { mail: bait } = labelled('Spam', 'a@b.example', 'URGENT', 'Verify your account now');
    const traits = ['link:misleading', 'spf:failed'];
    expect(classify({ ...bait, traits }).reason).toContain('a link leads elsewhere than it says');
  });

  test('is surer of a plain mail than of an unclear one', () => {
    const text = 'As we said on the phone.';
    const unclear = classify({ ...mail, subject: 'Hello', text, own: text });
    expect(unclear.category).toBe('General');
    expect(classify(mail).confidence).toBeGreaterThan(unclear.confidence + 0.1);
  });

  test('does not count what is only quoted', () => {
    const own = 'Thanks, see you there on Monday!';
    const quoted = 'What is the price of a demo?\n'.repeat(5);
    const text = `${own}\n\n${quoted}`;
    const answer = { ...mail, subject: 'Re: lunch', threadId: '<x@y>', text, own, quoted };
    expect(classify(answer).category).toBe('General');
  });

  test('is the same every time', () => {
    expect(classify(mail)).toEqual(classify(structuredClone(mail)));
  });
});

describe('what is known of the sender', () => {
  const { mail } = labelled('General', 'Kim <kim@sato.example>', 'Tuesday', 'Here is the file.');
  const past: PastMail = {
    at: '2026-01-02T03:04:05Z',
    subject: 'Offer',
    category: 'Lead',
    intent: 'asks for an offer',
    reply: null,
    answered: true,
  };
  const knowing = (known: Partial<Background>): Background => ({ ...noBackground, ...known });

  test.each(categories)(
    '%s: a correction by hand outweighs a mail that says little',
    (category) => {
      const answer = classify(mail, knowing({ correction: category }));
      expect(answer.category).toBe(category);
      expect(answer.reason).toContain('sorted so by hand');
    },
  );

  test('a correction holds for the newsletters of a sender, but not for a bounce', () => {
    const correction = 'Spam';
    const bulk = { ...mail, automated: 'Mass mail: Precedence' };
    expect(classify(bulk, knowing({ correction })).category).toBe('Spam');
    const bounce = { ...mail, automated: 'Bounce (RFC 3464)' };
    expect(classify(bounce, knowing({ correction })).category).toBe('General');
  });

  test('who was answered before is hardly an advertiser', () => {
    const text =
      'We offer dedicated developers at an hourly rate. Do you have 15 minutes for a call?';
    const cold = { ...mail, subject: 'Dedicated developers', text, own: text };
    expect(classify(cold).category).toBe('Spam');
    expect(classify(cold, knowing({ thread: [past] })).category).not.toBe('Spam');
  });
});

test.each(['a ', 'x', '\n', '> ', 'a.', 'free ', '1.', '! ', 'http://', '[re: ', '\uFFFD', '12 '])(
  'a flood of %j is read in time',
  (unit) => {
    const flood = unit.repeat(1_000_000 / unit.length);
    const { mail } = labelled('General', 'a@b.example', flood, flood);
    const start = performance.now();
    classify(mail);
    expect(performance.now() - start).toBeLessThan(500);
  },
);
