import { type Draft, editableStatuses } from '../../domain/draft.ts';
import {
  correspondent,
  formatAddress,
  type Address,
  type Attachment,
  type Mail,
} from '../../domain/mail.ts';
import type { Stage } from '../../domain/message.ts';
import type { MessageRow, Transition } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { marksOf } from './table.ts';
import { stageWord, statusWord } from './words.ts';

type Journeyed = MessageRow & { journey: Transition[] };

/** Everything known of one message: at least its row or its draft. */
interface Known {
  row: Journeyed | null;
  mail: Mail | null;
  draft: Draft | null;
}

/** The page of the ledger's message `id`; null when there is neither a row nor a draft. */
export async function messageModel({ messages, drafts }: HttpDeps, id: number) {
  const [row, mail, draft] = await Promise.all([
    messages.get(id),
    messages.mail(id),
    drafts.byMessage(id),
  ]);
  return row || draft
    ? pageOf({ row, mail, draft: row && row.key !== draft?.key ? null : draft })
    : null;
}

/** The page of a draft, with its message where that is here; null when there is no such draft. */
export async function draftModel({ messages, drafts }: HttpDeps, id: number) {
  const draft = await drafts.get(id);
  if (!draft) return null;
  // `message` is the id that the agent's database gave it: in another one it is somebody else's.
  const row = draft.message === null ? null : await messages.get(draft.message);
  if (row?.key !== draft.key) return pageOf({ row: null, mail: null, draft });
  return pageOf({ row, mail: await messages.mail(row.id), draft });
}

/** The journey alone, for the fragment that follows it live. */
export async function journeyModel({ messages }: HttpDeps, id: number) {
  const row = await messages.get(id);
  return row && { row: rowOf(row), journey: journeyOf(row) };
}

function pageOf({ row, mail, draft }: Known) {
  const subject = draft?.subject ?? mail?.subject ?? row?.subject ?? '';
  return {
    title: subject || 'No subject',
    subject,
    sender: draft?.sender ?? (mail && correspondent(mail)) ?? unparsedSender(row),
    recipients: (draft?.recipients ?? mail?.recipients ?? []).map(formatAddress),
    receivedAt: draft?.receivedAt ?? null,
    folder: folderOf({ row, draft }),
    attachments: attachmentsOf(mail?.attachments ?? draft?.attachments ?? []),
    text: mail?.text ?? null,
    row: row && rowOf(row),
    journey: row ? journeyOf(row) : [],
    draft: draft && draftOf(draft),
  };
}

/** Characters of an attachment that are shown; the whole of it is in the source. */
const shownText = 5_000;

function attachmentsOf(attachments: Attachment[]) {
  return attachments.map(({ name, type, size, text }) => ({
    name,
    type,
    size: bytes(size),
    text: text === undefined || text.length <= shownText ? text : `${text.slice(0, shownText)}…`,
  }));
}

function folderOf({ row, draft }: Pick<Known, 'row' | 'draft'>): string {
  const at = row ?? draft;
  return at ? `${at.account} · ${at.mailbox} · UID ${at.uid}` : '';
}

/** A message that could not be parsed has its sender as one text, if at all. */
function unparsedSender(row: MessageRow | null): Address {
  return { name: row?.sender ?? '', address: '' };
}

function rowOf(row: MessageRow) {
  return {
    id: row.id,
    stage: row.stage,
    word: stageWord(row.stage),
    error: row.error,
    notBefore: row.stage === 'waiting' ? row.notBefore : null,
    retry: retryLabels[row.stage] ?? null,
  };
}

const retryLabels: Partial<Record<Stage, string>> = {
  waiting: 'Try now',
  quarantined: 'Try again',
  done: 'Run again',
  skipped: 'Process it after all',
};

/** By stage: a transition tells how long the stage took that it leaves, so the time is the next's. */
function journeyOf({ journey }: Journeyed) {
  return journey.map(({ at, to, attempt, error }, index) => ({
    at,
    word: stageWord(to),
    took: durationOf(journey[index + 1]),
    attempt,
    note: error,
  }));
}

function draftOf(draft: Draft) {
  const { classify, draft: drafting, summarize } = draft.provenance.steps;
  const steps = [
    { name: 'Sort', run: classify },
    { name: 'Draft', run: drafting },
    { name: 'Summarise', run: summarize },
  ];
  return {
    id: draft.id,
    version: draft.version,
    status: draft.status,
    word: statusWord(draft.status),
    editable: draft.reply !== null && editableStatuses.includes(draft.status),
    reply: draft.reply,
    noReplyReason: draft.noReplyReason,
    automated: draft.automated,
    category: draft.category,
    confidence: Math.round(draft.confidence * 100),
    reason: draft.reason,
    summary: draft.summary,
    crm: draft.crm,
    injection: draft.injection,
    marks: marksOf(draft),
    fallback: draft.provenance.fallback,
    costUsd: draft.provenance.costUsd > 0 ? `${draft.provenance.costUsd.toFixed(4)} USD` : null,
    steps: steps.flatMap(({ name, run }) =>
      run ? [{ name, ...run, took: duration(run.ms) }] : [],
    ),
  };
}

function durationOf(leaving: Transition | undefined): string | null {
  return leaving ? duration(leaving.ms) : null;
}

function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

function bytes(size: number): string {
  if (size < 1_024) return `${size} B`;
  if (size < 1_024 ** 2) return `${Math.round(size / 1_024)} KB`;
  return `${(size / 1_024 ** 2).toFixed(1)} MB`;
}
