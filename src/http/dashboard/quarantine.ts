import type { ParsedUrlQuery } from 'node:querystring';
import type { MessageStore } from '../../ports.ts';
import { hrefOf, readQuery } from './query.ts';

const path = '/dashboard/quarantine';

/** The messages that were set aside, for the templates `quarantine` and `quarantine-rows`. */
export async function quarantineModel(messages: MessageStore, query: ParsedUrlQuery) {
  const { cursor } = readQuery(query);
  const { items, next } = await messages.list({
    stage: 'quarantined',
    limit: 50,
    ...(cursor !== null && { cursor }),
  });
  return {
    rows: items,
    next: next === null ? null : hrefOf(path, { category: null, q: '', cursor: Number(next) }),
    first: cursor === null ? null : path,
  };
}
