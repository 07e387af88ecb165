import type { Mailbox } from './parts/mailbox.ts';
import { type Mark, startProgram } from './parts/program.ts';
import { startVisitor, type Visit } from './parts/visitor.ts';

/**
 * The program in the ways that the inspector's cost is the difference of: without any observer of
 * its actors; as it ships, with nobody watching; with a visitor on the page's feed, and with one on
 * the feed of any other client.
 */
export const ways = ['bare', 'idle', 'page', 'plain'] as const;
export type Way = (typeof ways)[number];

const feeds: Partial<Record<Way, string>> = {
  page: '/inspector/ws?batch=50&definitions=no&brief=yes',
  plain: '/inspector/ws',
};

/** Start and end of a run are left out: nothing is full yet, and not everything is any more. */
export const from = 0.2;
const to = 0.95;

export interface Run {
  /** Messages a second. */
  rate: number;
  /** Of the program's own process, its parsers left out. */
  cpuMsPerMessage: number;
  visit: Visit | null;
}

export interface Scene {
  mailbox: Mailbox;
  llmUrl: string;
  mails: number;
  /** Where the profile of the program is written. */
  profile: string | null;
}

export async function work(way: Way, scene: Scene): Promise<Run> {
  const { mailbox, llmUrl, mails, profile } = scene;
  const program = await startProgram(mailbox, llmUrl, {
    preloads: way === 'bare' ? ['no-inspection.mjs'] : [],
    profile,
  });
  try {
    const feed = feeds[way];
    const visitor = feed ? await startVisitor(program.url.replace(/^http/, 'ws') + feed) : null;
    try {
      const begin = await program.reaches(mails * from);
      const actors = (await program.get<object[]>('/actors')).length;
      if ((actors === 0) !== (way === 'bare')) {
        throw new Error(`the way "${way}" knows ${actors} actors: it is not what it says`);
      }
      const end = await program.reaches(mails * to);
      const visit = visitor ? await visitor.visit() : null;
      checkEnd(end, visit);
      return { ...between(begin, end), visit };
    } finally {
      visitor?.leave();
    }
  } finally {
    await program.stop();
  }
}

function between(begin: Mark, end: Mark): Omit<Run, 'visit'> {
  const messages = end.ended - begin.ended;
  return {
    rate: (messages * 1_000) / (end.at - begin.at),
    cpuMsPerMessage: (end.cpuMs - begin.cpuMs) / messages,
  };
}

/** A run in which things failed may be fast, and says nothing. */
function checkEnd({ counts, ended }: Mark, visit: Visit | null): void {
  if ((counts.done ?? 0) < ended * 0.95) throw new Error(`not done: ${JSON.stringify(counts)}`);
  if (visit?.ended) throw new Error(`the visitor's connection ended: ${visit.ended}`);
  if (visit && visit.messages < ended) {
    throw new Error(`the visitor saw ${visit.messages} messages of a feed about ${ended} mails`);
  }
}
