import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../src/adapters/store/index.ts';
import type { DomainEvent } from '../../../src/ports.ts';
import {
  aDraftIn,
  claimLetter,
  goes,
  queued,
  review,
  sending,
} from '../../contracts/stores/outbox.ts';
import { sqliteUnderTest } from '../../support/sqlite-store.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** The store of one process, and what another hears of it. */
async function followed(before?: (store: Awaited<ReturnType<typeof sqliteUnderTest>>) => unknown) {
  const store = await sqliteUnderTest();
  endings.push(store.close);
  await before?.(store);
  const heard: DomainEvent[] = [];
  const bus = {
    publish: (event: DomainEvent) => void heard.push(event),
    subscribe: () => () => {},
  };
  const other = await openStore(`sqlite:${store.path}`, bus);
  endings.push(other.close);
  endings.push(await other.follow(bus, (error) => expect.unreachable(String(error))));
  const drafts = () => heard.flatMap((event) => ('draft' in event ? [event.draft] : []));
  return { store, heard, drafts };
}

test('another process hears of drafts and messages', async () => {
  const { store, heard } = await followed();
  const draft = await aDraftIn(store);
  await vi.waitFor(() => {
    expect(heard).toContainEqual({ type: 'draft.created', draft });
    expect(heard).toContainEqual(
      expect.objectContaining({ type: 'message.transitioned', to: 'done' }),
    );
  }, 5_000);
});

test('a save that changes no draft is heard of, and so is its end', async () => {
  const { store, heard } = await followed();
  const draft = await aDraftIn(store);
  await queued(store, draft.id, 'save');
  await vi.waitFor(() => expect(heard).toContainEqual({ type: 'draft.updated', draft }), 5_000);
  heard.length = 0;
  await goes(store, await claimLetter(store), { to: 'done', folder: 'Drafts' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'draft.updated', draft }]), 5_000);
});

test('what went out before it listened is not told again; what follows is', async () => {
  const { store, drafts } = await followed(async (one) => {
    await sending(one, 1, { to: 'transmitting' }, { to: 'done', folder: null });
  });
  const id = await sending(store, 2);
  await review(store, id, 'reopen');
  await vi.waitFor(() => {
    expect(drafts().at(-1)).toMatchObject({ id, status: 'drafted', version: 4 });
  }, 5_000);
  expect(new Set(drafts().map((draft) => draft.id))).toEqual(new Set([id]));
});
