import { describe, expect } from 'vitest';
import type { NewToken } from '../../../src/ports.ts';
import { type MakeStore, range, withStore } from './harness.ts';

const hash = 'a'.repeat(64);

function aToken(n: number, changes: Partial<NewToken> = {}): NewToken {
  const id = `token-${String(n).padStart(2, '0')}`;
  return {
    id,
    name: `name ${n}`,
    hash,
    scopes: ['read'],
    createdBy: null,
    expiresAt: null,
    ...changes,
  };
}

/** Named tokens. */
export function tokenContract(make: MakeStore): void {
  const test = withStore(make);

  describe('tokens', () => {
    test('are kept with all that is said of them, and without what is not', async ({ store }) => {
      const { tokens, clock } = store;
      const expiresAt = '2026-12-31T00:00:00.000Z';
      const given = aToken(1, { scopes: ['review', 'ingest'], createdBy: 'Mia', expiresAt });
      const made = await tokens.create(given);
      expect(made).toEqual({
        id: given.id,
        name: 'name 1',
        scopes: ['review', 'ingest'],
        createdAt: new Date(clock.now).toISOString(),
        createdBy: 'Mia',
        lastUsedAt: null,
        expiresAt,
        revokedAt: null,
      });
      expect(await tokens.find(given.id)).toEqual({ ...made, hash });
      expect(await tokens.list()).toEqual([made]);
      expect(await tokens.find('token-99')).toBeNull();
    });

    test('are listed with the newest first', async ({ store }) => {
      for (const n of range(1, 3)) {
        store.clock.now += 1000;
        await store.tokens.create(aToken(n));
      }
      const names = (await store.tokens.list()).map(({ name }) => name);
      expect(names).toEqual(['name 3', 'name 2', 'name 1']);
    });

    test('have a name each, which a revoked one leaves to its successor', async ({ store }) => {
      const { tokens } = store;
      await tokens.create(aToken(1, { name: 'crm' }));
      expect(await tokens.create(aToken(2, { name: 'crm' }))).toBeNull();
      expect(await tokens.create(aToken(1, { name: 'other' }))).toBeNull();
      await tokens.revoke('token-01');
      expect(await tokens.create(aToken(3, { name: 'crm' }))).toMatchObject({ id: 'token-03' });
      expect(await tokens.list()).toHaveLength(2);
    });

    test('of one name made at the same moment, one is made', async ({ store }) => {
      const made = await Promise.all(
        range(1, 8).map((n) => store.tokens.create(aToken(n, { name: 'same' }))),
      );
      expect(made.filter((token) => token !== null)).toHaveLength(1);
      expect(await store.tokens.list()).toHaveLength(1);
    });

    test('are revoked once, and the first time stands', async ({ store }) => {
      const { tokens, clock } = store;
      await tokens.create(aToken(1));
      clock.now += 5000;
      const revokedAt = new Date(clock.now).toISOString();
      expect(await tokens.revoke('token-01')).toMatchObject({ revokedAt });
      clock.now += 5000;
      expect(await tokens.revoke('token-01')).toMatchObject({ revokedAt });
      expect(await tokens.find('token-01')).toMatchObject({ revokedAt });
      expect(await tokens.revoke('token-99')).toBeNull();
    });

    test('remember when they were last used, and never an earlier time', async ({ store }) => {
      const { tokens, clock } = store;
      await tokens.create(aToken(1));
      clock.now += 60_000;
      const lastUsedAt = new Date(clock.now).toISOString();
      await tokens.touch('token-01');
      clock.now -= 30_000;
      await tokens.touch('token-01');
      await tokens.touch('token-99');
      expect(await tokens.find('token-01')).toMatchObject({ lastUsedAt });
      expect(await tokens.list()).toHaveLength(1);
    });

    test('take any name', async ({ store }) => {
      const name = `<b>"'; drop table api_token; -- 👩‍👩‍👧‍👦`;
      await store.tokens.create(aToken(1, { name, createdBy: 'a\ud800b' }));
      expect(await store.tokens.list()).toMatchObject([{ name, createdBy: 'a\ufffdb' }]);
    });
  });
}
