import { describe, expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { Failure, maxAttempts } from '../../src/domain/failure.ts';
import { type Message, route, steps } from '../../src/domain/message.ts';
import { llmGateMachine } from '../../src/machines/llm-gate.ts';
import { aMail, aMessage, aRun, someResults } from '../support/a-claim.ts';
import { type EmailHands, fakeEmail } from '../support/fake-email.ts';
import { reach, turns } from '../support/turns.ts';

const policy = { ownAddresses: ['sales@company.example'], senderDailyCap: 5 };
const lease = { job: 1, epoch: 1 };

interface Scene extends Partial<EmailHands> {
  message?: Message;
  llmConfigured?: boolean;
  /** Failures that the gate has seen before. */
  failuresBefore?: number;
}

/** One message on its way, on a clock that stands still until it is moved. */
function start({
  message = aMessage(),
  llmConfigured = true,
  failuresBefore = 0,
  ...hands
}: Scene) {
  const clock = new SimulatedClock();
  const gate = createActor(llmGateMachine, { clock, input: { configured: llmConfigured } });
  gate.start();
  for (let i = 0; i < failuresBefore; i += 1) gate.send({ type: 'llm.failed' });
  const fake = fakeEmail(hands);
  const actor = createActor(fake.machine, { clock, input: { lease, message, policy, gate } });
  actor.start();
  return { ...fake, actor, clock, gate };
}

type Started = ReturnType<typeof start>;

const end = ({ actor }: Started) => reach(actor, ({ status }) => status !== 'active');

/** Runs a message to its end, moving the clock past every pause. */
async function run(scene: Scene) {
  const started = start(scene);
  const timer = setInterval(() => started.clock.increment(1_000), 1);
  const { value, output, context, status } = await end(started).finally(() => clearInterval(timer));
  return { ...started, value, output, message: context.message, status };
}

const down = () => {
  throw new Failure('llm.unavailable', '503');
};

describe('a message on its way', () => {
  it('commits every step in order and ends as done', async () => {
    const { value, deeds, stages, output, message } = await run({});
    expect(value).toBe('done');
    expect(stages).toEqual([...steps.slice(1), 'done']);
    expect(deeds).toEqual([
      'parse',
      'commit',
      'classify by llm',
      'commit',
      'enrich',
      'commit',
      'admit',
      'draft by llm',
      'commit',
      'summarize by llm',
      'commit',
      'persist',
    ]);
    expect(output).toEqual({ lease, released: false });
    expect(message.seq).toBe(6);
  });

  it.each(steps)('goes on with %s where a crash left it', async (due) => {
    const results = Object.entries(someResults()).slice(0, steps.indexOf(due));
    const message = aMessage(Object.fromEntries(results));
    expect(route(message)).toBe(due);
    const { value, stages } = await run({ message });
    expect(value).toBe('done');
    expect(stages).toEqual([...steps.slice(steps.indexOf(due) + 1), 'done']);
  });

  it('has nothing to do for a message that is done, and leaves alone what has ended', async () => {
    const done = await run({ message: aMessage(someResults()) });
    expect([done.value, done.deeds]).toEqual(['done', []]);
    const quarantined = await run({ message: aMessage({ ended: 'quarantined' }) });
    expect([quarantined.value, quarantined.deeds]).toEqual(['abandoned', []]);
  });
});

describe('mail that gets no reply', () => {
  it('deals with machine-made mail by rules', async () => {
    const automated = 'Auto-Submitted: auto-replied (RFC 3834)';
    const { value, deeds, message } = await run({ parse: () => aMail({ automated }) });
    expect(value).toBe('done');
    expect(deeds.filter((deed) => deed !== 'commit')).toEqual([
      'parse',
      'classify by rules',
      'enrich',
      'summarize by rules',
      'persist',
    ]);
    expect(message.drafting).toEqual({
      reply: null,
      noReplyReason: `machine-made mail: ${automated}`,
      run: null,
    });
  });

  it('asks about spam once and never answers it', async () => {
    const classifying = { ...someResults().classifying, category: 'Spam' as const };
    const { deeds, message } = await run({ classify: () => classifying });
    expect(deeds).toContain('classify by llm');
    expect(deeds).toContain('summarize by rules');
    expect(deeds.join()).not.toMatch(/draft by|admit/);
    expect(message.drafting?.noReplyReason).toBe('spam is never answered');
  });

  it('does not answer a sender over the cap, and does answer one that reaches it', async () => {
    const over = await run({ admit: () => 6 });
    expect(over.message.drafting?.reply).toBeNull();
    expect(over.message.drafting?.noReplyReason).toContain('SENDER_DAILY_CAP');
    expect(over.deeds.join()).not.toContain('draft by');
    const at = await run({ admit: () => 5 });
    expect(at.message.drafting?.reply).not.toBeNull();
  });

  it('skips our own mail, before any model', async () => {
    const own = { name: '', address: 'sales@company.example' };
    const { value, deeds, settlements } = await run({ parse: () => aMail({ from: own }) });
    expect(value).toBe('skipped');
    expect(deeds).toEqual(['parse', 'settle']);
    expect(settlements).toMatchObject([{ kind: 'skip', mail: { subject: expect.any(String) } }]);
  });

  it('takes a web form in our name for its visitor', async () => {
    const from = { name: 'Website', address: 'sales@company.example' };
    const replyTo = { name: 'Bob', address: 'bob@visitor.example' };
    const { value } = await run({ parse: () => aMail({ from, replyTo }) });
    expect(value).toBe('done');
  });
});

describe('an LLM in trouble', () => {
  it('is asked again after as long as it wishes, and the second answer counts', async () => {
    let asked = 0;
    const started = start({
      classify: () => {
        asked += 1;
        if (asked === 1) throw new Failure('llm.rate_limited', '429', { retryAfterMs: 7_000 });
        return someResults().classifying;
      },
    });
    const { actor, clock, gate, commits } = started;
    await reach(actor, (snapshot) => snapshot.matches({ classifying: 'pausing' }));
    expect(gate.getSnapshot().context.failures).toBe(1);
    clock.increment(6_999);
    await turns();
    expect(asked).toBe(1);
    clock.increment(1);
    const { value } = await end(started);
    expect([value, asked]).toEqual(['done', 2]);
    expect(gate.getSnapshot().context.failures).toBe(0);
    expect(commits[1]?.result).toMatchObject({ run: { fallback: false } });
    expect(commits[1]?.note).toBeUndefined();
  });

  it('is replaced by the mock after the second failure, and the draft says so', async () => {
    const { value, deeds, commits } = await run({
      classify: ({ answerer }) => {
        if (answerer === 'llm') down();
        return { ...someResults().classifying, run: aRun({ provider: 'mock', fallback: true }) };
      },
    });
    expect(value).toBe('done');
    const asked = deeds.filter((deed) => deed.startsWith('classify'));
    expect(asked).toEqual(['classify by llm', 'classify by llm', 'classify by standIn']);
    expect(commits[1]?.result).toMatchObject({ run: { fallback: true } });
    expect(commits[1]?.note).toBe('llm.unavailable: 503; answered by the mock');
    expect(commits[2]?.note).toBeUndefined();
  });

  it.each([
    ['a refusal', new Failure('llm.refused', 'declined')],
    ['a wrong key', new Failure('llm.rejected', '401')],
    ['a long Retry-After', new Failure('llm.rate_limited', '429', { retryAfterMs: 60_000 })],
    ['a defect of ours', new TypeError('undefined is not a function')],
  ])('is not asked twice after %s', async (_, failure) => {
    const { value, deeds } = await run({
      summarize: ({ answerer }) => {
        if (answerer === 'llm') throw failure;
        return someResults().summarizing;
      },
    });
    expect(value).toBe('done');
    const asked = deeds.filter((deed) => deed.startsWith('summarize'));
    expect(asked).toEqual(['summarize by llm', 'summarize by standIn']);
  });

  it('is not thought down because it declines a mail', async () => {
    const { gate } = await run({
      failuresBefore: 4,
      draft: ({ answerer }) => {
        if (answerer === 'llm') throw new Failure('llm.refused', 'declined');
        return someResults().drafting;
      },
    });
    expect(gate.getSnapshot().value).toBe('closed');
  });

  it('is not asked at all while the gate is shut', async () => {
    const { value, deeds, commits } = await run({ failuresBefore: 5 });
    expect(value).toBe('done');
    expect(deeds.join()).not.toContain('by llm');
    expect(deeds.join()).toContain('classify by standIn');
    expect(commits[1]?.note).toContain('left alone');
  });

  it('that does not exist is stood in for, without a word in the journey', async () => {
    const { deeds, commits } = await run({ llmConfigured: false });
    expect(deeds.join()).not.toContain('by llm');
    expect(commits.every(({ note }) => note === undefined)).toBe(true);
    expect(commits[1]?.result).toMatchObject({ run: { fallback: true } });
  });

  it('lets one message try when it may have recovered, while the next is stood in for', async () => {
    const first = start({ failuresBefore: 5 });
    await end(first);
    first.clock.increment(15_000);
    const { gate, clock } = first;
    expect(gate.getSnapshot().value).toEqual({ halfOpen: 'free' });
    const next = (id: number) => {
      const fake = fakeEmail();
      const message = aMessage({ id, parsing: aMail() });
      const actor = createActor(fake.machine, { clock, input: { lease, message, policy, gate } });
      return { ...fake, actor: actor.start() };
    };
    const [trial, other] = [next(2), next(3)];
    await reach(other.actor, ({ status }) => status === 'done');
    await reach(trial.actor, ({ status }) => status === 'done');
    expect(trial.deeds[0]).toBe('classify by llm');
    expect(other.deeds[0]).toBe('classify by standIn');
    expect(gate.getSnapshot().value).toBe('closed');
  });
});

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

describe('message.release', () => {
  it('ends the work after the commit of the step in work', async () => {
    const started = start({});
    started.actor.send({ type: 'message.release' });
    const { value, output } = await end(started);
    expect(value).toBe('released');
    expect(output).toEqual({ lease, released: true });
    expect(started.deeds).toEqual(['parse', 'commit']);
  });

  it('does not wait for the LLM to be asked again', async () => {
    const started = start({ classify: down });
    await reach(started.actor, (snapshot) => snapshot.matches({ classifying: 'pausing' }));
    started.actor.send({ type: 'message.release' });
    expect((await end(started)).value).toBe('released');
  });

  it('does not wait for a database that is away', async () => {
    const locked = () => {
      throw new Failure('store.unavailable', 'locked');
    };
    for (const hands of [{ beforeCommit: locked }, { beforePersist: locked }]) {
      const started = start(hands);
      await reach(started.actor, ({ value }) => JSON.stringify(value).includes('recommitting'));
      started.actor.send({ type: 'message.release' });
      expect((await end(started)).value).toBe('released');
    }
  });

  it('lets the last step finish', async () => {
    const message = aMessage({ ...someResults(), persisting: null });
    const started = start({ message });
    started.actor.send({ type: 'message.release' });
    expect((await end(started)).value).toBe('done');
  });
});
