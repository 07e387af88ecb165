import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { Failure } from '../../src/domain/failure.ts';
import { aMail, aMessage, aRun, someResults } from '../support/a-claim.ts';
import { fakeEmail } from '../support/fake-email.ts';
import { end, lease, policy, runEmail as run, startEmail as start } from '../support/one-email.ts';
import { reach, turns } from '../support/turns.ts';

const down = () => {
  throw new Failure('llm.unavailable', '503');
};

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

  it.each(['llm.invalid', 'llm.unsafe'] as const)(
    'whose answer is %s is no server in trouble, and is asked again at once',
    async (code) => {
      let asked = 0;
      const { actor, clock } = start({
        classify: () => {
          asked += 1;
          if (asked === 1) throw new Failure(code, 'no such answer');
          return someResults().classifying;
        },
      });
      await reach(actor, (snapshot) => snapshot.matches({ classifying: 'pausing' }));
      clock.increment(0);
      await turns();
      expect(asked).toBe(2);
    },
  );

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
    ['a Retry-After of hours', new Failure('llm.rate_limited', '429', { retryAfterMs: 7_200_000 })],
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

  it('asks for a minute: the message waits so long without a slot, and asks again', async () => {
    const limited = new Failure('llm.rate_limited', '429', { retryAfterMs: 60_000 });
    const { value, settlements } = await run({
      summarize: ({ answerer }) => {
        if (answerer === 'llm') throw limited;
        return someResults().summarizing;
      },
    });
    expect(value).toBe('waiting');
    expect(settlements).toMatchObject([{ kind: 'wait', afterMs: 60_000 }]);
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

  it('is not thought down because one mail leads it astray, and is asked once more', async () => {
    const { deeds, gate, commits } = await run({
      failuresBefore: 4,
      draft: (input) => {
        if (input.answerer === 'llm') throw new Failure('llm.unsafe', 'a foreign link');
        return { ...someResults().drafting, run: aRun({ fallback: true, cause: input.cause }) };
      },
    });
    const asked = deeds.filter((deed) => deed.startsWith('draft'));
    expect(asked).toEqual(['draft by llm', 'draft by llm', 'draft by standIn']);
    expect(gate.getSnapshot().value).toBe('closed');
    const drafted = commits.find(({ step }) => step === 'drafting');
    expect(drafted?.result).toMatchObject({ run: { cause: 'llm.unsafe' } });
  });

  it('is left alone for the rest of the day once its tokens are used up', async () => {
    const { deeds, gate, commits, clock } = await run({
      classify: (input) => {
        if (input.answerer === 'llm') throw new Failure('llm.budget', 'used up');
        return { ...someResults().classifying, run: aRun({ fallback: true, cause: input.cause }) };
      },
    });
    expect(deeds.filter((deed) => deed.endsWith('by llm'))).toEqual(['classify by llm']);
    expect(commits[1]?.result).toMatchObject({ run: { cause: 'llm.budget' } });
    expect(gate.getSnapshot().value).toBe('exhausted');
    clock.increment(86_400_000);
    expect(gate.getSnapshot().value).toBe('closed');
  });

  it('says why where the day had no tokens left from the start', async () => {
    const { deeds, commits } = await run({ exhausted: true });
    expect(deeds.join()).not.toContain('by llm');
    expect(commits[1]?.result).toMatchObject({ run: { cause: 'llm.budget' } });
    expect(commits[1]?.note).toContain('tokens are used up');
  });

  it('never sees a mail that seems to address it', async () => {
    const injection = { suspected: true, evidence: ['ignore all previous instructions'] };
    const { deeds, commits } = await run({ parse: () => aMail({ injection }) });
    expect(deeds.join()).not.toContain('by llm');
    expect(deeds).toContain('draft by standIn');
    expect(commits[1]?.result).toMatchObject({ run: { fallback: true, cause: 'llm.unsafe' } });
    expect(commits[1]?.note).toContain('kept from the LLM');
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
      const input = { lease, message, policy, gate, redraft: false };
      const actor = createActor(fake.machine, { clock, input });
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
