import { setTimeout as sleep } from 'node:timers/promises';
import { openCorpus } from './parts/corpus.ts';
import { watchDrafts } from './parts/draft-events.ts';
import type { Folders } from './parts/folders.ts';
import type { ImapWire } from './parts/imap-wire.ts';
import type { Program } from './parts/program.ts';

/** A program that is through with the messages of some folders, and hears of more over a wire. */
export interface Scene {
  program: Program;
  folders: Folders;
  wire: ImapWire;
  /** In all folders together, so far. */
  messages: number;
}

/** Between two arrivals: a mail comes when the one before it is through. */
const betweenMs = 250;
const patienceMs = 10_000;
/** Share that must have a draft: what the ledger skips, such as a mail that came twice, has none. */
const allowed = 0.95;
/** From here on the corpus tells mails that the mixture of no size has. */
const firstMail = 20_000;

/**
 * Delivers real mails to INBOX, each when the one before it is through, and waits for their drafts
 * as somebody does who hears of a draft from the program's events and then asks for it.
 * @returns milliseconds from the server's EXISTS on the wire to the answer with the draft
 */
export async function takeArrivals(scene: Scene, arrivals: number): Promise<number[]> {
  const { program, folders, wire, messages } = scene;
  const corpus = await openCorpus();
  // No other folder has more: only INBOX can be announced with so many.
  const before = Math.ceil(messages / folders.names.length);
  const drafts = await listen(program);
  const waits: number[] = [];
  try {
    for (let n = 1; n <= arrivals; n += 1) {
      await folders.deliver(corpus.mail(firstMail + n));
      const uid = before + n;
      const readable = await drafts.readable(uid);
      await program.reaches(messages + n);
      const announced = wire.announcements.of(uid);
      if (announced === undefined) throw new Error(`UID ${uid} was never announced`);
      if (readable !== null) waits.push(readable - announced);
      await sleep(betweenMs);
    }
    if (waits.length < arrivals * allowed) {
      throw new Error(`only ${waits.length} of ${arrivals} mails that came have a draft`);
    }
  } finally {
    drafts.stop();
  }
  return waits;
}

interface Drafts {
  /** When `GET /drafts/:id` had answered with the draft of that mail in INBOX; null: it has none. */
  readable(uid: number): Promise<number | null>;
  stop(): void;
}

async function listen(program: Program): Promise<Drafts> {
  const heard = { at: new Map<number, number>(), failure: null as unknown };
  const fail = (error: unknown) => (heard.failure ??= error ?? new Error('the events ended'));
  const confirm = async ({ id, uid, mailbox }: { id: number; uid: number; mailbox: string }) => {
    await program.get(`/drafts/${id}`);
    if (mailbox === 'INBOX') heard.at.set(uid, performance.now());
  };
  const events = await watchDrafts(program.url, (draft) => void confirm(draft).catch(fail), fail);
  return {
    async readable(uid) {
      const until = performance.now() + patienceMs;
      while (performance.now() < until) {
        if (heard.failure) throw heard.failure;
        const at = heard.at.get(uid);
        if (at !== undefined) return at;
        await sleep(5);
      }
      return null;
    },
    stop: events.stop,
  };
}
