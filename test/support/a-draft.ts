import type { NewDraft } from '../../src/domain/draft.ts';

/** A whole draft of a lead; name what a test is about. */
export function aDraft(changes: Partial<NewDraft> = {}): NewDraft {
  return {
    key: 'sales/INBOX/1700000000/7',
    revision: 1,
    account: 'sales',
    mailbox: 'INBOX',
    uid: 7,
    messageId: '<7@lead.example>',
    threadId: '<7@lead.example>',
    sender: { name: 'Ada Lead', address: 'ada@lead.example' },
    recipients: [{ name: '', address: 'sales@company.example' }],
    subject: 'Pricing for 200 seats',
    receivedAt: '2026-02-03T04:05:06Z',
    attachments: [{ name: 'rfp.pdf', type: 'application/pdf', size: 1234 }],
    category: 'Lead',
    confidence: 0.9,
    reason: 'asks for a price',
    noReplyReason: null,
    automated: false,
    crm: {
      company: 'Lead Ltd',
      industry: 'Software',
      size: '100-500',
      contactRole: 'CTO',
      source: 'mock:domain',
    },
    reply: { subject: 'Re: Pricing for 200 seats', body: 'Dear Ada, …', language: 'en' },
    summary: {
      subject: 'Pricing for 200 seats',
      sender: 'Ada Lead <ada@lead.example>',
      intent: 'wants a quote',
      urgency: 'high',
    },
    status: 'drafted',
    message: null,
    injection: { suspected: false, evidence: [] },
    provenance: {
      fallback: false,
      steps: {
        classify: { provider: 'mock', model: 'mock-1', ms: 3, inputTokens: 9, outputTokens: 4 },
      },
      costUsd: 0,
    },
    truncated: false,
    ...changes,
  };
}
