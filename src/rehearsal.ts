import { createActor, waitFor } from 'xstate';
import { provideRehearsal, type RehearsalPorts } from './actors/index.ts';
import { Failure } from './domain/failure.ts';
import type { Message } from './domain/message.ts';
import type { MailPolicy } from './domain/policy.ts';
import { llmGateMachine } from './machines/llm-gate.ts';
import type { EmailInput } from './machines/email-setup.ts';

/** Nobody is answered, so nobody is our own or over a cap. */
const policy: MailPolicy = { ownAddresses: [], senderDailyCap: Infinity };

/**
 * Walks a message through the steps that are due, by the machine that works all mail, and keeps the
 * results nowhere: for the evaluation and for replays.
 * @param gate of the running system, or one of its own
 * @returns the message with its results
 * @throws Failure of the step that could not be done
 */
export async function rehearse(
  message: Message,
  ports: RehearsalPorts,
  gate?: EmailInput['gate'],
): Promise<Message> {
  const own = createActor(llmGateMachine, {
    input: { configured: ports.llm !== null, exhausted: false },
  }).start();
  const lease = { job: 0, epoch: 0 };
  const walk = createActor(provideRehearsal(ports), {
    input: { lease, message, policy, gate: gate ?? own, redraft: false },
  }).start();
  try {
    const end = await waitFor(walk, ({ status }) => status !== 'active', { timeout: Infinity });
    if (end.matches('done')) return end.context.message;
    throw end.context.failure ?? new Failure('unexpected', 'the message did not reach its end');
  } finally {
    walk.stop();
    own.stop();
  }
}
