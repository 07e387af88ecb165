import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import { classify } from '../../../src/adapters/mock-llm/classify.ts';
import { decide } from '../../../src/adapters/mock-llm/decision.ts';
import { featuresOf } from '../../../src/adapters/mock-llm/model/features.ts';
import { LinearModel, softmax } from '../../../src/adapters/mock-llm/model/linear.ts';
import { signsOf } from '../../../src/adapters/mock-llm/signs.ts';
import { knownMails } from './mails/index.ts';

describe('a linear model', () => {
  const bytes = Int8Array.from([127, 0, 0, -64, 0, 127, 0, 0]);
  const model = new LinearModel({
    width: 4,
    bias: [0.5, 0],
    scale: 2,
    weights: deflateRawSync(bytes).toString('base64'),
  });

  test('adds up the weights of the features, taken modulo its width', () => {
    const [first, second] = model.logits({
      numbers: Uint32Array.from([4, 3]),
      values: Float32Array.from([1, 0.5]),
    });
    expect(first).toBeCloseTo(0.5 + 2 - 0.5 * 2 * (64 / 127) ** 2);
    expect(second).toBe(0);
  });

  test('shares add up to 1, however great the logits', () => {
    expect(softmax([1_000, 1_000])).toEqual([0.5, 0.5]);
  });
});

describe('the decision', () => {
  const unclear = { Lead: 1, Support: 0, General: 0, Spam: 2 };

  test('spam must outweigh all the rest by the bar', () => {
    expect(decide(unclear, null, 0)).toBe('Spam');
    expect(decide(unclear, null, 1)).toBe('Lead');
  });

  test.each([
    ['General', 'Bounce (RFC 3464)'],
    ['General', 'Calendar REQUEST (RFC 6047)'],
    ['Spam', 'Mass mail: Precedence'],
    ['Spam', 'No-reply sender'],
  ])('plain spam is %s where it is “%s”', (category, automated) => {
    expect(decide({ ...unclear, Spam: 9 }, automated, 1)).toBe(category);
  });

  test('what a machine wrote is no lead', () => {
    expect(decide(unclear, 'Mass mail: List-Id', 1)).toBe('General');
  });
});

describe('features', () => {
  const { mail } = knownMails[0]!;

  test('are each there once, and the same every time', () => {
    const { numbers, values } = featuresOf(mail, signsOf(mail));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(featuresOf(structuredClone(mail), signsOf(mail))).toEqual({ numbers, values });
  });

  test('do not hang on which number, address or link it is', () => {
    const own = (link: string, number: string): string => `See ${link} about order ${number}.`;
    const [one, other] = [own('https://a.example/x', '4711'), own('http://b.test', '2038')].map(
      (text) => featuresOf({ ...mail, own: text, text }, signsOf({ ...mail, own: text, text })),
    );
    expect(one).toEqual(other);
  });
});

test('a mail of 5 KB is classified in some milliseconds, also on a busy machine', () => {
  const known = knownMails[0]!.mail;
  const own = `${known.own}\n`.repeat(100).slice(0, 5_000);
  const mail = { ...known, own, text: own };
  for (let i = 0; i < 50; i++) classify(mail);
  const start = performance.now();
  for (let i = 0; i < 100; i++) classify(mail);
  expect((performance.now() - start) / 100).toBeLessThan(8);
});
