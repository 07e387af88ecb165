import { describe, expect, it } from 'vitest';
import { Failure, maxAttempts } from '../../src/domain/failure.ts';
import { aMail, aMessage } from '../support/a-claim.ts';
import { runEmail as run } from '../support/one-email.ts';

const down = () => {
  throw new Failure('llm.unavailable', '503');
};

describe('a step that fails', () => {
  const crash = () => {
    throw new Failure('parser.crashed', 'the parser process died');
  };

  it('waits, and is set aside after its last try', async () => {
    let message = aMessage();
    const ends: unknown[] = [];
    for (let i = 0; i < maxAttempts; i += 1) {
      const last = await run({ message, parse: crash });
      message = last.message;
      ends.push(last.value);
      expect(last.settlements).toHaveLength(1);
    }
    expect(ends).toEqual([...Array<string>(maxAttempts - 1).fill('waiting'), 'quarantined']);
    expect(message).toMatchObject({ ended: 'quarantined', parsing: null });
  });

  it('waits longer each time', async () => {
    const waits: number[] = [];
    for (const attempts of [0, 1]) {
      const { settlements } = await run({ message: aMessage({ attempts }), parse: crash });
      for (const settlement of settlements) {
        if (settlement.kind === 'wait') waits.push(settlement.afterMs);
      }
    }
    expect(waits).toHaveLength(2);
    expect(waits[1]).toBeGreaterThanOrEqual(waits[0] ?? Infinity);
  });

  it('of a mail that no parser can read is not tried again', async () => {
    const { value, settlements } = await run({
      parse: () => {
        throw new Failure('mail.unparsable', 'nested too deeply');
      },
    });
    expect(value).toBe('quarantined');
    expect(settlements).toMatchObject([{ failure: { code: 'mail.unparsable' } }]);
  });

  it('is settled where even the mock fails', async () => {
    const { value, settlements } = await run({ draft: down });
    expect(value).toBe('waiting');
    expect(settlements).toMatchObject([{ kind: 'wait', failure: { code: 'llm.unavailable' } }]);
  });

  it('is settled where the sender cannot be counted', async () => {
    const { value } = await run({
      admit: () => {
        throw new Failure('store.unavailable', 'locked');
      },
    });
    expect(value).toBe('waiting');
  });

  it('goes on without a CRM that is away, and the journey says why', async () => {
    const { value, commits } = await run({
      enrich: () => {
        throw new Failure('crm.unavailable', 'no answer within 10 s');
      },
    });
    expect(value).toBe('done');
    expect(commits[2]).toMatchObject({
      step: 'enriching',
      result: { crm: null, reason: 'crm.unavailable: no answer within 10 s' },
      note: 'crm.unavailable: no answer within 10 s; the message goes on without it',
    });
  });

  it('is left to the next holder of the lease when not even that can be written', async () => {
    const away = () => {
      throw new Failure('store.unavailable', 'disk full');
    };
    expect((await run({ parse: crash, beforeSettle: away })).value).toBe('abandoned');
    const own = aMail({ from: { name: '', address: 'sales@company.example' } });
    expect((await run({ parse: () => own, beforeSettle: away })).value).toBe('abandoned');
  });
});

describe('a commit that fails', () => {
  it('ends the work when somebody else holds the message now', async () => {
    const fenced = () => {
      throw new Failure('store.fenced', 'epoch 2');
    };
    const { value, deeds } = await run({ beforeCommit: fenced });
    expect([value, deeds]).toEqual(['abandoned', ['parse', 'commit']]);
    expect((await run({ beforePersist: fenced })).value).toBe('abandoned');
  });

  it('is tried again while the database is away, without doing the step again', async () => {
    let away = 3;
    const locked = () => {
      away -= 1;
      if (away >= 0) throw new Failure('store.unavailable', 'locked');
    };
    const { value, deeds } = await run({ beforeCommit: locked });
    expect(value).toBe('done');
    expect(deeds.slice(0, 6)).toEqual([
      'parse',
      ...Array<string>(4).fill('commit'),
      'classify by llm',
    ]);
    away = 2;
    const persisted = await run({ beforePersist: locked });
    expect(persisted.deeds.filter((deed) => deed === 'persist')).toHaveLength(3);
    expect(persisted.value).toBe('done');
  });

  it('is settled when it fails for another reason', async () => {
    const { value, settlements } = await run({
      beforeCommit: () => {
        throw new Error('a defect');
      },
    });
    expect(value).toBe('waiting');
    expect(settlements).toMatchObject([{ failure: { code: 'unexpected' } }]);
  });
});
