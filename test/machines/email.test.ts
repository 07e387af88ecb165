import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { route, steps } from '../../src/domain/message.ts';
import { aMail, aMessage, someResults } from '../support/a-claim.ts';
import { end, lease, runEmail as run, startEmail as start } from '../support/one-email.ts';
import { reach } from '../support/turns.ts';

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
