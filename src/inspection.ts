import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { Config } from './config.ts';
import type { Message } from './domain/message.ts';
import { InspectionHub, type Subject } from './inspector/index.ts';
import { supervisorMachine } from './machines/supervisor.ts';
import type { MailboxRef } from './ports.ts';

/** Fields whose text is no mail, no address and no secret. */
const open = [
  'kind',
  'status',
  'stage',
  'step',
  'ended',
  'code',
  'answerer',
  'category',
  'urgency',
  'provider',
  'model',
  'mailbox',
  'receivedAt',
  'actorId',
];

/** What a person may tell a machine; facts are told by those who saw them happen. */
const commands = [
  'supervisor.pause',
  'supervisor.resume',
  'supervisor.wake',
  'mailbox.retry',
  'mailbox.pause',
  'mailbox.resume',
  'mailbox.takeOlder',
  'mailbox.reconcile',
  'mailbox.checkAnswered',
];

/** The inspector over this program's machines; in the api role, where none runs, their drawings. */
export function inspectionOf(
  config: Pick<Config, 'INSPECT_SEND' | 'INSPECT_FULL'>,
  onState?: (ref: AnyActorRef, snapshot: AnyMachineSnapshot) => void,
): InspectionHub {
  return new InspectionHub({
    open,
    full: config.INSPECT_FULL,
    sends: config.INSPECT_SEND ? commands : [],
    machines: [supervisorMachine],
    subjectOf,
    ...(onState && { onState }),
  });
}

/** The account is an address, so the feed names the folder alone. */
function subjectOf(context: { message?: Pick<Message, 'id'>; ref?: MailboxRef }): Subject | null {
  if (context.message) return { open: `message ${context.message.id}` };
  if (!context.ref) return null;
  const { account, mailbox } = context.ref;
  return { open: mailbox, closed: `${account}/${mailbox}` };
}
