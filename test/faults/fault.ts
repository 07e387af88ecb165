import type { Scene } from './scene.ts';

/** One row of the table: a file in `cases/`, and a line in `cases/index.ts`. */
export interface Fault {
  /** As the table says it. */
  name: string;
  /**
   * Causes the fault while mail comes in, calls `scene.struck()` each time, ends it, and leaves an
   * agent running. The runner then waits until all mail has come to an end and counts.
   * @throws Skipped where this machine does not allow it
   */
  run(scene: Scene): Promise<void>;
  /** A mail server that nobody else uses, for faults of the whole server. */
  ownMailServer?: true;
}

/** The fault could not be caused here: shown in the table, never passed over. */
export class Skipped extends Error {}

/** What was counted after a fault. */
export interface Tally {
  fault: string;
  /** How often the fault was caused. */
  times: number;
  messages: number;
  /** Mails without their one final row, or without the draft they deserve. */
  lost: number;
  /** Rows, drafts or versions that a mail has too many. */
  doubled: number;
  /** Messages in quarantine that did not earn it. */
  quarantined: number;
  /** Questions to the LLM that had been put before. */
  extraCalls: number;
  seconds: number;
  /** Everything that is wrong, in words; empty where the promise holds. */
  complaints: string[];
  skipped?: string;
}

export const isSound = (tally: Tally): boolean => tally.complaints.length === 0;
