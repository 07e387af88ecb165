import { pino } from 'pino';
import type { Category } from '../../src/domain/category.ts';
import type { Draft, DraftStatus, NewDraft } from '../../src/domain/draft.ts';
import type { Mail } from '../../src/domain/mail.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type {
  ActorInfo,
  DayStats,
  DraftFilter,
  DraftStore,
  EditResult,
  LedgerEntry,
  MessageRow,
  MessageStore,
  ReplayResult,
  Review,
  Transition,
  UpkeepStore,
  UsageStore,
  WebhookStore,
} from '../../src/ports.ts';
import { aDraft } from './a-draft.ts';
import { type FakeMachines, fakeMachines } from './fake-machines.ts';
import { type FakeFeed, fakeFeed } from './fake-feed.ts';
import { noFigures } from './no-figures.ts';
import { fakeOutgoing } from './fake-outgoing.ts';
import { fakeTokens } from './fake-tokens.ts';
import { only } from './only.ts';
import { eventBus } from './rest-server.ts';

export type Journeyed = MessageRow & { journey: Transition[] };

/** What the pages are to show; a test changes it in place. */
export interface FakeState {
  drafts: Draft[];
  messages: Journeyed[];
  mails: Map<number, Mail>;
  ledger: LedgerEntry[];
  llm: string;
  reasons: string[];
  actors: ActorInfo[];
  /** How often work was said to be there. */
  wakes: number;
  retried: number[];
  discarded: number[];
  /** What was asked to be drafted again; the draft stays as it is. */
  regenerated: { draft: number; instruction: string | null }[];
  /** The newest day first. */
  stats: DayStats[];
  /** The oldest first. */
  outgoing: Outgoing[];
  /** What a replay comes to. */
  replay: ReplayResult | null;
  /** null: they run in another process. */
  machines: FakeMachines | null;
}

export interface FakeDeps {
  deps: HttpDeps;
  state: FakeState;
  feed: FakeFeed;
  /** Stores a draft and publishes `draft.created`. */
  arrive(changes?: Partial<NewDraft>): Draft;
  /** Edits a draft as another person would, and publishes `draft.updated`. */
  editElsewhere(id: number, body: string): Promise<void>;
}

/** The whole of `HttpDeps` in memory, for pages in every state without a machine that runs. */
export function fakeDeps(changes: Partial<HttpDeps> = {}): FakeDeps {
  const state: FakeState = {
    drafts: [],
    messages: [],
    mails: new Map(),
    ledger: [],
    llm: 'closed',
    reasons: [],
    actors: [],
    wakes: 0,
    retried: [],
    discarded: [],
    regenerated: [],
    stats: [],
    outgoing: [],
    replay: null,
    machines: fakeMachines(),
  };
  const events = eventBus();
  const updated = (draft: Draft) => events.publish({ type: 'draft.updated', draft });
  const drafts = fakeDrafts(state, updated);
  const { feed, inspection } = fakeFeed();
  const deps: HttpDeps = {
    drafts,
    messages: fakeMessages(state),
    usage: fakeUsage(state),
    events,
    inspection,
    system: {
      get machines() {
        return state.machines;
      },
      wake: () => void (state.wakes += 1),
      actors: () => state.actors,
      llm: () => state.llm,
      replay: () => Promise.resolve(state.replay),
      readiness: () =>
        Promise.resolve({ ready: state.reasons.length === 0, reasons: state.reasons }),
    },
    outgoing: fakeOutgoing(state, updated),
    audit: {
      note: () => Promise.resolve(),
      list: () => Promise.resolve({ items: [], next: null }),
    },
    tokens: fakeTokens(),
    webhooks: only<WebhookStore>({
      receiver: () => Promise.resolve({ on: false, goneAt: null, queued: 0 }),
      list: () => Promise.resolve({ items: [], next: null }),
    }),
    upkeep: only<UpkeepStore>({ sourceFate: () => Promise.resolve('never') }),
    outbox: { domain: 'example.com', sends: true },
    mailHtml: () => Promise.resolve(null),
    settings: [],
    log: pino({ level: 'silent' }),
    role: 'all',
    demo: null,
    figures: noFigures,
    ...changes,
  };
  return {
    deps,
    state,
    feed,
    arrive(draftChanges = {}) {
      const id = state.drafts.length + 1;
      const now = new Date().toISOString();
      const draft: Draft = {
        ...aDraft({ key: `sales/INBOX/1/${id}`, uid: 1_000 + id, ...draftChanges }),
        id,
        version: 1,
        createdAt: now,
        updatedAt: now,
      };
      state.drafts.push(draft);
      events.publish({ type: 'draft.created', draft });
      return draft;
    },
    async editElsewhere(id, body) {
      const draft = state.drafts.find((known) => known.id === id);
      await drafts.edit(id, draft?.version ?? 0, { reply: { body } }, null);
    },
  };
}

/** A message in quarantine; name what a test is about. */
export function aRow(changes: Partial<Journeyed> = {}): Journeyed {
  return {
    id: 5,
    key: 'sales/INBOX/1/5',
    stage: 'quarantined',
    account: 'sales',
    mailbox: 'INBOX',
    uidValidity: 1,
    uid: 5,
    messageId: null,
    subject: null,
    sender: null,
    attempts: 3,
    notBefore: null,
    error: 'mail.unparsable: too many parts',
    updatedAt: '2026-02-03T04:05:06Z',
    journey: [],
    ...changes,
  };
}

