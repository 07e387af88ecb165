import type { ParsedUrlQuery } from 'node:querystring';
import type { MessageRow, MessageStore } from '../../ports.ts';
import { hrefOf, readQuery } from './query.ts';

const path = '/dashboard/quarantine';
const pageSize = 50;

/** What was set aside and what waits for another try, for `quarantine` and `quarantine-rows`. */
export async function quarantineModel(messages: MessageStore, query: ParsedUrlQuery) {
  const { cursor } = readQuery(query);
  const [aside, waiting, counts] = await Promise.all([
    messages.list({
      stage: 'quarantined',
      limit: pageSize,
      ...(cursor !== null && { cursor }),
    }),
    messages.list({ stage: 'waiting', limit: pageSize }),
    messages.counts(),
  ]);
  const { next } = aside;
  return {
    /** What brings this part of the page up to date. */
    self: hrefOf(`${path}/rows`, { category: null, q: '', cursor }),
    rows: aside.items.map((row) => ({ ...row, source: hasSource(row) })),
    next: next === null ? null : hrefOf(path, { category: null, q: '', cursor: Number(next) }),
    first: cursor === null ? null : path,
    waiting: waiting.items.toSorted(soonestFirst),
    moreWaiting: Math.max(0, (counts.waiting ?? 0) - waiting.items.length),
  };
}

/** What the mail server would not hand over is the one kind that has no source. */
function hasSource({ error }: MessageRow): boolean {
  return !error?.startsWith('mail.unfetchable');
}

function soonestFirst(a: MessageRow, b: MessageRow): number {
  return (a.notBefore ?? '').localeCompare(b.notBefore ?? '') || a.id - b.id;
}
