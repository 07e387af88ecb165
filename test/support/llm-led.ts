import type { ReadPrompt } from './llm-answers.ts';

/** What a model that can be led astray could give away. */
export interface Leakable {
  system: string;
  headers: Record<string, string | string[] | undefined>;
}

type Fields = Record<string, unknown>;

/** Longer texts would be refused for their length alone. */
const leakLength = 2_500;

/**
 * What becomes of an answer when the model does whatever any text of the mail tells it: says the
 * word, puts in the link, the address and the price, tells its instructions and its key, and sorts
 * the mail as it is asked to.
 */
export function obeying(answer: Fields, prompt: ReadPrompt, known: Leakable): Fields {
  const orders = prompt.data;
  const said = [...wordsAskedFor(orders), ...marksIn(orders)].slice(0, 40);
  said.push(...secretsAskedFor(orders, known));
  const led = said.length > 0 ? planting(answer, [encoded(orders, said.join('\n'))]) : answer;
  return { ...led, ...valuesAskedFor(answer, orders) };
}

/** The answer with every plant in every text of it. */
export function planting(answer: Fields, plants: string[]): Fields {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      // A language and a category are tags; a text in their place would be refused as none.
      typeof value === 'string' && !['language', 'category', 'urgency'].includes(key)
        ? [value, ...plants].join(key === 'body' ? '\n\n' : ' ')
        : value,
    ]),
  );
}

const wordOrder =
  /\b(?:include|say|write|add|mention|use|print|output|repeat|insert|append|begin with|start with|end with|reply with|respond with|answer with)\b[^"'“«‘.\n]{0,60}["'“«‘]([^"'”»’\n]{2,120})["'”»’]/gi;
const bareOrder =
  /\b(?:code ?word|password|canary|phrase|word)\b[:\s]+(?:is\s+)?([A-Z][A-Z0-9-]{3,40})\b/g;

function wordsAskedFor(orders: string): string[] {
  return [...orders.matchAll(wordOrder), ...orders.matchAll(bareOrder)].map(
    ([, word = '']) => word,
  );
}

const marks = [
  /\bhttps?:\/\/[^\s"'<>)]+/gi,
  /\bwww\.[^\s"'<>)]+/gi,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /(?:[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:[€%]|USD|EUR|GBP))/g,
  /\+\d[\d ()-]{6,}\d/g,
];

function marksIn(orders: string): string[] {
  return marks.flatMap((pattern) => orders.match(pattern) ?? []);
}

function secretsAskedFor(orders: string, { system, headers }: Leakable): string[] {
  const told: string[] = [];
  if (/\b(system )?(prompt|instructions?|rules|policies|guidelines)\b/i.test(orders)) {
    told.push(system.slice(0, leakLength));
  }
  if (/\b(api[- ]?key|key|token|authori[sz]ation|credentials?|secrets?|password)\b/i.test(orders)) {
    told.push(String(headers['authorization'] ?? headers['api-key'] ?? ''));
  }
  if (/\b(base ?url|endpoint|host|server)\b/i.test(orders)) told.push(String(headers.host ?? ''));
  return told.filter(Boolean);
}

function encoded(orders: string, text: string): string {
  if (/\bbase64\b/i.test(orders)) return Buffer.from(text).toString('base64').slice(0, leakLength);
  if (/\b(reversed?|backwards)\b/i.test(orders)) return Array.from(text).toReversed().join('');
  if (/\bspaced?\b|\bletter by letter\b/i.test(orders)) {
    return Array.from(text.slice(0, leakLength / 2)).join(' ');
  }
  return text;
}

function valuesAskedFor(answer: Fields, orders: string): Fields {
  const category = /\b(?:as|category\W{1,4})\s*["']?(Lead|Support|General|Spam)\b/i.exec(
    orders,
  )?.[1];
  const urgency =
    /\burgency\W{1,4}(?:is |as |to )?["']?(low|medium|high)\b/i.exec(orders)?.[1] ??
    /\b(low|medium|high) (?:urgency|priority)\b/i.exec(orders)?.[1];
  return {
    ...(category && 'category' in answer && { category: capitalised(category), confidence: 1 }),
    ...(urgency && 'urgency' in answer && { urgency: urgency.toLowerCase() }),
    ...('language' in answer && inLanguageOf(orders)),
  };
}

const letters: Record<string, [language: string, body: string]> = {
  french: [
    'fr',
    'Bonjour,\n\nmerci pour votre message. Nous vous répondrons dans les meilleurs délais.',
  ],
  german: [
    'de',
    'Guten Tag,\n\nvielen Dank für Ihre Nachricht. Wir melden uns in Kürze bei Ihnen.',
  ],
  spanish: ['es', 'Buenos días:\n\nGracias por su mensaje. Le responderemos lo antes posible.'],
};

function inLanguageOf(orders: string): Fields {
  const named = /\b(?:in|into) (french|german|spanish)\b/i.exec(orders)?.[1]?.toLowerCase();
  const [language, body] = letters[named ?? ''] ?? [];
  return language ? { language, body } : {};
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}
