import type { Category } from '../../domain/category.ts';
import { findInjection } from '../../domain/injection.ts';
import { correspondent, type Mail } from '../../domain/mail.ts';
import type { Reply } from '../../domain/message.ts';
import { defaultPlaybook, type Playbook } from '../../domain/playbook.ts';
import type { DraftRequest } from '../../ports.ts';
import { bodyOf } from './body.ts';
import { topicsFor } from './classify.ts';
import { firstName } from './greeting.ts';
import { languageOf } from './language.ts';
import { letters } from './letters/index.ts';
import type { Letter } from './letters/letter.ts';
import { oneLine, shorten } from './text.ts';
import type { Topic } from './vocabulary/index.ts';

/** Subjects above this length are shortened in the text and in the reply's own subject. */
const aboutLength = 70;
const subjectLength = 250;
const answerPrefixes = /^(\s*(re|aw|sv|antw|rv|rif|r|res|vs|ref)\s*(\[\d+\])?\s*:)+\s*/i;
const partnerTopics = new Set<Topic>(['partnership', 'stage', 'funding']);

/**
 * A polite template in the sender's language, made of the topics seen in the mail. It holds nothing
 * of the mail but the sender's first name and a harmless subject.
 */
export function replyTo({ mail, classification, crm }: DraftRequest, playbook: Playbook): Reply {
  const language = languageOf(
    `${mail.subject.slice(0, 500)}\n${bodyOf(mail.text.slice(0, 20_000)).own}`,
  );
  const letter = letters[language];
  const topics = topicsFor(mail, classification.category);
  const company = crm && oneLine(crm.company, 80);
  const paragraphs = [
    greeting(letter, mail),
    [thanks(letter, mail, playbook), company && fill(letter.company, { company })],
    ...bodyFor(classification.category, topics, letter),
  ];
  const body = paragraphs.map((part) => [part].flat().filter(Boolean).join(' ')).join('\n\n');
  return { subject: subjectOf(mail.subject, letter), body, language };
}

type Paragraph = string | (string | null)[];

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
  const name = firstName(correspondent(mail));
  return name ? fill(named, { name }) : unnamed;
}

function thanks(letter: Letter, { subject }: Mail, { company: us }: Playbook): string {
  const quotable = quotableSubject(subject);
  const about = quotable ? fill(letter.about, { subject: quotable }) : '';
  return us === defaultPlaybook().company
    ? fill(letter.thanks, { about })
    : fill(letter.thanksToUs, { about, us: oneLine(us, 80) });
}

/** The subject as it may be quoted; empty where it is an order to a model, an address or noise. */
function quotableSubject(subject: string): string {
  const bare = shorten(
    oneLine(subject, 500)
      .replace(answerPrefixes, '')
      .replace(/^\[[^\]]{0,40}\]\s*/, ''),
    aboutLength,
  );
  const isHarmless =
    /\p{L}{2}/u.test(bare) &&
    !/https?:|www\.|[\w.+-]+@[\w-]+\.|[<>{}|\\]/i.test(bare) &&
    !findInjection({ subject, text: '', attachments: [], from: null }).suspected;
  return isHarmless ? bare.replaceAll(/[“”„«»"‘]/gu, '') : '';
}

function subjectOf(subject: string, letter: Letter): string {
  const bare = oneLine(subject, 2_000).replace(answerPrefixes, '');
  return `Re: ${shorten(bare, subjectLength) || letter.noSubject}`;
}

/** What is filled in may hold a `$` or a brace: it is data, not a pattern. */
function fill(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
