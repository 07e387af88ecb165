import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Stage } from '../../src/domain/message.ts';
import type { LedgerEntry, MessageRow } from '../../src/ports.ts';
import { type Agent, countsOf, startAgent, workingDirectory, mailboxAt } from '../support/agent.ts';
import { childrenOf, peakMemoryMb } from '../support/child-processes.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { slowMail } from '../support/hostile/encodings.ts';
import { type HostileMail, hostileMails } from '../support/hostile-mails.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { type TestMail, variedMails } from '../support/mails.ts';

const user = 'alice';
const maxMessageBytes = 4 * 1024 * 1024;
/** More than is fetched is only carried about. */
const maxDelivered = 2 * maxMessageBytes;
const ordinaryMails = 120;
/** Enough for a machine that is never busy. */
const maxProbes = 400;
/** Hostile and ordinary mails under way at a time: a stream of them, no backlog of hours. */
const underWay = 16;
const maxMainMb = 300;
/** Above its limit a process lives for another look of its watchdog. */
const maxParserMb = 640;
const maxDelayMs = 8_000;

let dovecot: Dovecot;
let llm: LlmServer;
let agent: Agent;
const cleanUps: (() => Promise<unknown>)[] = [];

/** The stages in which a hostile mail may end. */
function stagesOf({ endings }: HostileMail, wasCut: boolean): Stage[] {
  const mayBeRead = endings.includes('read') || wasCut;
  const mayFail = endings.some((ending) => ending !== 'read');
  return [...(mayBeRead ? ['done' as const] : []), ...(mayFail ? ['quarantined' as const] : [])];
}

/** What a server hands over of it: CRLF ends its lines, and NUL is not transferred (RFC 3501, 4.3.1). */
function transferred(source: Buffer): string {
  return source.toString('latin1').replaceAll(/\r?\n/g, '\r\n').replaceAll('\0', '\x80');
}

const messageIdOf = ({ raw }: TestMail) => /^Message-ID: (.+)\r$/m.exec(raw)?.[1] ?? '';

describeWithDovecot('hostile mail among ordinary mail', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: [user] });
    cleanUps.push(() => dovecot.stop());
    llm = await startLlmServer();
    cleanUps.push(() => llm.close());
    const directory = await workingDirectory();
    cleanUps.push(directory.remove);
    agent = await startAgent(
      {
        ...mailboxAt(dovecot.port, user),
        IMAP_POLL_SECONDS: '1',
        IMAP_BACKFILL: 'all',
        MAX_MESSAGE_BYTES: String(maxMessageBytes),
        SENDER_DAILY_CAP: '100000',
        OPENAI_BASE_URL: llm.baseUrl,
        OPENAI_MODEL: 'stand-in-1',
      },
      directory.path,
    );
    cleanUps.push(() => agent.stop('SIGKILL'));
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  test(
    'holds up nothing, loses nothing, and only what earned it is set aside',
    { timeout: 300_000 },
    async () => {
      const names = Object.keys(hostileMails);
      expect(names.length).toBeGreaterThan(60);
      const varied = variedMails(ordinaryMails + maxProbes);
      const [ordinary, probes] = [varied.slice(0, ordinaryMails), varied.slice(ordinaryMails)];
      const vitals = watchVitals(agent);
      const { hostile, delays, sent } = await stream(names, ordinary, probes);
      await agent.settled(sent, 60_000);
      const { mainMb, parserMb, p99 } = vitals();

      expect([agent.process.exitCode, agent.process.signalCode]).toEqual([null, null]);
      expect(mainMb).toBeLessThan(maxMainMb);
      expect(parserMb).toBeLessThan(maxParserMb);
      expect(p99).toBeLessThan(500);
      expect(delays.length).toBeGreaterThan(5);
      expect(Math.max(...delays)).toBeLessThan(maxDelayMs);

      const uids = await dovecot.uids(user);
      expect(uids).toHaveLength(sent);
      const [entry] = await agent.ledger();
      expect(entry).toMatchObject({ gaps: [], cursor: uids.at(-1) });
      const rows = await agent.messages();
      expect(rows.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual(uids);

      expect(await surprises(hostile, rows)).toEqual([]);

      const drafts = new Map((await agent.drafts()).map((draft) => [draft.messageId, draft]));
      const answered = [...ordinary, ...probes.slice(0, delays.length)];
      expect(answered.filter((mail) => !isRight(mail, drafts.get(messageIdOf(mail))))).toEqual([]);
    },
  );

  test('six mails at once that take the whole deadline each hold up no other', async () => {
    const slow = slowMail.source().toString('latin1');
    for (let i = 0; i < 6; i += 1) await dovecot.drop(user, `X-Serial: ${i}\r\n${slow}`);
    const isParsing = async () => countsOf(await agent.ledger()).parsing === 6;
    await vi.waitFor(async () => expect(await isParsing()).toBe(true), 10_000);
    const [mail] = variedMails(ordinaryMails + maxProbes + 1).slice(-1);
    const since = performance.now();
    await dovecot.drop(user, mail?.raw ?? '');
    while (!(await isDrafted(mail ? messageIdOf(mail) : ''))) await sleep(50);
    // Two at a time, they take 15 s.
    expect(performance.now() - since).toBeLessThan(maxDelayMs);
  });
});

