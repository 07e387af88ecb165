import type { Category } from '../../domain/category.ts';
import { correspondent, type Mail } from '../../domain/mail.ts';
import type { Reply } from '../../domain/message.ts';
import { defaultPlaybook, type Playbook } from '../../domain/playbook.ts';
import type { Background, DraftRequest } from '../../ports.ts';
import { firstName } from './greeting.ts';
import { languageOf } from './language.ts';
import { letters } from './letters/index.ts';
import type { Letter } from './letters/letter.ts';
import { topicsFor } from './signs.ts';
import { oneLine, shorten } from './text.ts';
import type { Topic } from './vocabulary/index.ts';

/** Subjects above this length are shortened in the text and in the reply's own subject. */
const aboutLength = 70;
const subjectLength = 250;
const answerPrefixes = /^(\s*(re|aw|sv|antw|rv|rif|r|res|vs|ref)\s*(\[\d+\])?\s*:)+\s*/i;
const partnerTopics = new Set<Topic>(['partnership', 'stage', 'funding']);

/**
 * A polite template in the sender's language, made of the topics seen in the mail. It holds nothing
 * of the mail but the sender's first name and a harmless subject, and of the CRM the company's name.
 */
export function replyTo(
  { mail, background, classification, crm }: DraftRequest,
  playbook: Playbook,
): Reply {
  const language = languageOf(`${mail.subject.slice(0, 500)}\n${mail.own.slice(0, 20_000)}`);
  const letter = letters[language];
  const topics = topicsFor(mail, classification.category);
  const company = crm && oneLine(crm.company, 80);
  const isAgain = writesAgain(mail, background);
  const paragraphs = [
    greeting(letter, mail),
    [
      isAgain ? thanksAgain(letter, mail) : thanks(letter, mail, playbook),
      !isAgain && company && fill(letter.company, { company }),
    ],
    ...bodyFor(classification.category, topics, letter),
  ];
  const body = paragraphs.map((part) => [part].flat().filter(Boolean).join(' ')).join('\n\n');
  return { subject: subjectOf(mail, letter), body, language };
}

/** In answer to us, or a sender whom we know from before. */
function writesAgain({ threadId, messageId }: Mail, { thread, sender }: Background): boolean {
  return thread.length + sender.length > 0 || (threadId !== null && threadId !== messageId);
}

type Paragraph = string | (string | false | null)[];

function bodyFor(category: Category, topics: Topic[], letter: Letter): Paragraph[] {
  if (category === 'Lead') return leadBody(topics, letter);
  if (category === 'Support') return supportBody(topics, letter);
  return [letter.general[firstOf(topics, letter.general)]];
}

function leadBody(topics: Topic[], { lead }: Letter): Paragraph[] {
  const asked = topics.filter((topic) => topic in lead.understood);
  // Who asks for a price or a demo has shown interest enough.
  const known = asked.filter((topic) => topic !== 'interest' || asked.length === 1).slice(0, 2);
  const understood = known.map((topic) => lead.understood[topic as keyof typeof lead.understood]);
  const isPartner = known[0] !== undefined && partnerTopics.has(known[0]);
  return [
    understood.length ? understood : lead.understood.other,
    [lead.next, isPartner ? lead.askPartner : lead.askBuyer],
  ];
}

function supportBody(topics: Topic[], { support }: Letter): Paragraph[] {
  const named = firstOf(topics, support.understood);
  const topic = named === 'other' && topics.includes('supportTurns') ? 'problem' : named;
  return [
    [support.sorry, support.understood[topic]],
    [support.ask[topic], support.next],
  ];
}

/** The first topic for which there is a sentence. */
function firstOf<T extends string>(
  topics: Topic[],
  sentences: Record<T | 'other', string>,
): T | 'other' {
  const known = topics.find((topic) => Object.hasOwn(sentences, topic));
  return (known as T | undefined) ?? 'other';
}

function greeting({ greeting: { named, unnamed } }: Letter, mail: Mail): string {
  // Who gives orders to models may have put one into the name.
  const name = mail.injection.suspected ? null : firstName(correspondent(mail));
  return name ? fill(named, { name }) : unnamed;
}

function thanks(letter: Letter, mail: Mail, { company: us }: Playbook): string {
  const about = aboutSubject(letter, mail);
  return us === defaultPlaybook().company
    ? fill(letter.thanks, { about })
    : fill(letter.thanksToUs, { about, us: oneLine(us, 80) });
}

function thanksAgain(letter: Letter, mail: Mail): string {
  return fill(letter.again, { about: aboutSubject(letter, mail) });
}

function aboutSubject(letter: Letter, mail: Mail): string {
  const subject = quotableSubject(mail);
  return subject ? fill(letter.about, { subject }) : '';
}

/** The subject as it may be quoted; empty where it is an order to a model, an address or noise. */
function quotableSubject({ subject, injection }: Mail): string {
  const bare = shorten(
    oneLine(subject, 500)
      .replace(answerPrefixes, '')
      .replace(/^\[[^\]]{0,40}\]\s*/, ''),
    aboutLength,
  );
  const isHarmless =
    /\p{L}{2}/u.test(bare) &&
    !/https?:|www\.|[\w.+-]+@[\w-]+\.|[<>{}|\\]/i.test(bare) &&
    !injection.suspected;
  return isHarmless ? bare.replaceAll(/[“”„«»"‘]/gu, '') : '';
}

function subjectOf({ subject, injection }: Mail, letter: Letter): string {
  const bare = oneLine(subject, 2_000).replace(answerPrefixes, '');
  const kept = injection.suspected && looksLikeOrder(bare, injection.evidence) ? '' : bare;
  return `Re: ${shorten(kept, subjectLength) || letter.noSubject}`;
}

/** The evidence quotes the subject, or a part of it. */
function looksLikeOrder(subject: string, evidence: string[]): boolean {
  const folded = subject.toLowerCase();
  return evidence.some((passage) => {
    const start = oneLine(passage, 200).toLowerCase().slice(0, 30);
    return start.length > 5 && folded.includes(start);
  });
}

/** What is filled in may hold a `$` or a brace: it is data, not a pattern. */
function fill(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
