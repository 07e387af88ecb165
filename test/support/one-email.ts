import { createActor, SimulatedClock } from 'xstate';
import type { Message } from '../../src/domain/message.ts';
import { llmGateMachine } from '../../src/machines/llm-gate.ts';
import { aMessage } from './a-claim.ts';
import { type EmailHands, fakeEmail } from './fake-email.ts';
import { reach } from './turns.ts';

export const policy = { ownAddresses: ['sales@company.example'], senderDailyCap: 5 };
export const lease = { job: 1, epoch: 1 };

export interface EmailScene extends Partial<EmailHands> {
  message?: Message;
  llmConfigured?: boolean;
  /** Failures that the gate has seen before. */
  failuresBefore?: number;
  /** The day has no tokens left. */
  exhausted?: boolean;
}

/** One message on its way, on a clock that stands still until it is moved. */
export function startEmail({
  message = aMessage(),
  llmConfigured = true,
  failuresBefore = 0,
  exhausted = false,
  ...hands
}: EmailScene) {
  const clock = new SimulatedClock();
  const gate = createActor(llmGateMachine, {
    clock,
    input: { configured: llmConfigured, exhausted },
  });
  gate.start();
  for (let i = 0; i < failuresBefore; i += 1) gate.send({ type: 'llm.failed' });
  const fake = fakeEmail(hands);
  const input = { lease, message, policy, gate, redraft: false };
  const actor = createActor(fake.machine, { clock, input });
  actor.start();
  return { ...fake, actor, clock, gate };
}

type Started = ReturnType<typeof startEmail>;

/** The snapshot at the end. */
export const end = ({ actor }: Started) => reach(actor, ({ status }) => status !== 'active');

/** Runs a message to its end, moving the clock past every pause. */
export async function runEmail(scene: EmailScene) {
  const started = startEmail(scene);
  const timer = setInterval(() => started.clock.increment(1_000), 1);
  const { value, output, context, status } = await end(started).finally(() => clearInterval(timer));
  return { ...started, value, output, message: context.message, status };
}