/** Hostile mails that ended otherwise than they may, or whose source was not kept. */
async function surprises(hostile: Map<string, number>, rows: MessageRow[]): Promise<string[]> {
  const byUid = new Map(rows.map((row) => [row.uid, row]));
  const found: string[] = [];
  for (const [name, uid] of hostile) {
    const mail = hostileMails[name];
    const row = byUid.get(uid);
    if (!mail || !row) throw new Error(`${name} has no row`);
    const source = mail.source();
    const stages = stagesOf(mail, source.length > maxMessageBytes);
    if (!stages.includes(row.stage)) found.push(`${name}: ${row.stage}, ${row.error}`);
    if (row.stage !== 'quarantined') continue;
    // Some sources take seconds to make: the client must hear first that the server hung up meanwhile.
    await sleep(20);
    const kept = await fetch(`${agent.url}/messages/${row.id}/raw`);
    const raw = Buffer.from(await kept.arrayBuffer()).toString('latin1');
    if (raw !== transferred(source).slice(0, maxMessageBytes)) {
      found.push(`${name}: its source is not what came`);
    }
  }
  return found;
}

function isRight({ expect: wanted }: TestMail, draft: Draft | undefined): boolean {
  return (
    draft !== undefined &&
    (draft.reply !== null) === wanted.reply &&
    draft.automated === (wanted.automated ?? false) &&
    (wanted.category === undefined || draft.category === wanted.category) &&
    !draft.provenance.fallback
  );
}

/**
 * Hostile and ordinary mails in turn, so many under way at a time, and beside them one ordinary
 * mail after the other, of which it is measured how long it takes from the server to its draft.
 */
async function stream(corpus: string[], ordinary: TestMail[], probes: TestMail[]) {
  // Made before anything is measured: some take seconds to make, and nothing else runs meanwhile.
  const sources = corpus.map((name) => deliverable(hostileMails[name]));
  const hostile = new Map<string, number>();
  const delays: number[] = [];
  let sent = 0;
  let before = Promise.resolve();
  // One after the other, also the large ones: the server numbers mail in the order in which it comes.
  const post = async (raw: string | Buffer): Promise<number> => {
    const uid = ++sent;
    before = before.then(() => dovecot.drop(user, raw));
    await before;
    return uid;
  };
  const room = async () => {
    while (sent - ended(await agent.ledger()) >= underWay) await sleep(50);
  };
  let isOver = false;
  const feed = async () => {
    for (let i = 0; i < Math.max(corpus.length, ordinary.length); i += 1) {
      await room();
      const name = corpus[i];
      const source = sources[i];
      if (name && source) hostile.set(name, await post(source));
      const mail = ordinary[i];
      if (mail) await post(mail.raw);
    }
    isOver = true;
  };
  const probe = async () => {
    for (const mail of probes) {
      if (isOver) break;
      const since = performance.now();
      await post(mail.raw);
      while (!(await isDrafted(messageIdOf(mail)))) await sleep(50);
      delays.push(performance.now() - since);
    }
  };
  await Promise.all([feed(), probe()]);
  return { hostile, delays, sent };
}

/** A copy of what is delivered of it, for the rest may be a hundred megabytes. */
function deliverable(mail: HostileMail | undefined): Buffer {
  return Buffer.from(mail?.source().subarray(0, maxDelivered) ?? '');
}

async function isDrafted(messageId: string): Promise<boolean> {
  const { items } = await agent.get<{ items: Draft[] }>('/drafts?limit=50');
  return items.some((draft) => draft.messageId === messageId);
}

function ended(ledger: LedgerEntry[]): number {
  const counts = countsOf(ledger);
  return (counts.done ?? 0) + (counts.skipped ?? 0) + (counts.quarantined ?? 0);
}

/** Memory and lag of the running program, from outside of it, until the returned call. */
function watchVitals({ url, process: { pid = 0 } }: Agent) {
  const latencies: number[] = [];
  let parserMb = 0;
  const look = setInterval(() => {
    parserMb = Math.max(parserMb, ...childrenOf(pid).map((child) => peakMemoryMb(child) ?? 0));
  }, 50);
  const ping = setInterval(() => {
    const since = performance.now();
    // A server that is gone shows as such elsewhere.
    void fetch(`${url}/healthz`).then(
      () => latencies.push(performance.now() - since),
      () => latencies.push(Infinity),
    );
  }, 100);
  return () => {
    clearInterval(look);
    clearInterval(ping);
    const p99 = latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * 0.99)];
    return { mainMb: peakMemoryMb(pid), parserMb, p99 };
  };
}
