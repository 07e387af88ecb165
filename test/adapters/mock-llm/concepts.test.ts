import { describe, expect, test } from 'vitest';

import { type Concept, conceptsIn } from '../../../src/adapters/mock-llm/concepts/index.ts';
import { wordsOf } from '../../../src/adapters/mock-llm/words.ts';

describe('a concept is found in whatever language', () => {
  test.each<[Concept, string]>([
    ['quote', 'Could you send us a quotation?'],
    ['quote', 'Wir bitten um ein Angebot.'],
    ['quote', 'Proszę o wycenę regałów.'],
    ['quote', 'お見積りをお願いいたします。'],
    ['quote', '견적을 받고 싶습니다.'],
    ['price', 'Сколько стоит лицензия?'],
    ['price', 'كم السعر مع الشحن؟'],
    ['price', '请问价格是多少'],
    ['broken', 'Η συσκευή δεν λειτουργεί.'],
    ['broken', 'Makine çalışmıyor.'],
    ['broken', 'Tiskárna nefunguje.'],
    ['refund', 'Vă rog rambursați suma.'],
    ['refund', 'Прошу повернути кошти.'],
    ['job', 'Hakemus: tyopaikka varastolla'],
    ['seo', 'Placerede hjemmesider på forste side'],
  ])('%s: %s', (concept, text) => {
    expect([...conceptsIn(wordsOf(text)).keys()]).toContain(concept);
  });
});

test('an ordinary sentence names none', () => {
  expect(conceptsIn(wordsOf('It rained all night and the cat slept.')).size).toBe(0);
});
