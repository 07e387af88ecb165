import type { ImapFlow } from 'imapflow';

/** Pause after the last command: long enough that a run of commands is not cut up by IDLE. */
const settleMs = 50;
/** Pause after an IDLE that the server refused or ended at once. */
const refusedMs = 30_000;
const atOnceMs = 1_000;

/**
 * Keeps an unoccupied connection in IDLE (RFC 2177), so that the server's pushes come at once.
 * imapflow does so too, but one delay serves it both for the pause between commands and for
 * trying again after a refusal: what is quick for the one hammers the server in the other.
 */
export class Idler {
  readonly #flow: ImapFlow;
  readonly #occupied: () => boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(flow: ImapFlow, occupied: () => boolean) {
    this.#flow = flow;
    this.#occupied = occupied;
  }

  /** After every command: it ended the IDLE before it. */
  soon(delayMs = settleMs): void {
    this.stop();
    this.#timer = setTimeout(() => void this.#idle(), delayMs).unref();
  }

  /** Before every command, and at the end. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #idle(): Promise<void> {
    if (this.#occupied() || !this.#flow.mailbox) return;
    const began = performance.now();
    const ended = await this.#flow.idle().catch(() => false);
    // A command broke it and will ask for the next one when it is done.
    if (this.#occupied() || !this.#flow.usable) return;
    const refused = ended === false || performance.now() - began < atOnceMs;
    this.soon(refused ? refusedMs : settleMs);
  }
}
