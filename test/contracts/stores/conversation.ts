/** Mail of several people and threads, for the suites about what a store knows beside a mail. */
import type { Draft } from '../../../src/domain/draft.ts';
import type { Mail } from '../../../src/domain/mail.ts';
import type { Message } from '../../../src/domain/message.ts';
import {
  aMail,
  claimOne,
  fetched,
  finish,
  folder,
  type Held,
  inbox,
  type Results,
  results,
  type StoreUnderTest,
  walk,
} from './harness.ts';

export interface Letter {
  uid: number;
  /** Minutes after eight o'clock; as many as its UID unless told otherwise. */
  minute?: number;
  from?: string;
  thread?: string | null;
  text?: string;
  mail?: Partial<Mail>;
  made?: Partial<Results>;
  ref?: typeof inbox;
}

/** When a letter was received. */
export const minute = (n: number) => new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString();

/** What each step makes of a letter. */
export function resultsOf(letter: Letter): Results {
  const { uid, from = 'ada@engines.example', thread = '<t@engines.example>' } = letter;
  const text = letter.text ?? `letter ${uid}`;
  const mail = aMail({
    from: { name: '', address: from },
    subject: `Letter ${uid}`,
    messageId: `<${uid}@mail.example>`,
    threadId: thread,
    text,
    own: text,
    ...letter.mail,
  });
  return { ...results, parsing: mail, ...letter.made };
}

/** The letter lies fetched in its folder and is claimed. */
export async function claimed(store: StoreUnderTest, letter: Letter): Promise<Held> {
  const { uid, ref = inbox } = letter;
  const { id: mailbox } = await folder(store, [uid], ref);
  const [row] = await store.messages.unfetched(mailbox, 1);
  const receivedAt = minute(letter.minute ?? uid);
  await store.messages.storeSources([{ ...fetched(uid), receivedAt, id: row?.id ?? 0 }], []);
  return await claimOne(store);
}

/** The letter is claimed and was read, so that a model may be asked about it. */
export async function read(store: StoreUnderTest, letter: Letter): Promise<Message> {
  return await walk(store, await claimed(store, letter), 'classifying', resultsOf(letter));
}

/** The letter from its arrival to its draft. */
export async function drafted(store: StoreUnderTest, letter: Letter): Promise<Message> {
  return await finish(store, await claimed(store, letter), resultsOf(letter));
}

/** The draft of a done message. */
export async function draftOf(store: StoreUnderTest, { id }: Pick<Message, 'id'>): Promise<Draft> {
  const draft = await store.drafts.byMessage(id);
  if (!draft) throw new Error(`message ${id} has no draft`);
  return draft;
}

/** A person edits it; what it is then. */
export async function edit(
  store: StoreUnderTest,
  message: Pick<Message, 'id'>,
  changes: Parameters<StoreUnderTest['drafts']['edit']>[2],
): Promise<Draft> {
  store.clock.now += 1;
  const { id, version } = await draftOf(store, message);
  const result = await store.drafts.edit(id, version, changes, null);
  if (result.kind !== 'edited') throw new Error(`the edit is ${result.kind}`);
  return result.draft;
}
