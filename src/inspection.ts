import type { Logger } from 'pino';
import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { Config } from './config.ts';
import { categories, urgencies } from './domain/category.ts';
import { failureCodes } from './domain/failure.ts';
import { type Message, stages } from './domain/message.ts';
import { InspectionHub, type OpenTexts, type Subject } from './inspector/index.ts';
import { supervisorMachine } from './machines/supervisor.ts';
import type { MailboxRef } from './ports.ts';

type Inspected = Pick<Config, 'INSPECT_SEND' | 'INSPECT_FULL'> & Partial<Config>;

const word = /^[a-z][a-zA-Z_.-]{0,30}$/;
/** A folder of other people may be called after their address. */
const folder = /^[^@]*$/;

/**
 * Fields whose text is no mail, no address and no secret. What a model or a server may have a say in
 * is shown only if it is one of the words that we know.
 */
const open: Readonly<Record<string, readonly string[] | RegExp>> = {
  kind: word,
  status: word,
  stage: stages,
  step: word,
  ended: stages,
  code: failureCodes,
  cause: failureCodes,
  answerer: word,
  provider: ['openai', 'mock', 'rules'],
  category: categories,
  urgency: urgencies,
  mailbox: folder,
  receivedAt: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  actorId: /^[\w.:() -]+$/,
};

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
  'webhooks.wake',
];

/**
 * The inspector over this program's machines; in the api role, where none runs, their drawings.
 *
 * @param log hears of the first fault of the inspector itself; the machines never do
 */
export function inspectionOf(
  config: Inspected,
  log: Pick<Logger, 'warn'>,
  onState?: (ref: AnyActorRef, snapshot: AnyMachineSnapshot) => void,
): InspectionHub {
  return new InspectionHub({
    open: openIn(config),
    full: config.INSPECT_FULL,
    secrets: secretsOf(config),
    sends: config.INSPECT_SEND ? commands : [],
    machines: [supervisorMachine],
    subjectOf,
    onError: (error) => log.warn({ err: error }, 'the inspector failed'),
    ...(onState && { onState }),
  });
}

/** An answer may name any model; ours is known. */
function openIn({ OPENAI_MODEL }: Inspected): OpenTexts {
  return OPENAI_MODEL === undefined ? open : { ...open, model: [OPENAI_MODEL] };
}

/** All that the configuration keeps to itself, by the names of its variables and in its URLs. */
export function secretsOf(config: Partial<Config>): string[] {
  return Object.entries(config).flatMap(([name, value]) => {
    const isSecret = /_(TOKEN|PASS|PASSWORD|KEY|SECRET)$/.test(name);
    if (Array.isArray(value) && isSecret) return value;
    if (typeof value !== 'string') return [];
    return isSecret ? [value] : secretsIn(value);
  });
}

function secretsIn(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  const parameters = [...url.searchParams.values()];
  return [url.password, decoded(url.password), ...parameters].filter(Boolean);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The account is an address, so the feed names the folder alone. */
function subjectOf(context: { message?: Pick<Message, 'id'>; ref?: MailboxRef }): Subject | null {
  if (context.message) return { open: `message ${context.message.id}` };
  if (!context.ref) return null;
  const { account, mailbox } = context.ref;
  return { open: folder.test(mailbox) ? mailbox : '[redacted]', closed: `${account}/${mailbox}` };
}
