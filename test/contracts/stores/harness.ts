/** How the suites of the store drive it: a folder with mail, and the work of an email machine. */
import { test } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Mail } from '../../../src/domain/mail.ts';
import type { Message, Step, StepResults } from '../../../src/domain/message.ts';
import { steps } from '../../../src/domain/message.ts';
import type {
  AuditStore,
  Claim,
  DomainEvent,
  DraftStore,
  FetchedMail,
  Lease,
  MailboxRow,
  MessageStore,
  OperationsStore,
  OutgoingStore,
  StepCommit,
  TokenStore,
  UpkeepStore,
  UsageStore,
  WebhookStore,
} from '../../../src/ports.ts';
import { aRun, aMail as leadMail } from '../../support/a-claim.ts';

export interface StoreUnderTest {
  messages: MessageStore;
  drafts: DraftStore;
  usage: UsageStore;
  outgoing: OutgoingStore;
  audit: AuditStore;
  tokens: TokenStore;
  operations: OperationsStore;
  webhooks: WebhookStore;
  upkeep: UpkeepStore;
  /** What was published, oldest first. */
  events: DomainEvent[];
  /** Epoch milliseconds; tests move it. */
  clock: { now: number };
  close(): Promise<void>;
}

export type MakeStore = () => Promise<StoreUnderTest>;

/** A `test` that is given an empty store and closes it. */
export function withStore(make: MakeStore) {
  return test.extend<{ store: StoreUnderTest }>({
    // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixtures' names from it
    store: async ({}, use) => {
      const store = await make();
      await use(store);
      await store.close();
    },
  });
}

export const inbox = { account: 'sales', mailbox: 'INBOX' };
export const failure = new Failure('llm.unavailable', 'the LLM answers 503');
export const minutes = (n: number) => n * 60_000;
export const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A folder that was started with these UIDs. */
export async function folder(
  { messages }: StoreUnderTest,
  uids: number[],
  ref = inbox,
): Promise<MailboxRow> {
  const cursor = Math.max(0, ...uids);
  return await messages.startMailbox(ref, { uidValidity: 7, startUid: 1, cursor, left: 0, uids });
}

/** A mail as a server hands it over; the text makes its content. */
export function fetched(uid: number, text = `the mail with UID ${uid}`): FetchedMail {
  const source = Buffer.from(`Subject: ${text}\r\n\r\n${text}\r\n`);
  const receivedAt = '2026-03-01T08:00:00.000Z';
  return { uid, mailId: null, messageId: null, receivedAt, size: source.length, source };
}

/** Takes in the sources of all that is discovered in the folder, in the order of discovery. */
export async function fetchAll(
  { messages }: StoreUnderTest,
  mailbox: MailboxRow,
  text?: (uid: number) => string,
): Promise<number[]> {
  const found = await messages.unfetched(mailbox.id, 1000);
  const mails = found.map(({ id, uid }) => ({ ...fetched(uid, text?.(uid)), id }));
  await messages.storeSources(mails, []);
  return found.map(({ id }) => id);
}

/** A folder whose mails wait to be claimed; their ids. */
export async function fetchedFolder(
  store: StoreUnderTest,
  uids: number[],
  ref = inbox,
): Promise<number[]> {
  return await fetchAll(store, await folder(store, uids, ref));
}

export function aMail(changes: Partial<Mail> = {}): Mail {
  return leadMail({
    from: { name: 'Ada Lovelace', address: 'ada@engines.example' },
    messageId: '<1@engines.example>',
    threadId: '<1@engines.example>',
    text: 'What would 200 seats cost us?',
    attachments: [{ name: 'rfp.pdf', type: 'application/pdf', size: 1234 }],
    ...changes,
  });
}

const run = aRun({ model: 'gpt-test', ms: 12, inputTokens: 300, outputTokens: 40 });

export type CommittedStep = Exclude<Step, 'persisting'>;
export const committedSteps = steps.filter((step): step is CommittedStep => step !== 'persisting');

export type Results = Pick<StepResults, CommittedStep>;

export const results: Results = {
  parsing: aMail(),
  classifying: {
    category: 'Lead',
    confidence: 0.93,
    reason: 'asks for a price',
    run,
  },
  enriching: {
    crm: {
      company: 'Engines Ltd',
      industry: 'Machinery',
      size: '100-500',
      contactRole: 'Analyst',
      source: 'mock:address',
    },
    reason: null,
  },
  drafting: {
    reply: { subject: 'Re: Pricing for 200 seats', body: 'Dear Ada, gladly.', language: 'en' },
    noReplyReason: null,
    run,
  },
  summarizing: { intent: 'wants a quote', urgency: 'high', run },
};

/** The commit of a step's result, as the email machine makes it. */
export function commitOf(
  lease: Lease,
  message: Message,
  step: CommittedStep,
  made: Results = results,
): StepCommit {
  // The step names its own result; TypeScript cannot follow the pair through a variable.
  return { lease, message, step, result: made[step], ms: 5 } as StepCommit;
}

/** Who works a message: its lease, and the message as it stood at the claim. */
export type Held = Pick<Claim, 'lease' | 'message'>;

/** Claims one message, or fails the test. */
export async function claimOne({ messages }: StoreUnderTest): Promise<Claim> {
  const [claim] = (await messages.claim(1)).claims;
  if (!claim) throw new Error('there was nothing to claim');
  return claim;
}

/** Commits the steps before `until`; the message as it stands then. */
export async function walk(
  { messages }: StoreUnderTest,
  { lease, message }: Held,
  until: Step = 'persisting',
  made: Results = results,
): Promise<Message> {
  let current = message;
  for (const step of steps) {
    if (step === until || step === 'persisting') break;
    if (current[step] === null) {
      current = await messages.commitStep(commitOf(lease, current, step, made));
    }
  }
  return current;
}

/** Walks what is left of a claimed message and stores its draft. */
export async function finish(
  store: StoreUnderTest,
  claim: Held,
  made: Results = results,
): Promise<Message> {
  const message = await walk(store, claim, 'persisting', made);
  const draft = composeDraft(message, { input: 0, output: 0 });
  return await store.messages.persist(claim.lease, message, draft, 5);
}

/** One message, from discovery to its draft. */
export async function doneMessage(store: StoreUnderTest): Promise<Message> {
  await fetchedFolder(store, [1]);
  return await finish(store, await claimOne(store));
}
