import { categories, type Category } from '../../domain/category.ts';
import { isMassMail } from '../../domain/automated.ts';
import type { Mail } from '../../domain/mail.ts';
import type { Classification } from '../../domain/message.ts';
import { bodyOf } from './body.ts';
import { PhraseIndex } from './phrase-index.ts';
import type { Sign } from './sign.ts';
import { structuralSigns } from './structure.ts';
import { type Topic, topics, vocabulary } from './vocabulary/index.ts';
import { wordsOf } from './words.ts';

/** Characters of a text that are looked at. */
const textCap = 20_000;
const subjectCap = 500;
/** What a category has before anything was seen; unclear mail is General, never Spam. */
const prior: Record<Category, number> = { Lead: 0, Support: 0, General: 0.9, Spam: -0.4 };
/** Below this much evidence nothing is called spam: a lost enquiry costs more than a read advert. */
const leastSpam = 2.6;
/** Flattens the scores, so that the confidence is about as often right as it says. */
const temperature = 1.8;
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

interface Seen {
  evidence: Partial<Record<Category, number>>;
  says: string;
  topic?: Topic;
}

/** Adds up a mail's signs by category. Linear in the text, of which it reads 20,000 characters. */
export function classify(mail: Mail): Classification {
  const seen = signsOf(mail);
  const scores = { ...prior };
  for (const { evidence } of seen) {
    for (const category of categories) scores[category] += evidence[category] ?? 0;
  }
  if (scores.Spam < leastSpam) scores.Spam = Math.min(scores.Spam, scores.General - 0.5);
  const category = categories.reduce((best, each) => (scores[each] > scores[best] ? each : best));
  const reasons = decisive(seen, category).map(({ says }) => says);
  return {
    category,
    confidence: confidenceOf(scores, category),
    reason: reasons.slice(0, 3).join('; ') || 'no sign of a sale, a problem or a deception',
  };
}

/** What a mail speaks of within a category, the strongest first. */
export function topicsFor(mail: Mail, category: Category): Topic[] {
  return decisive(signsOf(mail), category)
    .map(({ topic }) => topic)
    .filter((topic) => topic !== undefined);
}

function signsOf(mail: Mail): Seen[] {
  const body = bodyOf(mail.text.slice(0, textCap));
  const subject = mail.subject.slice(0, subjectCap);
  return [
    ...wordSigns(subject, body.own),
    ...structuralSigns({ ...mail, subject }, body),
    ...automatedSigns(mail.automated),
  ];
}

/** The topics that a text speaks of, with how often. */
export function topicsOf(text: string): Map<Topic, number> {
  return index.count(wordsOf(text));
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
  return [{ evidence: { General: isMassMail(reason) ? 3 : 30 }, says: reason }];
}

function confidenceOf(scores: Record<Category, number>, category: Category): number {
  const best = scores[category];
  const total = categories.reduce(
    (sum, each) => sum + Math.exp((scores[each] - best) / temperature),
    0,
  );
  return Math.round(Math.min(0.97, 1 / total) * 100) / 100;
}

/** The signs that speak for a category, what is said before how it is said. */
function decisive(seen: Seen[], category: Category): Seen[] {
  const weightOf = ({ evidence }: Seen): number => evidence[category] ?? 0;
  const isVague = ({ topic }: Seen): number => (topic && vocabulary[topic].kind ? 1 : 0);
  return seen
    .filter((sign) => weightOf(sign) > 0.2 && sign.says !== '')
    .toSorted((a, b) => isVague(a) - isVague(b) || weightOf(b) - weightOf(a));
}
