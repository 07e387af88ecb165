import type { Draft } from '../../src/domain/draft.ts';
import type { Mail } from '../../src/domain/mail.ts';
import type { Reply } from '../../src/domain/message.ts';
import {
  aMail,
  claimOne,
  fetchedFolder,
  finish,
  type Results,
  results,
  type StoreUnderTest,
} from '../contracts/stores/harness.ts';
import type { RestServer } from './rest-server.ts';

/** The store of a server, as the harness of the contract suites drives it. */
export function storeOf({ deps, close }: RestServer): StoreUnderTest {
  return { ...deps, events: [], clock: { now: Date.now() }, close };
}

let uid = 0;

/** A mail that went through the whole pipeline, in a folder of its own. */
export async function drafted(
  server: RestServer,
  changes: { mail?: Partial<Mail>; reply?: Partial<Reply> | null } & Partial<Results> = {},
): Promise<Draft> {
  const { mail, reply, ...steps } = changes;
  const store = storeOf(server);
  uid += 1;
  await fetchedFolder(store, [uid], { account: 'sales', mailbox: `Folder ${uid}` });
  const { drafting } = results;
  const message = await finish(store, await claimOne(store), {
    ...results,
    parsing: aMail({ messageId: `<${uid}@engines.example>`, threadId: null, ...mail }),
    drafting:
      reply === null
        ? { reply: null, noReplyReason: 'a receipt needs no answer', run: null }
        : { ...drafting, reply: { ...(drafting.reply ?? nothing), ...reply } },
    ...steps,
  });
  const draft = await server.deps.drafts.byMessage(message.id);
  if (!draft) throw new Error('the message got no draft');
  return draft;
}

const nothing: Reply = { subject: '', body: '', language: 'en' };

/** What a regeneration leads to, as the email machine would have it. */
export async function draftAgain(server: RestServer, body: string): Promise<void> {
  const store = storeOf(server);
  const { drafting } = results;
  const reply = { ...(drafting.reply ?? nothing), body };
  await finish(store, await claimOne(store), { ...results, drafting: { ...drafting, reply } });
}
