import { fromPromise } from 'xstate';
import { correspondent } from '../domain/mail.ts';
import type { Message, StepResults } from '../domain/message.ts';
import type { Crm } from '../ports.ts';

/** How long the CRM may take; the message goes on without it. */
const deadlineMs = 10_000;

export const enrich = (crm: Crm) =>
  fromPromise<StepResults['enriching'], { message: Message }>(async ({ input, signal }) => {
    const sender = input.message.parsing && correspondent(input.message.parsing);
    if (!sender) return { crm: null, reason: 'no sender address' };
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const record = await crm.find(sender.address, deadline);
    return { crm: record, reason: record ? null : 'unknown to the CRM' };
  });
