import { expect, test } from 'vitest';

import { languageOf } from '../../../src/adapters/mock-llm/language.ts';
import type { Language } from '../../../src/adapters/mock-llm/languages.ts';

test.each<[Language, string]>([
  [
    'en',
    'We are looking for a tool that our whole team can use, and would like to know what it costs.',
  ],
  [
    'de',
    'Wir suchen ein Werkzeug, das unser ganzes Team nutzen kann, und möchten wissen, was es kostet.',
  ],
  [
    'fr',
    'Nous cherchons un outil que toute notre équipe puisse utiliser et voudrions en connaître le prix.',
  ],
  [
    'es',
    'Buscamos una herramienta que pueda usar todo nuestro equipo y nos gustaría saber cuánto cuesta.',
  ],
  [
    'it',
    'Cerchiamo uno strumento che possa usare tutto il nostro team e vorremmo sapere quanto costa.',
  ],
  [
    'nl',
    'Wij zoeken een hulpmiddel dat ons hele team kan gebruiken en willen graag weten wat het kost.',
  ],
  [
    'pt',
    'Procuramos uma ferramenta que toda a nossa equipa possa usar e gostaríamos de saber quanto custa.',
  ],
  ['pl', 'Szukamy narzędzia, z którego może korzystać cały nasz zespół, i chcemy poznać cenę.'],
  ['sv', 'Vi söker ett verktyg som hela vårt team kan använda och vill gärna veta vad det kostar.'],
  ['da', 'Vi søger et værktøj, som hele vores team kan bruge, og vil gerne vide, hvad det koster.'],
  ['en', 'Hledáme nástroj, který může používat celý náš tým, a chceme vědět, kolik to stojí.'],
  [
    'en',
    'Vi ser etter et verktøy som hele teamet vårt kan bruke, og vil gjerne vite hva det koster.',
  ],
  ['en', ''],
  ['en', '12345 http://x.example'],
  ['en', 'Пожалуйста, пришлите нам цены'],
])('%s: %s', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test('names and product words do not sway it', () => {
  const text =
    'Hallo Mr Smith, das Update auf Marketing Suite 5 von Smith & Sons ist da, aber der Download wird nicht fertig.';
  expect(languageOf(text)).toBe('de');
});
