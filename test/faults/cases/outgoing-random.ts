import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft } from '../../../src/domain/draft.ts';
import type { TestSmtpServer } from '../../support/smtp-server.ts';
import type { Fault } from '../fault.ts';
import {
  answerableMails,
  draftOf,
  ended,
  lettersBy,
  lettersIn,
  type Order,
  smtpFor,
  tell,
} from '../replies.ts';
import type { Scene } from '../scene.ts';

const replies = 16;
const maxKills = 20;
/** After its start, or after the wishes; a reply takes about as long. */
const workMs = 2_500;

interface Wish {
  draft: Draft;
  order: Order;
}

/** Replies wait in the table, and whoever carries them dies again and again. */
export const killWhileSending: Fault = {
  name: 'kill -9 at random moments while replies go out',
  async run(scene) {
    const smtp = await smtpFor(scene);
    await scene.start();
    const wishes: Wish[] = [];
    for (const mail of answerableMails(replies)) {
      const draft = await draftOf(scene, await scene.deliver(mail));
      const order = wishes.length % 2 === 0 ? 'send' : 'save-to-mailbox';
      wishes.push({ order, draft: order === 'send' ? await tell(scene, draft, 'approve') : draft });
    }
    for (const { draft, order } of wishes) await tell(scene, draft, order);

    for (let i = 0; i < maxKills && (await open(scene, wishes)) > 0; i += 1) {
      await sleep(Math.random() * workMs);
      await scene.stop('SIGKILL');
      scene.struck();
      await scene.start();
    }
    await scene.until('an end of each reply', async () => (await open(scene, wishes)) === 0);
    for (const wish of wishes) await judge(scene, smtp, wish);
  },
};

async function open(scene: Scene, wishes: Wish[]): Promise<number> {
  const ends = await Promise.all(wishes.map(({ draft }) => ended(scene, draft)));
  return ends.filter((end) => end === undefined).length;
}

async function judge(scene: Scene, smtp: TestSmtpServer, { draft, order }: Wish): Promise<void> {
  const outgoing = await ended(scene, draft);
  if (!outgoing) return;
  const { messageId, state } = outgoing;
  const taken = lettersBy(smtp, messageId);
  if (order !== 'send') {
    scene.expectLetters(`${messageId} in Drafts`, 1, await lettersIn(scene, 'Drafts', messageId));
    scene.expectLetters(`${messageId} by SMTP`, 0, taken);
    return;
  }
  const isSent = state === 'done';
  // One that is unknown may have arrived, or not; but never twice.
  scene.expectLetters(`${messageId} by SMTP`, isSent ? 1 : Math.min(1, taken.length), taken);
  const copies = await lettersIn(scene, 'Sent', messageId);
  scene.expectLetters(`${messageId} in Sent`, isSent ? 1 : 0, copies);
  if (state === 'failed') scene.complaints.push(`${messageId} has failed: ${outgoing.error}`);
}
