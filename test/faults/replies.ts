import type { Draft } from '../../src/domain/draft.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import { type FolderMail, mailsIn } from '../support/folder-mails.ts';
import { variedMails } from '../support/mails.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';
import { messageIdOf, type Sent } from './invariants.ts';
import type { Scene } from './scene.ts';

export type Order = 'approve' | 'send' | 'save-to-mailbox';

/** A mail server for the scene's agents to send by. */
export async function smtpFor(scene: Scene): Promise<TestSmtpServer> {
  const smtp = await startSmtpServer();
  scene.atEnd(() => smtp.close());
  Object.assign(scene.settings, { SMTP_URL: smtp.url, SMTP_FROM: 'sales@ourselves.example' });
  return smtp;
}

/** Mails that are answered, and whose drafts a person will decide on. */
export function answerableMails(n: number): Omit<Sent, 'uid'>[] {
  const mails = variedMails(10 * n).filter(({ expect }) => expect.category === 'Lead');
  return mails.slice(0, n).map((mail) => ({ ...mail, reviewed: true }));
}

/** Waits for the draft that answers a mail. */
export async function draftOf(scene: Scene, mail: Sent): Promise<Draft> {
  let draft: Draft | undefined;
  await scene.until('a draft', async () => {
    const drafts = (await scene.agent?.drafts()) ?? [];
    draft = drafts.find(({ messageId }) => messageId === messageIdOf(mail));
    return draft !== undefined;
  });
  if (!draft) throw new Error('the draft is gone');
  return draft;
}

export async function tell({ agent }: Scene, draft: Draft, order: Order): Promise<Draft> {
  const { version } = draft;
  const answer = await agent?.post(`/drafts/${draft.id}/${order}`, { version });
  if (!answer?.ok) throw new Error(`${order}: ${await answer?.text()}`);
  return (await answer.json()) as Draft;
}

/** What became of a draft's one wish, once it has ended. */
export async function ended({ agent }: Scene, draft: Draft): Promise<Outgoing | undefined> {
  const page = await agent?.get<{ items: Outgoing[] }>(`/drafts/${draft.id}/outgoing`);
  const ends = ['done', 'failed', 'unknown'];
  return page?.items.find(({ state }) => ends.includes(state));
}

const bearing = (messageId: string) => (raw: string) =>
  raw.includes(`Message-ID: ${messageId}\r\n`);

/** The copies of a letter in a folder of the scene's mailbox. */
export async function lettersIn(
  scene: Scene,
  folder: 'Drafts' | 'Sent',
  messageId: string,
): Promise<FolderMail[]> {
  const mails = await mailsIn(scene.dovecot.account(scene.user), folder);
  return mails.filter(({ raw }) => bearing(messageId)(raw));
}

export function lettersBy(smtp: TestSmtpServer, messageId: string) {
  return smtp.taken.filter(({ source }) => bearing(messageId)(source.toString('latin1')));
}
