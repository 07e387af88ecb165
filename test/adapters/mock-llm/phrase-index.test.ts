import { expect, test } from 'vitest';

import { PhraseIndex } from '../../../src/adapters/mock-llm/phrase-index.ts';
import { wordsOf } from '../../../src/adapters/mock-llm/words.ts';

function count(phrases: string, text: string): number {
  const index = new PhraseIndex<'sign'>();
  index.add('sign', phrases);
  return index.count(wordsOf(text)).get('sign') ?? 0;
}

test.each([
  ['price list', 'Our PRICE list!', 1],
  ['price list', 'the list price', 0],
  ['pric*', 'pricing', 1],
  ['price', 'prices', 0],
  ['send ~ quote', 'send quote', 1],
  ['send ~ quote', 'send us a quote', 1],
  ['send ~ quote', 'send us your very best quote', 0],
  ['angebot für', 'Angebot fur', 1],
  ['größe', 'GRÖSSE', 1],
  ["l'équipe", 'pour l’équipe', 1],
  ['price | cost', 'price, cost, price', 2],
  ['a b', 'a', 0],
])('%s in %j', (phrases, text, times) => {
  expect(count(phrases, text)).toBe(times);
});

test('refuses a stem that is too short to be found', () => {
  expect(() => new PhraseIndex<'sign'>().add('sign', 'ab*')).toThrow('stem too short: ab*');
});
