import { categories, urgencies } from '../../domain/category.ts';
import type { Draft, DraftVersion } from '../../domain/draft.ts';
import { formatAddress } from '../../domain/mail.ts';
import type { HttpDeps } from '../deps.ts';
import {
  actionsOf,
  againDisabled,
  isEditable,
  isInWork,
  mayDraftAgain,
  wishUnheard,
} from './message-actions.ts';
import type { Known, KnownDraft } from './message-known.ts';
import { outgoingOf } from './outgoing-words.ts';
import { capitalised, deedOf, differenceOf, textVersion, whoOf } from './versions.ts';
import { stageWord, statusWord, type Tone } from './words.ts';

/** What stands in the editor: what is stored, or what a person typed over it. */
export interface Typed {
  subject: string;
  body: string;
  category: Draft['category'];
  urgency: Draft['summary']['urgency'];
  instruction: string;
}

export interface Unsaved {
  typed: Typed;
  /** The version that it was typed over. */
  version: number;
  /** Compares it with what is stored by now. */
  conflict: boolean;
  /** What the page says of it. */
  note: { text: string; tone: Tone } | null;
}

/** Sendings and savings of one draft that are told of. */
const shownWishes = 20;

/** The reply with all that a person can do to it, for the template `reply`. */
export function panelOf(
  deps: HttpDeps,
  known: KnownDraft,
  versions: DraftVersion[],
  unsaved: Unsaved | null = null,
) {
  const { draft } = known;
  const last = versions.toSorted((a, b) => b.version - a.version)[0] ?? null;
  const typed = unsaved?.typed ?? typedOf(draft);
  return {
    id: draft.id,
    version: unsaved?.version ?? draft.version,
    seen: stampOf(known),
    status: draft.status,
    word: statusWord(draft.status),
    recipient: formatAddress(draft.sender),
    reply: draft.reply,
    language: draft.reply?.language ?? '',
    // Words that were typed are shown in fields, whatever has become of the draft meanwhile.
    editable: isEditable(draft) || (unsaved !== null && typed.body !== ''),
    sortable: isEditable(draft) || draft.status === 'no_reply',
    typed,
    choices: {
      category: categories.map((value) => ({ value, text: value as string })),
      urgency: urgencies.map((value) => ({ value, text: capitalised(value) })),
    },
    unsaved: unsaved !== null,
    note: unsaved?.note ?? null,
    conflict: unsaved?.conflict ? conflictOf(draft, last, typed) : null,
    why: draft.noReplyReason,
    superseded: draft.status === 'superseded' ? closedBy(last) : null,
    work: workOf(known),
    actions: unsaved?.conflict ? [] : actionsOf(known, deps.outbox),
    again: mayDraftAgain(draft)
      ? {
          label: draft.reply ? 'Draft again' : 'Draft a reply anyway',
          disabled: againDisabled(known),
          unheard: wishUnheard(draft, deps),
        }
      : null,
    outgoing: outgoingOf(known.outgoing.slice(0, shownWishes), draft, textVersion(versions)),
    last: last && { who: whoOf(last), deed: deedOf(last), at: last.at },
  };
}

/** Changes with whatever the panel shows of what is stored. */
export function stampOf({ row, draft, outgoing }: Known): string {
  const wishes = outgoing
    .slice(0, shownWishes)
    .map(({ id, state, attempts }) => `${id}${state}${attempts}`);
  const work = row && `${row.stage}${row.notBefore ?? ''}`;
  return [draft?.version ?? 0, work ?? '', ...wishes].join('.');
}

export function typedOf({ reply, category, summary }: Draft): Typed {
  return {
    subject: reply?.subject ?? '',
    body: reply?.body ?? '',
    category,
    urgency: summary.urgency,
    instruction: '',
  };
}

/** Such as `answered from the mailbox`: what the store notes after `superseded:`. */
function closedBy(last: DraftVersion | null): string {
  return last?.change.replace(/^superseded:\s*/, '') || 'it was answered elsewhere';
}

/** A draft that the pipeline has in work again; its text so far may be read meanwhile. */
function workOf(known: KnownDraft) {
  const { row } = known;
  if (!row || !isInWork(known)) return null;
  return { word: stageWord(row.stage), notBefore: row.notBefore, error: row.error };
}

/** What is stored against what was typed: by whom, when, and what saving would change in it. */
function conflictOf(draft: Draft, last: DraftVersion | null, typed: Typed) {
  const { subject, body, category, urgency } = typed;
  const theirs = { reply: draft.reply, category: draft.category, urgency: draft.summary.urgency };
  const language = draft.reply?.language ?? '';
  // A form without the fields of a reply has typed none.
  const reply = body === '' && draft.reply === null ? null : { subject, body, language };
  const difference = differenceOf(theirs, { reply, category, urgency });
  return {
    version: draft.version,
    who: last ? whoOf(last) : 'Somebody',
    deed: last ? deedOf(last) : 'changed this',
    at: draft.updatedAt,
    status: statusWord(draft.status),
    difference,
    differs:
      difference.subject !== null || difference.body !== null || difference.sorting.length > 0,
    /** What was sent, or has no reply any more, takes no other text. */
    overwritable: isEditable(draft),
  };
}
