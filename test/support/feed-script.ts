/** A message of the feed, as `src/inspector/wire.ts` describes it. */
export type FeedMessage = Record<string, unknown> & { type: string };

const start = Date.UTC(2026, 10, 22, 12, 3, 4, 123);

/**
 * Writes a feed: who begins, who sends what to whom. Ids are those of a process `p`, times go on by a
 * millisecond a message.
 */
export class FeedScript {
  readonly messages: FeedMessage[] = [];
  #session = 0;
  #seq = 0;
  #at = start;

  /** @returns the actor's id */
  machine(actor: string, machine: string, parent?: string, subject?: string): string {
    return this.#begin(actor, machine, machine, parent, subject);
  }

  /** An invoked promise or callback. */
  call(actor: string, name: string, parent: string): string {
    return this.#begin(actor, name, null, parent);
  }

  /** @param from null: from outside @param more what else the event holds */
  event(from: string | null, to: string, type: string, more: object = {}): this {
    this.messages.push({
      type: '@xstate.event',
      sessionId: to,
      ...(from === null ? {} : { sourceId: from }),
      event: { type, ...more },
      createdAt: String(this.#tick()),
      _agent: { version: 1, seq: ++this.#seq },
    });
    return this;
  }

  end(id: string): this {
    this.messages.push({
      type: '@xstate.snapshot',
      sessionId: id,
      event: { type: 'end' },
      snapshot: { status: 'done' },
      createdAt: String(this.#tick()),
      _agent: { version: 1 },
    });
    return this;
  }

  hello(): this {
    this.messages.push({
      type: '@agent.hello',
      version: 1,
      process: 'p',
      now: this.#at,
      sends: true,
      full: false,
      charts: [],
    });
    return this;
  }

  pass(ms: number): this {
    this.#at += ms;
    return this;
  }

  /** The messages written since the last call. */
  take(): FeedMessage[] {
    return this.messages.splice(0);
  }

  #begin(actor: string, machine: string, chart: string | null, parent?: string, subject?: string) {
    const sessionId = `p:x:${this.#session++}`;
    this.messages.push({
      type: '@xstate.actor',
      sessionId,
      ...(parent === undefined ? {} : { parentId: parent }),
      name: actor,
      snapshot: { status: 'active', ...(chart === null ? {} : { value: 'working' }) },
      createdAt: String(this.#tick()),
      _agent: { version: 1, actor, machine, chart, subject: subject ?? null, since: this.#at },
    });
    return sessionId;
  }

  #tick(): number {
    return this.#at++;
  }
}

/** The house's actors: a supervisor with a mailbox, its watchdog, a gate and so many slots. */
export class Household {
  readonly script = new FeedScript();
  readonly supervisor: string;
  readonly mailbox: string;
  readonly watchdog: string;
  readonly gate: string;
  #message = 0;

  constructor() {
    const { script } = this;
    this.supervisor = script.machine('x:0', 'supervisor');
    this.mailbox = script.machine('mailbox-0', 'mailbox', this.supervisor, 'INBOX');
    this.watchdog = script.machine('watchdog', 'watchdog', this.mailbox, 'INBOX');
    this.gate = script.machine('llm-gate', 'llmGate', this.supervisor);
    script.hello();
  }

  /** A message is worked from its discovery to its end. @returns its actor's id */
  email(slot: number): string {
    const { script, supervisor, gate } = this;
    const subject = `message ${++this.#message}`;
    script.event(this.mailbox, supervisor, 'mail.discovered').pass(3);
    const email = script.machine(`email-${slot}`, 'email', supervisor, subject);
    script.event(supervisor, email, 'xstate.init');
    for (const [state, name] of steps) {
      const id = `0.email.${state}`;
      const call = script.call(id, name, email);
      script.event(email, call, 'xstate.init').pass(17);
      script.event(call, email, `xstate.done.actor.${id}`).end(call);
    }
    script.event(email, gate, 'llm.answered').pass(2);
    script.event(email, supervisor, `xstate.done.actor.email-${slot}`).end(email);
    return email;
  }

  /** What the rest of the house does besides. */
  sync(): void {
    this.script.event(this.mailbox, this.watchdog, 'mailbox.synced').pass(210);
    this.script.event(this.mailbox, this.mailbox, 'xstate.after.poll.mailbox.connected.watching');
  }
}

const steps = [
  ['parsing.working', 'parse'],
  ['classifying.asking', 'classify'],
  ['enriching.working', 'enrich'],
  ['drafting.asking', 'draft'],
  ['persisting.committing', 'persist'],
] as const;
