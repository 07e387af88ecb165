import type { Mail } from '../../src/domain/mail.ts';
import type { Message, StepResults, StepRun } from '../../src/domain/message.ts';
import { fetchedMessage } from '../../src/domain/message.ts';
import type { Claim } from '../../src/ports.ts';

/** A person's mail that asks for a price; name what a test is about. */
export function aMail(changes: Partial<Mail> = {}): Mail {
  return {
    from: { name: 'Ada Lead', address: 'ada@lead.example' },
    replyTo: null,
    answerTo: null,
    recipients: [{ name: '', address: 'sales@company.example' }],
    subject: 'Pricing for 200 seats',
    messageId: '<7@lead.example>',
    threadId: '<7@lead.example>',
    references: [],
    text: 'What do 200 seats cost?',
    own: changes.text ?? 'What do 200 seats cost?',
    quoted: '',
    signature: '',
    hidden: '',
    attachments: [],
    traits: [],
    injection: { suspected: false, evidence: [] },
    automated: null,
    ...changes,
  };
}

/** A fetched message before its first step. */
export function aMessage(changes: Partial<Message> = {}): Message {
  const id = changes.id ?? 1;
  const place = { account: 'sales', mailbox: 'INBOX', uidValidity: 1_700_000_000, uid: id };
  const arrival = { receivedAt: '2026-02-03T04:05:06Z', truncated: false };
  return { ...fetchedMessage(id, place, arrival), ...changes };
}

export function aClaim(id: number, changes: Partial<Message> = {}): Claim {
  return { lease: { job: id, epoch: 1 }, message: aMessage({ id, ...changes }), redraft: false };
}

export function aRun(changes: Partial<StepRun> = {}): StepRun {
  const usage = { model: 'small-1', ms: 3, inputTokens: 9, outputTokens: 4 };
  return { provider: 'openai', ...usage, fallback: false, cause: null, ...changes };
}

/** What each step of an ordinary lead comes to. */
export function someResults(): StepResults {
  return {
    parsing: aMail(),
    classifying: {
      category: 'Lead',
      confidence: 0.9,
      reason: 'asks for a price',
      run: aRun(),
    },
    enriching: { crm: null, reason: 'unknown to the CRM' },
    drafting: {
      reply: { subject: 'Re: Pricing', body: 'Dear Ada, …', language: 'en' },
      noReplyReason: null,
      run: aRun(),
    },
    summarizing: { intent: 'wants a quote', urgency: 'high', run: aRun() },
    persisting: 77,
  };
}
