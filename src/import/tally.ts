/** What became of imported mail during this run, and how it stands in all. */
import type { Category } from '../domain/category.ts';
import type { Stage } from '../domain/message.ts';
import type { DomainEvent, MessageStore } from '../ports.ts';
import { importRef } from './take-in.ts';

type Counts = Partial<Record<Stage, number>>;

const ended: readonly Stage[] = ['done', 'skipped', 'quarantined', 'gone'];

/** How many imported messages are in each stage, those of earlier runs included. */
export async function importedCounts(messages: Pick<MessageStore, 'ledger'>): Promise<Counts> {
  const entry = (await messages.ledger()).find(
    ({ account, mailbox }) => account === importRef.account && mailbox === importRef.mailbox,
  );
  return entry?.counts ?? {};
}

/** Those that are still to be worked. */
export function unfinished(counts: Counts): number {
  const open = Object.entries(counts).filter(([stage]) => !ended.includes(stage as Stage));
  return open.reduce((sum, [, n]) => sum + n, 0);
}

export class Tally {
  readonly ends: Counts = {};
  readonly byCategory: Partial<Record<Category, number>> = {};

  /** For an event bus. */
  readonly note = (event: DomainEvent): void => {
    if (event.type === 'draft.created' && event.draft.account === importRef.account) {
      const { category } = event.draft;
      this.byCategory[category] = (this.byCategory[category] ?? 0) + 1;
    }
    const isEnd = event.type === 'message.transitioned' && ended.includes(event.to);
    // The account is the first segment of every key.
    if (!isEnd || !event.key.startsWith(`${importRef.account}/`)) return;
    this.ends[event.to] = (this.ends[event.to] ?? 0) + 1;
  };
}
