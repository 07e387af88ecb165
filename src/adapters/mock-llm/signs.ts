import { isMassMail } from '../../domain/automated.ts';
import { categories, type Category } from '../../domain/category.ts';
import type { Mail } from '../../domain/mail.ts';
import { PhraseIndex } from './phrase-index.ts';
import type { Sign } from './sign.ts';
import { structuralSigns } from './structure.ts';
import { type Topic, topics, vocabulary } from './vocabulary/index.ts';
import { wordsOf } from './words.ts';

/** Characters of a text and of a subject that are looked at. */
export const textCap = 20_000;
export const subjectCap = 500;
const subjectBonus = 1.5;
/** Hints that count; a long text has many of every kind. */
const mostHints = 6;
/** The length of a text up to which hints have their full weight. */
const hintWords = 120;
/** The same for phrases. */
const phraseWords = 450;

const index = new PhraseIndex<Topic>();
for (const topic of topics) {
  for (const phrases of Object.values(vocabulary[topic].phrases)) index.add(topic, phrases);
}

/** Something that was seen in a mail and that people can be told of. */
export interface Seen {
  evidence: Partial<Record<Category, number>>;
  says: string;
  topic?: Topic;
}

/** What the words and the make of a mail tell. Linear in the text, of which it reads 20,000 characters. */
export function signsOf(mail: Mail): Seen[] {
  const text = mail.own.slice(0, textCap);
  const subject = mail.subject.slice(0, subjectCap);
  return [
    ...wordSigns(subject, text),
    ...structuralSigns({ ...mail, subject, own: text }),
    ...automatedSigns(mail.automated),
  ];
}

/** The sum of the evidence, by category. */
export function scoresOf(seen: Seen[]): Record<Category, number> {
  const scores = { Lead: 0, Support: 0, General: 0, Spam: 0 };
  for (const { evidence } of seen) {
    for (const category of categories) scores[category] += evidence[category] ?? 0;
  }
  return scores;
}

/** What a mail speaks of within a category, the strongest first. */
export function topicsFor(mail: Mail, category: Category): Topic[] {
  return decisive(signsOf(mail), category)
    .map(({ topic }) => topic)
    .filter((topic) => topic !== undefined);
}

/** The topics that a text speaks of, with how often. */
export function topicsOf(text: string): Map<Topic, number> {
  return index.count(wordsOf(text));
}

/** The signs that speak for a category, what is said before how it is said. */
export function decisive(seen: Seen[], category: Category): Seen[] {
  const weightOf = ({ evidence }: Seen): number => evidence[category] ?? 0;
  const isVague = ({ topic }: Seen): number => (topic && vocabulary[topic].kind ? 1 : 0);
  return seen
    .filter((sign) => weightOf(sign) > 0.2 && sign.says !== '')
    .toSorted((a, b) => isVague(a) - isVague(b) || weightOf(b) - weightOf(a));
}

function wordSigns(subject: string, text: string): Seen[] {
  const inSubject = topicsOf(subject);
  const words = wordsOf(text);
  const inText = index.count(words);
  // In a long text every kind of word turns up, so signs weigh by how dense they are.
  const density = (full: number): number => Math.sqrt(Math.min(1, full / (words.length + 1)));
  const found = new Set([...inSubject.keys(), ...inText.keys()]);
  return [...found].map((topic) => {
    const sign = vocabulary[topic];
    const count = (inSubject.get(topic) ?? 0) * subjectBonus + (inText.get(topic) ?? 0);
    const evidence = {
      [sign.category]:
        sign.weight *
        strength(sign, count) *
        density(sign.kind === 'hint' ? hintWords : phraseWords),
    };
    return { topic, says: sign.says, evidence };
  });
}

/** Said twice is firmer than said once, but not twice as firm; one phrase is no proof of spam. */
function strength({ category, kind }: Sign, count: number): number {
  if (kind === 'hint') return Math.min(mostHints, count);
  return category === 'Spam'
    ? Math.min(1.35, 0.38 + 0.27 * count)
    : Math.min(1.5, 0.8 + 0.2 * count);
}

/** Machine-made mail is General, unless it is a mailing to many that is plainly spam. */
function automatedSigns(reason: string | null): Seen[] {
  if (reason === null) return [];
  return [{ evidence: { General: isMassMail(reason) ? 3 : 6 }, says: reason }];
}
