/** What an answer may draw on, and what the mail wants to have written. */
import { fold, latinized, visible } from '../injection/text.ts';
import type { Mail } from '../mail.ts';
import type { CrmRecord } from '../message.ts';
import type { Playbook } from '../playbook.ts';
import { asksForWords } from './asking.ts';

export interface Sources {
  mail: Mail;
  /** All that people of the company wrote: the playbook and the instruction, folded. */
  granted: string;
  /** Of that only what states facts: prices and promises come from here. Folded. */
  facts: string;
  /** The mail's subject, folded: an answer's subject continues it. */
  subject: string;
  /** The mail's text, folded. */
  text: string;
  /** Names, attachments' names and the mail without its asking sentences. Folded. */
  told: string;
  /** The sentences of the mail that want something written, folded. */
  asking: string[];
  /** All that the mail holds and does not simply tell: those, hidden text, attachments. Folded. */
  withheld: string;
  /** Runs of eight words of the playbook's prose for the model; they must not be recited. */
  guidance: ReadonlySet<string>;
}

export interface AnswerContext {
  mail: Mail;
  playbook: Playbook;
  crm?: CrmRecord | null;
  instruction?: string | null;
}

/** How texts are compared: folded, one alphabet, blanks as blanks. */
export function plain(text: string): string {
  return latinized(fold(visible(text))).replace(/[^\S\n]+/g, ' ');
}

/** Longer mail is cut; no model sees more of it. */
const cap = 30_000;

const sentences =
  /(?:[^.!?。！？\n]|[.](?=[^\s"'”“»」)\]]))+(?:[.!?。！？]+(?=\s|$|["'”“»」)\]])|[.!?。！？]|\n|$)/gu;

export function sourcesOf({ mail, playbook, crm, instruction }: AnswerContext): Sources {
  const company = companyOf(playbook);
  const read = readingOf(mail);
  const ordered = instruction ? plain(instruction) : '';
  const record = crm ? plain(Object.values(crm).join('\n')) : '';
  const facts = `${company.facts}\n${ordered}`;
  return {
    mail,
    ...read,
    granted: `${facts}\n${company.name}\n${company.prose}`,
    facts,
    told: `${read.told}\n${record}\n${facts}\n${company.name}`,
    guidance: company.guidance,
  };
}

type Company = Pick<Sources, 'facts' | 'guidance'> & { name: string; prose: string };

/** A playbook stays the same for many mails, and a mail for the three answers that it gets. */
const companies = new WeakMap<Playbook, Company>();
const readings = new WeakMap<Mail, Reading>();

function companyOf(playbook: Playbook): Company {
  const known = companies.get(playbook);
  if (known) return known;
  const knowledge = playbook.knowledge.map(({ title, text }) => `${title}\n${text}`);
  const examples = playbook.examples.map(({ reply }) => reply);
  const prose = plain(
    [
      ...Object.values(playbook.policies),
      ...Object.values(playbook.categories),
      playbook.voice,
    ].join('\n'),
  );
  const company = {
    facts: plain([...knowledge, ...examples].join('\n')),
    name: plain(`${playbook.company}\n${playbook.signature}`),
    prose,
    guidance: new Set(runsOfEight(prose)),
  };
  companies.set(playbook, company);
  return company;
}

/** Each eight words in a row, of a folded text. */
export function runsOfEight(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}']+/gu) ?? [];
  return words.slice(7).map((_, i) => words.slice(i, i + 8).join(' '));
}

type Reading = Pick<Sources, 'subject' | 'text' | 'told' | 'asking' | 'withheld'>;

function readingOf(mail: Mail): Reading {
  const known = readings.get(mail);
  if (known) return known;
  const subject = plain(mail.subject);
  const text = plain(mail.text.slice(0, cap));
  const shown = [subject, text, plain(mail.quoted.slice(0, cap))];
  const unseen = plain(
    [
      mail.hidden.slice(0, cap),
      ...mail.attachments
        .slice(0, 20)
        .map(({ name, text: inside }) => `${name}\n${(inside ?? '').slice(0, cap)}`),
    ].join('\n'),
  );
  const told: string[] = [plain(namesIn(mail))];
  const asking: string[] = [];
  for (const part of shown) {
    for (const [sentence] of part.matchAll(sentences)) {
      (asksForWords(sentence) ? asking : told).push(sentence);
    }
    told.push('\n');
  }
  // What a reader is not shown, and attachments, are nothing that a reply takes up.
  for (const [sentence] of unseen.matchAll(sentences)) {
    if (asksForWords(sentence)) asking.push(sentence);
  }
  const withheld = [...asking, unseen].join('\n');
  const reading = { subject, text, told: told.join('\n'), asking, withheld };
  readings.set(mail, reading);
  return reading;
}

function namesIn(mail: Mail): string {
  const people = [mail.from, mail.replyTo, ...mail.recipients.slice(0, 50)];
  return [
    ...people.flatMap((each) => (each ? [each.name, each.address] : [])),
    ...mail.attachments.slice(0, 50).map(({ name }) => name),
  ].join('\n');
}
