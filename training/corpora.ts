import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMail } from '../src/adapters/mail-parser/read-mail.ts';
import { categories, type Category, type Urgency } from '../src/domain/category.ts';
import type { Mail } from '../src/domain/mail.ts';
import { knownMails } from '../test/adapters/mock-llm/mails/index.ts';

/** A mail with what a person said of it. */
export interface Sample {
  mail: Mail;
  /** null: of a public corpus, which only tells that it is no spam. */
  category: Category | null;
  urgency: Urgency | null;
  corpus: string;
  /** Samples of one origin, such as a newsletter's sender: never parted between training and test. */
  origin: string;
}

/** Mail with more bytes takes long to parse and tells no more. */
const largest = 150_000;
/** Time for one mail; a few hostile ones never end. */
const patienceMs = 3_000;

interface Label {
  file: string;
  category: Category;
  urgency: Urgency;
}

/** The labelled folders below `eval/training`, each with its `labels.json`. */
export async function labelledSamples(root: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const folder of readdirSync(root).toSorted()) {
    const labels = JSON.parse(readFileSync(join(root, folder, 'labels.json'), 'utf8')) as Label[];
    for (const { file, category, urgency } of labels) {
      const mail = await read(join(root, folder, file));
      if (mail) samples.push({ mail, category, urgency, corpus: 'labelled', origin: file });
    }
  }
  return samples;
}

/** The mails that the tests of the mock LLM know; they have no headers. */
export function testSamples(): Sample[] {
  return knownMails.map(({ mail, category }, at) => ({
    mail,
    category,
    urgency: null,
    corpus: 'tests',
    origin: `test ${at}`,
  }));
}

/** `snippets.txt`: a line a mail, `category|urgency|subject|text`. */
export function snippets(file: string): Sample[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [category, urgency, subject = '', text = ''] = line.split('|');
      if (!categories.includes(category as Category)) throw new Error(`no category: ${line}`);
      return {
        mail: bareMail(subject, text),
        category: category as Category,
        urgency: urgency as Urgency,
        corpus: 'snippets',
        origin: subject + text,
      };
    });
}

/** A mail of which only subject and text are known. */
export function bareMail(subject: string, text: string): Mail {
  return {
    from: { name: 'Somebody', address: 'somebody@company.example' },
    replyTo: null,
    answerTo: null,
    recipients: [],
    subject,
    messageId: '<1@company.example>',
    threadId: '<1@company.example>',
    references: [],
    text,
    own: text,
    quoted: '',
    signature: '',
    hidden: '',
    attachments: [],
    traits: [],
    injection: { suspected: false, evidence: [] },
    automated: null,
  };
}

/** A number from 0 to 1 that belongs to a name: splits are the same in every run. */
export function lot(name: string): number {
  return createHash('sha1').update(name).digest().readUInt32BE() / 2 ** 32;
}

/** Drops mails that begin alike: campaigns are sent in thousands of copies. */
export function distinct(samples: Sample[]): Sample[] {
  const seen = new Set<string>();
  return samples.filter(({ mail }) => {
    const letters = mail.own
      .toLowerCase()
      .replaceAll(/[^\p{L}]+/gu, '')
      .slice(0, 150);
    const key = mail.subject.toLowerCase().slice(0, 30) + letters;
    return !seen.has(key) && seen.add(key);
  });
}

/** The mail in a file; null where it cannot be parsed in time. */
export async function read(file: string): Promise<Mail | null> {
  const source = readFileSync(file);
  if (source.length > largest) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, patienceMs, null)));
  try {
    return await Promise.race([readMail(source), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
