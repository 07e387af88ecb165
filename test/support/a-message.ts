import type { MessageStore } from '../../src/ports.ts';
import { Failure } from '../../src/domain/failure.ts';

export const source =
  'From: Ada <ada@lead.example>\r\nSubject: Hello\r\n\r\n<script>alert(1)</script>\r\n';

/** A folder with UIDs 1 (fetched, waiting to be worked) and 2 (known by UID only). */
export async function aFolder(messages: MessageStore): Promise<{ fetched: number; known: number }> {
  const ref = { account: 'sales', mailbox: 'INBOX' };
  const start = { uidValidity: 1_700_000_000, startUid: 1, cursor: 2, left: 0, uids: [1, 2] };
  const { id } = await messages.startMailbox(ref, start);
  const [first, second] = await messages.unfetched(id, 2);
  if (!first || !second) throw new Error('the folder was not taken in');
  const receivedAt = '2026-02-03T04:05:06Z';
  const mail = { mailId: null, messageId: null, receivedAt, size: source.length };
  await messages.storeSources([{ ...first, ...mail, source: Buffer.from(source) }], []);
  return { fetched: first.id, known: second.id };
}

/** Claims the one message that is due and sets it aside as unreadable. */
export async function quarantine(messages: MessageStore): Promise<void> {
  const { claims } = await messages.claim(1);
  for (const { lease, message } of claims) {
    const failure = new Failure('mail.unparsable', 'no parser could read it');
    await messages.settle(lease, message, { kind: 'quarantine', failure, ms: 5 });
  }
}
