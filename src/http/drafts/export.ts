import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import type { Draft } from '../../domain/draft.ts';
import type { DraftFilter, DraftStore, Page } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { parseQuery } from '../input.ts';
import { type Cell, byteOrderMark, csvRow } from './csv.ts';
import { wholeFilter } from './schema.ts';

type Filter = Omit<DraftFilter, 'limit' | 'cursor'>;

/** Drafts that are in memory at once; a few hundred kilobytes. */
const pageSize = 200;

/** `GET /drafts.csv`: all that the filters of `GET /drafts` let through, the newest first. */
export function exportRoutes({ drafts }: HttpDeps): Router {
  const router = new Router();
  router.get('/drafts.csv', async (ctx) => {
    const filter = parseQuery(ctx, wholeFilter);
    ctx.attachment(`drafts-${new Date().toISOString().slice(0, 10)}.csv`);
    ctx.type = 'text/csv; charset=utf-8; header=present';
    ctx.status = 200;
    if (ctx.method === 'HEAD') return;
    // Before the first byte, so that a database that is away is still a 503.
    const first = await drafts.list({ ...filter, limit: pageSize });
    ctx.body = Readable.from(rows(drafts, filter, first), { objectMode: false });
  });
  return router;
}

/** A page at a time, as the client takes them; ends when the stream is destroyed. */
async function* rows(drafts: DraftStore, filter: Filter, first: Page<Draft>) {
  yield Buffer.from(byteOrderMark + csvRow(Object.keys(columns)));
  for (let page = first; ;) {
    yield Buffer.from(page.items.map((draft) => csvRow(cellsOf(draft))).join(''));
    if (page.next === null) return;
    page = await drafts.list({ ...filter, limit: pageSize, cursor: Number(page.next) });
  }
}

function cellsOf(draft: Draft): Cell[] {
  return Object.values(columns).map((cellOf) => cellOf(draft));
}

const columns: Record<string, (draft: Draft) => Cell> = {
  id: ({ id }) => id,
  uid: ({ uid }) => uid,
  receivedAt: ({ receivedAt }) => receivedAt,
  account: ({ account }) => account,
  mailbox: ({ mailbox }) => mailbox,
  senderName: ({ sender }) => sender.name,
  senderAddress: ({ sender }) => sender.address,
  subject: ({ subject }) => subject,
  category: ({ category }) => category,
  urgency: ({ summary }) => summary.urgency,
  confidence: ({ confidence }) => confidence,
  status: ({ status }) => status,
  company: ({ crm }) => crm?.company ?? null,
  industry: ({ crm }) => crm?.industry ?? null,
  size: ({ crm }) => crm?.size ?? null,
  contactRole: ({ crm }) => crm?.contactRole ?? null,
  intent: ({ summary }) => summary.intent,
  replySubject: ({ reply }) => reply?.subject ?? null,
  replyBody: ({ reply }) => reply?.body ?? null,
  language: ({ reply }) => reply?.language ?? null,
  model: ({ provenance: { steps } }) => (steps.draft ?? steps.classify)?.model ?? null,
  fallback: ({ provenance }) => provenance.fallback,
  costUsd: ({ provenance }) => provenance.costUsd,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  key: ({ key }) => key,
};
