import { isDeepStrictEqual } from 'node:util';
import type { RehearsalPorts } from './actors/index.ts';
import { composeDraft, type Prices } from './domain/draft.ts';
import { Failure } from './domain/failure.ts';
import { type Message, type Step, steps } from './domain/message.ts';
import type { MessageStore, ReplayRequest, ReplayResult, ReplaySide } from './ports.ts';
import { rehearse } from './rehearsal.ts';

export interface ReplayPorts {
  messages: MessageStore;
  prices: Prices;
  /** Everything to work a message with, by the model and the playbook that are asked for. */
  outfit(request: ReplayRequest): Omit<RehearsalPorts, 'source'>;
}

/** Walks a stored message anew, from any step, and sets what comes of it beside what there is. */
export function replayer({ messages, prices, outfit }: ReplayPorts) {
  return async (id: number, request: ReplayRequest): Promise<ReplayResult> => {
    const message = await messages.worked(id);
    if (!message) return { kind: 'missing' };
    const source = await messages.source(id);
    const due = rewound(message, request);
    if (!due.parsing && !source) {
      return { kind: 'refused', reason: `the source of message ${id} is not kept any more` };
    }
    try {
      const means = outfit(request);
      return beside(message, await rehearse(due, { ...means, source }), prices);
    } catch (error) {
      // These means are no good, or not for this message; the program itself is not in trouble.
      return { kind: 'refused', reason: reasonOf(error) };
    }
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof Failure) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

function rewound(message: Message, { from, instruction }: ReplayRequest): Message {
  const rewinding = steps.slice(steps.indexOf(from));
  const undone = Object.fromEntries(rewinding.map((step) => [step, null])) as Record<Step, null>;
  return { ...message, ...undone, ended: null, outbound: null, attempts: 0, instruction };
}

function beside(message: Message, after: Message, prices: Prices): ReplayResult {
  const done = steps.every((step) => step === 'persisting' || message[step] !== null);
  const now = sideOf(after, prices);
  const before = done ? sideOf(message, prices) : null;
  const fields = Object.keys(now) as (keyof ReplaySide)[];
  const changed = fields.filter(
    (field) => field !== 'provenance' && !isDeepStrictEqual(before?.[field], now[field]),
  );
  return { kind: 'replayed', before, after: now, changed };
}

function sideOf(message: Message, prices: Prices): ReplaySide {
  const { category, confidence, reason, noReplyReason, crm, reply, provenance, summary } =
    composeDraft(message, prices);
  const { intent, urgency } = summary;
  return {
    category,
    confidence,
    reason,
    noReplyReason,
    urgency,
    intent,
    crm,
    reply,
    provenance,
  };
}
