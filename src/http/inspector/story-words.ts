/** What happened to a message in a few words of our own, none of the mail's. */
import { type FailureCode, failureCodes } from '../../domain/failure.ts';
import type { Stage } from '../../domain/message.ts';
import type { Transition } from '../../ports.ts';
import { timeTaken } from '../../views/journey/time-taken.ts';

const finished: Partial<Record<Stage, string>> = {
  discovered: 'fetched',
  parsing: 'parsed',
  classifying: 'classified',
  enriching: 'enriched',
  drafting: 'drafted',
  summarizing: 'summarized',
  persisting: 'persisted',
  queued: 'delivered',
};

const failed: Partial<Record<Stage, string>> = {
  discovered: 'fetching failed',
  queued: 'delivery failed',
};

/** What led from one stage to the next. */
export function eventOf(from: Stage, to: Stage): string {
  if (to === 'gone') return 'expunged';
  if (to === 'skipped') return from === 'quarantined' ? 'discarded' : 'left alone';
  if (from === 'waiting') return 'due again';
  if (to === 'waiting' || to === 'quarantined') return failed[from] ?? `${from} failed`;
  return finished[from] ?? from;
}

/**
 * What of a journey's error may be told: the rest can name a sender or an account. Each is a phrase
 * that the program itself writes.
 */
const phrases = [
  'exact duplicate',
  'own mail',
  'discarded by a person',
  'expunged before it could be fetched',
  'kept from the LLM',
  'the LLM is left alone',
  'answered by the mock',
  'the message goes on without it',
];

/** Why it went so, how long it took and which try it was; null: there is nothing to tell. */
export function noteOf({ from, error, ms, attempt }: Transition): string | null {
  const told = [
    codeOf(error),
    ...phrases.filter((phrase) => error?.includes(phrase)),
    ms > 0 ? `${verbOf(from)} ${timeTaken(ms)}` : null,
    attempt > 1 ? `try ${attempt}` : null,
  ];
  return told.filter((part) => part !== null).join(' · ') || null;
}

export function noteOfWait(ms: number): string {
  return `waited ${timeTaken(ms)}`;
}

/** The failure that a journey's error begins with. */
export function codeOf(error: string | null): FailureCode | null {
  const [head] = error?.split(':', 1) ?? [];
  return failureCodes.find((code) => code === head) ?? null;
}

/** The mock answered in the place of the LLM. */
export function isByMock(error: string | null): boolean {
  return error?.includes('answered by the mock') ?? false;
}

function verbOf(from: Stage): string {
  return from === 'discovered' ? 'after' : 'took';
}

/** It was not asked, for the mail seems to address one. */
export function isKept(error: string | null): boolean {
  return error?.includes('kept from the LLM') ?? false;
}
