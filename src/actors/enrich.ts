import { fromPromise } from 'xstate';
import { guessedCompany } from '../domain/company-guess.ts';
import { correspondent } from '../domain/mail.ts';
import type { Message, StepResults } from '../domain/message.ts';
import type { Crm } from '../ports.ts';

/** How long the CRM may take; the message goes on without it. */
const deadlineMs = 10_000;

export const enrich = (crm: Crm) =>
  fromPromise<StepResults['enriching'], { message: Message }>(async ({ input, signal }) => {
    const mail = input.message.parsing;
    const sender = mail && correspondent(mail);
    if (!sender) return { crm: null, reason: 'no sender address' };
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const record = await crm.find(sender.address, deadline);
    if (record) return { crm: record, reason: null };
    const guess = guessedCompany(mail);
    return {
      crm: guess,
      reason: `unknown to the CRM${guess ? ': guessed from the signature' : ''}`,
    };
  });
