import type { Draft } from '../../src/domain/draft.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import type { Dispatch } from '../../src/ports.ts';
import { aMail } from './a-claim.ts';
import { aDraft } from './a-draft.ts';

/** A reply that somebody wants to be sent; name what a test is about. */
export function anOutgoing(changes: Partial<Outgoing> = {}): Outgoing {
  const id = changes.id ?? 1;
  return {
    id,
    draft: id,
    kind: 'send',
    state: 'queued',
    version: 2,
    messageId: `<send-${id}-2@company.example>`,
    attended: true,
    name: 'Dana',
    attempts: 0,
    notBefore: null,
    folder: null,
    error: null,
    createdAt: '2026-02-03T05:00:00Z',
    updatedAt: '2026-02-03T05:00:00Z',
    ...changes,
  };
}

/** The same, claimed. */
export function aDispatch(changes: Partial<Outgoing> = {}): Dispatch {
  const outgoing = anOutgoing(changes);
  const stamps = { createdAt: '2026-02-03T04:06:00Z', updatedAt: '2026-02-03T05:00:00Z' };
  const draft: Draft = { ...aDraft(), id: outgoing.draft, version: outgoing.version, ...stamps };
  return {
    lease: { job: outgoing.id, epoch: 1 },
    outgoing,
    draft,
    reply: { subject: 'Re: Pricing for 200 seats', body: 'Dear Ada, …', language: 'en' },
    mail: aMail(),
  };
}
