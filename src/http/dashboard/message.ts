import type { ParsedUrlQuery } from 'node:querystring';
import type { Stage } from '../../domain/message.ts';
import type { HttpDeps } from '../deps.ts';
import { isEditable } from './message-actions.ts';
import { factsOf } from './message-facts.ts';
import { journeyOf } from './journey.ts';
import {
  type Journeyed,
  type Known,
  knownDraft,
  type KnownDraft,
  knownMessage,
} from './message-known.ts';
import { mailOf, mailView } from './message-mail.ts';
import { panelOf, stampOf, type Unsaved, typedOf } from './message-panel.ts';
import { filterOf, hrefOf, readId, readQuery, type TableQuery } from './query.ts';
import { stageWord } from './words.ts';

/** The page of the ledger's message `id`; null when there is neither a row nor a draft. */
export async function messageModel(deps: HttpDeps, id: number, query: ParsedUrlQuery = {}) {
  const known = await knownMessage(deps, id);
  return known && (await pageOf(deps, known, query));
}

/** The page of a draft, with its message where that is here; null when there is no such draft. */
export async function draftModel(
  deps: HttpDeps,
  id: number,
  query: ParsedUrlQuery = {},
  unsaved: Unsaved | null = null,
) {
  const known = await knownDraft(deps, id);
  if (!known) return null;
  const mail = known.row && (await deps.messages.mail(known.row.id));
  return await pageOf(deps, { ...known, mail }, query, unsaved);
}

async function pageOf(
  deps: HttpDeps,
  known: Known,
  query: ParsedUrlQuery,
  unsaved: Unsaved | null = null,
) {
  const { row, draft } = known;
  const versions = draft ? ((await deps.drafts.versions(draft.id)) ?? []) : [];
  const mail = mailOf(known, mailView(query['as']));
  const asked = { ...readQuery(query), cursor: null };
  return {
    title: mail.subject || 'No subject',
    subject: mail.subject,
    mail,
    row: row && rowOf(row),
    journey: row && journeyOf(row),
    panel: isDrafted(known)
      ? panelOf(deps, known, versions, unsaved ?? (await earlierText(deps, known, query['text'])))
      : null,
    seen: stampOf(known),
    draft: draft && { id: draft.id, ...factsOf(draft, versions) },
    back: hrefOf('/dashboard', asked),
    ...(await neighboursOf(deps, known, asked)),
  };
}

/** Everything of the reply's panel that a change may touch, for the template `reply-live`. */
export async function panelModel(
  deps: HttpDeps,
  known: KnownDraft,
  unsaved: Unsaved | null = null,
) {
  const { draft } = known;
  const versions = (await deps.drafts.versions(draft.id)) ?? [];
  return {
    panel: panelOf(deps, known, versions, unsaved),
    draft: { id: draft.id, ...factsOf(draft, versions) },
  };
}

/** The text of an older version, put into the editor and not saved; null where none can be saved. */
export async function earlierText(
  { drafts }: HttpDeps,
  { draft }: KnownDraft,
  asked: string | string[] | undefined,
): Promise<Unsaved | null> {
  const number = typeof asked === 'string' ? readId(asked) : null;
  if (number === null || !isEditable(draft)) return null;
  const version = (await drafts.versions(draft.id))?.find((one) => one.version === number);
  if (!version?.reply) return null;
  const { subject, body } = version.reply;
  return {
    version: draft.version,
    typed: { ...typedOf(draft), subject, body },
    conflict: false,
    note: { text: `This is the text of version ${number}. It is not saved yet.`, tone: 'busy' },
  };
}

function isDrafted(known: Known): known is KnownDraft {
  return known.draft !== null;
}

/** The drafts above and below it in the list that the person came from. */
async function neighboursOf({ drafts }: HttpDeps, { draft }: Known, query: TableQuery) {
  if (!draft) return { newer: null, older: null };
  const { newer, older } = await drafts.neighbours(draft.id, filterOf(query));
  const href = (id: number | null) => id && hrefOf(`/dashboard/drafts/${id}`, query);
  return { newer: href(newer), older: href(older) };
}

function rowOf(row: Journeyed) {
  return {
    id: row.id,
    stage: row.stage,
    word: stageWord(row.stage),
    error: row.error,
    attempts: row.attempts,
    notBefore: row.stage === 'waiting' ? row.notBefore : null,
    retry: retryLabels[row.stage] ?? null,
  };
}

const retryLabels: Partial<Record<Stage, string>> = {
  waiting: 'Try now',
  quarantined: 'Try again',
  skipped: 'Process it after all',
};
