import { type Draft, type DraftStatus, editableStatuses } from '../../domain/draft.ts';
import { formatAddress } from '../../domain/mail.ts';
import type { Stage } from '../../domain/message.ts';
import type { Outgoing } from '../../domain/outgoing.ts';
import type { HttpDeps } from '../deps.ts';
import type { KnownDraft } from './message-known.ts';

/** What may follow the saving of a reply, in the one request of its form. */
export const deeds = ['approve', 'reject', 'reopen', 'save', 'send', 'compare'] as const;
export type Deed = (typeof deeds)[number];

interface Action {
  /** null: save, and nothing else. */
  deed: Deed | null;
  label: string;
  key: string | null;
  /** For the help dialog. */
  help: string | null;
  primary: boolean;
  /** Why it cannot be done now, to follow its label and a colon; null: it can. */
  disabled: string | null;
  /** The same in two or three words, to stand beside the button. */
  short: string | null;
  /** What is asked before. */
  ask: string | null;
}

const ended: readonly Stage[] = ['done', 'skipped', 'quarantined', 'gone', 'queued'];

/** The pipeline is at work on the message, and a new version may come of it. */
export function isInWork({ row }: Pick<KnownDraft, 'row'>): boolean {
  return row !== null && !ended.includes(row.stage);
}

export function isEditable({ reply, status }: Draft): boolean {
  return reply !== null && editableStatuses.includes(status);
}

/** The buttons below a reply, the one that most people want first. */
export function actionsOf(known: KnownDraft, outbox: HttpDeps['outbox']): Action[] {
  const save = action(null, 'Save');
  const approve = { ...action('approve', 'Approve', 'a'), primary: true };
  const reject = action('reject', 'Reject', 'x');
  const reopen = action('reopen', 'Reopen', 'z');
  const letter = letterAction(known);
  const send = sendAction(known, outbox);
  const actions: Partial<Record<DraftStatus, Action[]>> = {
    drafted: [approve, reject, save, letter, send],
    approved: [send, letter, { ...reopen, label: 'Undo approval' }, reject, save],
    rejected: [{ ...reopen, primary: true }],
    failed: [send, letter, reopen, save],
    unknown: [{ ...reopen, label: 'Take it in hand again' }, send],
    sending: isQueued(known.outgoing) ? [{ ...reopen, label: 'Take it back' }] : [],
    no_reply: [{ ...save, label: 'Save sorting' }],
  };
  return actions[known.draft.status] ?? [];
}

/** Why the agent cannot draft the reply again; null: it can. */
export function againDisabled(known: KnownDraft): string | null {
  if (!known.row) return elsewhere;
  if (isInWork(known)) return 'it is being drafted already';
  return neverAnswered(known.draft);
}

/** Why no reply would come of it, whoever asks; null: one would. */
export function neverAnswered({
  category,
  automated,
}: Pick<Draft, 'category' | 'automated'>): string | null {
  if (category === 'Spam') return 'change the category first, for spam is never answered';
  if (automated) return 'a machine wrote this mail, and no machine is answered';
  return null;
}

/** Why a wish for another reply cannot be followed, though one may be drafted; null: it can. */
export function wishUnheard({ injection }: Draft, { system }: HttpDeps): string | null {
  if (system.llm() === 'absent') return 'no LLM is set up, and the mock cannot follow a wish';
  if (injection.suspected) {
    return 'this mail is kept from the LLM, and the mock cannot follow a wish';
  }
  return null;
}

/** Whether drafting again is to be thought of at all. */
export function mayDraftAgain({ status }: Draft): boolean {
  return ['drafted', 'approved', 'rejected', 'no_reply'].includes(status);
}

const elsewhere = "the mail is in the agent's own database (API_URL), which alone can do this";

function letterAction(known: KnownDraft): Action {
  const wish = known.outgoing.find(({ kind }) => kind === 'save');
  const waits =
    wish?.state === 'queued' ? { full: 'it is being saved', short: 'being saved' } : null;
  return { ...action('save', 'Save to Drafts', 'd'), ...unless(known.row ? waits : notFromHere) };
}

function sendAction(known: KnownDraft, { sends }: HttpDeps['outbox']): Action {
  const { draft, row } = known;
  const again = draft.status === 'failed' || draft.status === 'unknown';
  const warning =
    draft.status === 'unknown' ? ' The first letter may have arrived: look into Sent before.' : '';
  return {
    ...action('send', again ? 'Send again' : 'Send', 's'),
    primary: draft.status === 'approved',
    ...unless(row ? sendDisabled(draft, sends) : notFromHere),
    ask: `Send this reply to ${formatAddress(draft.sender)}?${warning}`,
  };
}

interface Obstacle {
  full: string;
  short: string;
}

const notFromHere: Obstacle = { full: elsewhere, short: 'not from here' };

function sendDisabled({ status, sender }: Draft, sends: boolean): Obstacle | null {
  if (!sends) {
    return { full: 'no mail server for it is configured (SMTP_URL)', short: 'needs SMTP_URL' };
  }
  if (!sender.address) return { full: 'the mail names nobody to answer', short: 'no address' };
  if (status === 'drafted') return { full: 'approve it first', short: 'approve first' };
  return null;
}

function unless(obstacle: Obstacle | null): Pick<Action, 'disabled' | 'short'> {
  return { disabled: obstacle?.full ?? null, short: obstacle?.short ?? null };
}

function isQueued(outgoing: Outgoing[]): boolean {
  return outgoing.some(({ kind, state }) => kind === 'send' && state === 'queued');
}

function action(deed: Deed | null, label: string, key: string | null = null): Action {
  const nothing = { primary: false, disabled: null, short: null, ask: null };
  return { deed, label, key, help: key && label, ...nothing };
}
