import type { Category } from '../../domain/category.ts';
import { correspondent, type Mail } from '../../domain/mail.ts';
import { sentencesOf } from './sentences.ts';
import { textCap, topicsFor, topicsOf } from './signs.ts';
import { oneLine, shorten } from './text.ts';
import { type Topic, vocabulary } from './vocabulary/index.ts';

/** Sentences that are weighed; what a mail wants is said near its beginning. */
const sentenceCap = 40;
const quoteLength = 140;
const salutation =
  /^(hi|hello|dear|hey|good (morning|afternoon|day)|hallo|guten|sehr geehrte|liebe|bonjour|madame|hola|estimad|buongiorno|gentile|salve|ciao|beste|geachte|goede|olá|ola|bom dia|prezad|caro)\b/iu;

/** One sentence for people: who wants what, with the mail's own key sentence where it has one. */
export function intentOf(mail: Mail, category: Category): string {
  const statement = `${whoOf(mail, category)} ${whatOf(mail, category)}`;
  // Nothing is quoted of a mail that gives orders to models: the summary may be read by one.
  const isQuotable = mail.automated === null && !mail.injection.suspected;
  const quote = isQuotable ? keySentence(mail.own.slice(0, textCap), category) : null;
  return quote ? `${statement}: “${quote}”` : `${statement}.`;
}

function whoOf(mail: Mail, category: Category): string {
  if (mail.automated !== null) return 'An automatic mail';
  const sender = correspondent(mail);
  const who = oneLine(sender?.name || sender?.address || 'an unnamed sender', 80);
  const isPerson = category === 'Lead' || category === 'Support';
  return isPerson ? who.replace(/^an /, 'An ') : `The mail from ${who}`;
}

function whatOf(mail: Mail, category: Category): string {
  const topics = topicsFor(mail, category);
  const concrete = topics.filter((topic) => !vocabulary[topic].kind);
  const says = (concrete.length > 0 ? concrete.slice(0, 2) : topics.slice(0, 1)).map(
    (topic) => vocabulary[topic].says,
  );
  if (says.length > 0) return says.join(' and ');
  const subject = shorten(oneLine(mail.subject, 500), 100);
  return subject ? `is about “${subject}”` : 'says nothing that can be named';
}

/** The sentence that carries most of the category's topics. */
function keySentence(own: string, category: Category): string | null {
  const ranked = sentencesOf(own)
    .slice(0, sentenceCap)
    .filter(
      (sentence) => sentence.length >= 15 && !(salutation.test(sentence) && sentence.length < 40),
    )
    .map((sentence) => ({ sentence, weight: weigh(sentence, category) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const [key] = ranked;
  return key ? shorten(oneLine(key.sentence, 1_000), quoteLength) : null;
}

function weigh(sentence: string, category: Category): number {
  const asks = sentence.includes('?') ? 0.8 : 0;
  let weight = asks;
  for (const topic of topicsOf(sentence.slice(0, 1_000)).keys()) {
    if (isOf(topic, category)) weight += vocabulary[topic].weight;
  }
  return weight;
}

function isOf(topic: Topic, category: Category): boolean {
  return vocabulary[topic].category === category;
}
