import { setTimeout as sleep } from 'node:timers/promises';
import { type Agent, startAgent, workingDirectory, mailboxAt } from '../support/agent.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { type LlmBehaviour, type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { variedMails } from '../support/mails.ts';
import { CallLog } from './call-log.ts';
import type { Tally } from './fault.ts';
import { count, isSettled, type Letters, type Sent } from './invariants.ts';

const settleMs = 120_000;

/** Where the mail lies: Dovecot, or a script that stands for it. */
interface MailServer {
  port: number;
  deliver(raw: string): Promise<void>;
  /** Ascending. */
  uids(): Promise<number[]>;
}

/**
 * The surroundings of one fault: a mailbox, an LLM stand-in and a working directory of its own,
 * and the agents that are started in it, one after the other.
 */
export class Scene {
  readonly user: string;
  readonly dovecot: Dovecot;
  readonly llm: LlmServer;
  readonly calls: CallLog;
  readonly directory: string;
  /** On top of what every agent gets. */
  readonly settings: Record<string, string> = {};
  readonly sent: Sent[] = [];
  /** Wrong without being a loss: shown, and the row fails. */
  readonly complaints: string[] = [];
  readonly letters: Letters = { lost: [], doubled: [] };
  mailServer: MailServer;
  /** The agent that runs now. */
  agent: Agent | null = null;
  /** Where drafts are read, if not from the agent itself: the REST API that it delivers to. */
  api: Agent | null = null;
  #times = 0;
  #varied = 0;
  readonly #cleanUps: (() => Promise<unknown>)[] = [];

  private constructor(user: string, dovecot: Dovecot, llm: LlmServer, directory: string) {
    this.user = user;
    this.dovecot = dovecot;
    this.llm = llm;
    this.calls = new CallLog(llm);
    this.directory = directory;
    this.mailServer = {
      port: dovecot.port,
      deliver: (raw) => dovecot.drop(user, raw),
      uids: () => dovecot.uids(user),
    };
  }

  static async open(user: string, dovecot: Dovecot): Promise<Scene> {
    const { path, remove } = await workingDirectory();
    const scene = new Scene(user, dovecot, await startLlmServer(), path);
    scene.atEnd(remove);
    scene.atEnd(() => scene.llm.close());
    return scene;
  }

  /** Undone when the scene ends, the last one first. */
  atEnd(cleanUp: () => Promise<unknown>): void {
    this.#cleanUps.push(cleanUp);
  }

  /** The fault was caused. */
  struck(times = 1): void {
    this.#times += times;
  }

  /** Work was cut off now: questions that are under way may be put again. */
  cut(from = Date.now(), to = from): void {
    this.calls.cut(from, to);
  }

  /** A reply must have arrived so often at a place where it was found so often. */
  expectLetters(what: string, expected: number, found: unknown[]): void {
    if (found.length < expected) this.letters.lost.push(`${what} is missing`);
    if (found.length > expected) {
      this.letters.doubled.push(`${what}: ${found.length} instead of ${expected}`);
    }
  }

  answer(behaviour: LlmBehaviour): void {
    this.calls.delayMs = Math.max(this.calls.delayMs, behaviour.delayMs ?? 0);
    this.llm.setBehaviour(behaviour);
  }

  /** So many mails of all kinds into the mailbox, no two alike. */
  async feed(n: number): Promise<void> {
    const mails = variedMails(this.#varied + n).slice(this.#varied);
    this.#varied += n;
    for (const mail of mails) await this.deliver(mail);
  }

  async deliver(mail: Omit<Sent, 'uid'>): Promise<Sent> {
    // The server numbers mail in the order in which it comes.
    const sent = { ...mail, uid: this.sent.length + 1 };
    this.sent.push(sent);
    await this.mailServer.deliver(mail.raw);
    return sent;
  }

  environment(more: Record<string, string> = {}): Record<string, string> {
    return {
      ...mailboxAt(this.mailServer.port, this.user),
      IMAP_POLL_SECONDS: '1',
      IMAP_BACKFILL: 'all',
      IMAP_BACKFILL_LIMIT: '100000',
      OPENAI_BASE_URL: this.llm.baseUrl,
      OPENAI_MODEL: 'stand-in-1',
      SENDER_DAILY_CAP: '100000',
      ...this.settings,
      ...more,
    };
  }

  /** Starts an agent in this scene; there must be none. */
  async start(more: Record<string, string> = {}): Promise<Agent> {
    const agent = await startAgent(this.environment(more), this.directory);
    this.agent = agent;
    return agent;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (signal === 'SIGKILL') this.cut();
    const code = (await this.agent?.stop(signal)) ?? null;
    this.agent = null;
    return code;
  }

  /** Waits for a state that must come; polls, for it can only be asked for. */
  async until(what: string, reached: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
    const since = performance.now();
    while (!(await reached())) {
      if (performance.now() - since > withinMs) {
        throw new Error(`not within ${withinMs / 1000} s: ${what}\n${this.#lastWords()}`);
      }
      await sleep(100);
    }
  }

  async done(): Promise<number> {
    const ledger = (await this.agent?.ledger()) ?? [];
    return ledger.reduce((sum, { counts }) => sum + (counts.done ?? 0), 0);
  }

  /** Waits until all mail has come to an end. */
  async settle(withinMs = settleMs): Promise<void> {
    const uids = await this.mailServer.uids();
    await this.until(
      `an end for each of ${uids.length} mails`,
      async () => isSettled((await this.agent?.ledger()) ?? [], uids),
      withinMs,
    );
  }

  /** Settles and counts; the scene is then over. */
  async tally(): Promise<Omit<Tally, 'fault' | 'seconds'>> {
    await this.settle().catch((error: Error) => this.complaints.push(error.message));
    const { agent, sent, calls, letters } = this;
    if (!agent) throw new Error('the fault left no agent running');
    const [uids, drafts] = [await this.mailServer.uids(), await (this.api ?? agent).drafts()];
    const counted = await count({ agent, drafts, sent, calls, uids, letters });
    return {
      times: this.#times,
      ...counted,
      complaints: [...counted.complaints, ...this.complaints],
    };
  }

  async close(): Promise<void> {
    await this.agent?.stop('SIGKILL');
    this.calls.close();
    for (const cleanUp of this.#cleanUps.toReversed()) await cleanUp();
  }

  #lastWords(): string {
    return this.agent?.output.slice(-10).join('\n') ?? '';
  }
}
