import { fromPromise } from 'xstate';
import { type Message, route, type Stage, type StepResults } from '../../src/domain/message.ts';
import { emailMachine } from '../../src/machines/email.ts';
import type { Answerer, AskInput } from '../../src/machines/email-setup.ts';
import type { Lease, Settlement, StepCommit } from '../../src/ports.ts';
import { aRun, someResults } from './a-claim.ts';
import { turn } from './turns.ts';

type Made<T> = T | Promise<T>;

/** What the outside does in a test; each hand may also throw. */
export interface EmailHands {
  parse(message: Message): Made<StepResults['parsing']>;
  classify(input: AskInput): Made<StepResults['classifying']>;
  enrich(message: Message): Made<StepResults['enriching']>;
  admit(message: Message): Made<number>;
  draft(input: AskInput): Made<StepResults['drafting']>;
  summarize(input: AskInput): Made<StepResults['summarizing']>;
  /** Called before a commit takes effect. */
  beforeCommit(commit: StepCommit): Made<void>;
  beforePersist(message: Message): Made<void>;
  beforeSettle(settlement: Settlement): Made<void>;
}

/** The email machine with fake hands, and a record of all that they did. */
export function fakeEmail(hands: Partial<EmailHands> = {}) {
  const deeds: string[] = [];
  const stages: Stage[] = [];
  const commits: StepCommit[] = [];
  const settlements: Settlement[] = [];
  const results = someResults();

  /** A hand that does its deed a turn later, as everything outside does. */
  const hand = <Output, Input>(name: string, work: (input: Input) => Made<Output>) =>
    fromPromise<Output, Input>(async ({ input }) => {
      await turn();
      const { answerer } = input as { answerer?: Answerer };
      deeds.push(answerer ? `${name} by ${answerer}` : name);
      return await work(input);
    });
  const moved = (message: Message): Message => {
    stages.push(route(message));
    return { ...message, seq: message.seq + 1 };
  };

  const machine = emailMachine.provide({
    actors: {
      parse: hand('parse', ({ message }: { message: Message }) =>
        hands.parse ? hands.parse(message) : results.parsing,
      ),
      classify: hand('classify', (input: AskInput) =>
        hands.classify ? hands.classify(input) : { ...results.classifying, run: runBy(input) },
      ),
      enrich: hand('enrich', ({ message }: { message: Message }) =>
        hands.enrich ? hands.enrich(message) : results.enriching,
      ),
      admit: hand('admit', ({ message }: { message: Message }) => hands.admit?.(message) ?? 1),
      draft: hand('draft', (input: AskInput) =>
        hands.draft ? hands.draft(input) : { ...results.drafting, run: runBy(input) },
      ),
      summarize: hand('summarize', (input: AskInput) =>
        hands.summarize ? hands.summarize(input) : { ...results.summarizing, run: runBy(input) },
      ),
      commit: hand('commit', async (commit: StepCommit) => {
        await hands.beforeCommit?.(commit);
        commits.push(commit);
        return moved({ ...commit.message, [commit.step]: commit.result, attempts: 0 });
      }),
      persist: hand('persist', async ({ message }: PersistInput) => {
        await hands.beforePersist?.(message);
        return moved({ ...message, persisting: results.persisting });
      }),
      settle: hand('settle', async ({ message, settlement }: SettleInput) => {
        await hands.beforeSettle?.(settlement);
        settlements.push(settlement);
        return settled(message, settlement);
      }),
    },
  });
  return { machine, deeds, stages, commits, settlements };
}

interface PersistInput {
  lease: Lease;
  message: Message;
  ms: number;
}

interface SettleInput {
  lease: Lease;
  message: Message;
  settlement: Settlement;
}

function settled(message: Message, { kind }: Settlement): Message {
  const seq = message.seq + 1;
  if (kind === 'wait') return { ...message, seq, attempts: message.attempts + 1 };
  return { ...message, seq, ended: kind === 'skip' ? 'skipped' : 'quarantined' };
}

function runBy({ answerer, cause }: AskInput) {
  if (answerer === 'llm') return aRun();
  return aRun({
    provider: answerer === 'rules' ? 'rules' : 'mock',
    fallback: answerer === 'standIn',
    cause,
  });
}
