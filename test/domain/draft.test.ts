import { describe, expect, it } from 'vitest';
import { composeDraft } from '../../src/domain/draft.ts';
import { steps } from '../../src/domain/message.ts';
import { aMail, aMessage, aRun, someResults } from '../support/a-claim.ts';

const free = { input: 0, output: 0 };
const finished = (changes: Partial<ReturnType<typeof someResults>> = {}) =>
  aMessage({ ...someResults(), persisting: null, ...changes });

describe('composeDraft', () => {
  it('puts the results together under the key of the message', () => {
    const message = { ...finished(), id: 9, revision: 3, truncated: true };
    expect(composeDraft(message, free)).toMatchObject({
      key: message.key,
      message: 9,
      revision: 3,
      truncated: true,
      sender: { name: 'Ada Lead', address: 'ada@lead.example' },
      category: 'Lead',
      status: 'drafted',
      automated: false,
      summary: {
        subject: 'Pricing for 200 seats',
        sender: 'Ada Lead <ada@lead.example>',
        intent: 'wants a quote',
        urgency: 'high',
      },
    });
  });

  it('is for whom the answer goes to', () => {
    const replyTo = { name: 'Bob', address: 'bob@visitor.example' };
    const draft = composeDraft(finished({ parsing: aMail({ replyTo }) }), free);
    expect([draft.sender, draft.summary.sender]).toEqual([replyTo, 'Bob <bob@visitor.example>']);
    const nobody = composeDraft(finished({ parsing: aMail({ from: null }) }), free);
    expect(nobody.sender).toEqual({ name: '', address: '' });
  });

  it('says why there is no reply', () => {
    const drafting = { reply: null, noReplyReason: 'spam is never answered', run: null };
    const draft = composeDraft(finished({ drafting }), free);
    expect([draft.status, draft.reply, draft.noReplyReason]).toEqual([
      'no_reply',
      null,
      'spam is never answered',
    ]);
    expect(Object.keys(draft.provenance.steps)).toEqual(['classify', 'summarize']);
  });

  it('knows a machine by what the parser found', () => {
    const parsing = aMail({ automated: 'Bounce (RFC 3464)' });
    expect(composeDraft(finished({ parsing }), free).automated).toBe(true);
  });

  it('adds up what the steps cost, per million tokens', () => {
    const { provenance } = composeDraft(finished(), { input: 2, output: 10 });
    expect(provenance.costUsd).toBeCloseTo((3 * (9 * 2 + 4 * 10)) / 1_000_000, 12);
    expect(provenance.steps.draft).toEqual({
      provider: 'openai',
      model: 'small-1',
      ms: 3,
      inputTokens: 9,
      outputTokens: 4,
      costUsd: (9 * 2 + 4 * 10) / 1_000_000,
    });
  });

  it('admits a fallback in any one step', () => {
    const { classifying, summarizing } = someResults();
    const run = aRun({ provider: 'mock', fallback: true });
    const fallbackOf = (changes: Parameters<typeof finished>[0]) =>
      composeDraft(finished(changes), free).provenance.fallback;
    expect(fallbackOf({})).toBe(false);
    expect(fallbackOf({ classifying: { ...classifying, run } })).toBe(true);
    expect(fallbackOf({ summarizing: { ...summarizing, run } })).toBe(true);
  });

  it.each(steps.slice(0, -1))('refuses a message without the result of %s', (step) => {
    expect(() => composeDraft({ ...finished(), [step]: null }, free)).toThrow('all of its results');
  });
});