function fakeDrafts(state: FakeState, updated: (draft: Draft) => void): DraftStore {
  const find = (id: number) => state.drafts.find((draft) => draft.id === id) ?? null;
  return only<DraftStore>({
    list: (filter) => Promise.resolve(pageOf(state.drafts, filter, matches(filter))),
    get: (id) => Promise.resolve(find(id)),
    countsSince(since) {
      const counts: Partial<Record<Category, number>> = {};
      for (const { category, createdAt } of state.drafts) {
        if (createdAt >= since) counts[category] = (counts[category] ?? 0) + 1;
      }
      return Promise.resolve(counts);
    },
    byMessage: (message) =>
      Promise.resolve(state.drafts.find((draft) => draft.message === message) ?? null),
    neighbours(id, filter) {
      const others = state.drafts.filter(matches(filter)).map((draft) => draft.id);
      const newer = others.filter((other) => other > id).toSorted((a, b) => a - b)[0] ?? null;
      const older = others.filter((other) => other < id).toSorted((a, b) => b - a)[0] ?? null;
      return Promise.resolve({ newer, older });
    },
    versions: () => Promise.resolve([]),
    review(id, version, review): Promise<EditResult> {
      const draft = find(id);
      if (!draft) return Promise.resolve({ kind: 'missing' });
      if (draft.version !== version) {
        return Promise.resolve({ kind: 'stale', version: draft.version });
      }
      if (!reviewable[review].includes(draft.status)) {
        const reason = `this draft is ${draft.status} already`;
        return Promise.resolve({ kind: 'refused', reason });
      }
      const status = { approve: 'approved', reject: 'rejected', reopen: 'drafted' } as const;
      const reviewed: Draft = { ...draft, status: status[review], version: version + 1 };
      state.drafts[state.drafts.indexOf(draft)] = reviewed;
      updated(reviewed);
      return Promise.resolve({ kind: 'edited', draft: reviewed });
    },
    edit(id, version, { reply }): Promise<EditResult> {
      const draft = find(id);
      if (!draft?.reply) return Promise.resolve({ kind: 'missing' });
      if (draft.version !== version) {
        return Promise.resolve({ kind: 'stale', version: draft.version });
      }
      const edited = {
        ...draft,
        reply: { ...draft.reply, ...reply },
        version: version + 1,
        updatedAt: new Date().toISOString(),
      };
      state.drafts[state.drafts.indexOf(draft)] = edited;
      updated(edited);
      return Promise.resolve({ kind: 'edited', draft: edited });
    },
  });
}

/** From which status a draft may be decided on so. */
const reviewable: Record<Review, readonly DraftStatus[]> = {
  approve: ['drafted'],
  reject: ['drafted', 'approved', 'failed'],
  reopen: ['approved', 'rejected', 'sending', 'failed', 'unknown'],
};

function matches({ category, status, urgency, q }: DraftFilter): (draft: Draft) => boolean {
  return (draft) =>
    (!category || draft.category === category) &&
    (!status || draft.status === status) &&
    (!urgency || draft.summary.urgency === urgency) &&
    (!q || `${draft.subject} ${draft.sender.name}`.toLowerCase().includes(q.toLowerCase()));
}

function fakeMessages(state: FakeState): MessageStore {
  return only<MessageStore>({
    list: (filter) =>
      Promise.resolve(
        pageOf(state.messages, filter, ({ stage }) => !filter.stage || stage === filter.stage),
      ),
    get: (id) => Promise.resolve(state.messages.find((row) => row.id === id) ?? null),
    mail: (id) => Promise.resolve(state.mails.get(id) ?? null),
    source: () => Promise.resolve(null),
    ledger: () => Promise.resolve(state.ledger),
    counts() {
      const counts: Record<string, number> = {};
      for (const { stage } of state.messages) counts[stage] = (counts[stage] ?? 0) + 1;
      return Promise.resolve(counts);
    },
    retry(id) {
      state.retried.push(id);
      const row = state.messages.find((known) => known.id === id);
      if (!row) return Promise.resolve(null);
      Object.assign(row, { stage: 'parsing', error: null });
      return Promise.resolve('retried');
    },
    regenerate(draft, version, instruction) {
      const known = state.drafts.find(({ id }) => id === draft);
      if (!known) return Promise.resolve({ kind: 'missing' });
      if (known.version !== version) {
        return Promise.resolve({ kind: 'stale', version: known.version });
      }
      state.regenerated.push({ draft, instruction });
      return Promise.resolve({ kind: 'queued', message: known.message ?? 0 });
    },
    discard(id) {
      state.discarded.push(id);
      const row = state.messages.find((known) => known.id === id);
      if (!row) return Promise.resolve(null);
      Object.assign(row, { stage: 'skipped', error: 'discarded by a person' });
      return Promise.resolve('discarded');
    },
  });
}

function fakeUsage(state: FakeState): UsageStore {
  return only<UsageStore>({
    stats: (since) => Promise.resolve(state.stats.filter(({ day }) => day >= since)),
    backlog: () => Promise.resolve([]),
  });
}

function pageOf<T extends { id: number }>(
  rows: T[],
  { limit, cursor }: { limit: number; cursor?: number },
  wanted: (row: T) => boolean,
) {
  const all = rows
    .filter((row) => wanted(row) && (cursor === undefined || row.id < cursor))
    .toSorted((a, b) => b.id - a.id);
  const items = all.slice(0, limit);
  const last = items.at(-1);
  return { items, next: all.length > limit && last ? String(last.id) : null };
}
