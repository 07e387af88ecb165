import type { Outgoing, OutgoingState } from '../../../src/domain/outgoing.ts';
import type { TestSmtpServer } from '../../support/smtp-server.ts';
import type { Fault } from '../fault.ts';
import type { Sent } from '../invariants.ts';
import { ending, preloaded } from '../process.ts';
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

const kills = 5;

/** A moment at which the process dies, and what must be left of the reply. */
interface Moment {
  order: Order;
  /** See `preload/failpoint.mjs`: the commit of this state. */
  when: 'before' | 'after';
  state: OutgoingState;
  /** How the next process ends it. */
  ends: OutgoingState;
  /** Letters that the SMTP server and the folder have then. */
  sent: number;
  folder: { name: 'Drafts' | 'Sent'; letters: number };
}

export const killAfterAppend = fault('kill -9 between an APPEND to Drafts and its commit', {
  order: 'save-to-mailbox',
  when: 'before',
  state: 'done',
  ends: 'done',
  sent: 0,
  folder: { name: 'Drafts', letters: 1 },
});

export const killBeforeSending = fault('kill -9 before the first byte of an SMTP transaction', {
  order: 'send',
  when: 'after',
  state: 'transmitting',
  ends: 'unknown',
  sent: 0,
  folder: { name: 'Sent', letters: 0 },
});

export const killAfterSending = fault('kill -9 between an SMTP acceptance and its commit', {
  order: 'send',
  when: 'before',
  state: 'copying',
  ends: 'unknown',
  sent: 1,
  folder: { name: 'Sent', letters: 0 },
});

export const killAfterCopy = fault('kill -9 between a copy in Sent and its commit', {
  order: 'send',
  when: 'before',
  state: 'done',
  ends: 'done',
  sent: 1,
  folder: { name: 'Sent', letters: 1 },
});

function fault(name: string, moment: Moment): Fault {
  return {
    name,
    async run(scene) {
      const smtp = await smtpFor(scene);
      for (const mail of answerableMails(kills)) await killOnce(scene, moment, smtp, mail);
      await scene.start();
    },
  };
}

async function killOnce(
  scene: Scene,
  moment: Moment,
  smtp: TestSmtpServer,
  mail: Omit<Sent, 'uid'>,
): Promise<void> {
  const { when, state, order } = moment;
  const FAILPOINT = JSON.stringify({ when, sql: 'update outgoing set state', param: state });
  const dying = await scene.start({ ...preloaded('failpoint.mjs'), FAILPOINT });
  const draft = await draftOf(scene, await scene.deliver(mail));
  const seen = order === 'send' ? await tell(scene, draft, 'approve') : draft;
  // It may be dead before it has answered.
  await tell(scene, seen, order).catch(() => undefined);
  const { signal } = await ending(dying.process, 20_000);
  if (signal !== 'SIGKILL') scene.complaints.push('it ended by itself');
  await scene.stop('SIGKILL');
  scene.struck();

  await scene.start();
  let outgoing: Outgoing | undefined;
  await scene.until('an end of the reply', async () => {
    outgoing = await ended(scene, draft);
    return outgoing !== undefined;
  });
  if (outgoing) await judge(scene, moment, smtp, outgoing);
  await scene.stop();
}

/** Holds what is there against what must be. */
async function judge(
  scene: Scene,
  { ends, sent, folder }: Moment,
  smtp: TestSmtpServer,
  { messageId, state }: Outgoing,
): Promise<void> {
  const placed = await lettersIn(scene, folder.name, messageId);
  scene.expectLetters(`${messageId} in ${folder.name}`, folder.letters, placed);
  scene.expectLetters(`${messageId} by SMTP`, sent, lettersBy(smtp, messageId));
  if (state !== ends) scene.complaints.push(`${messageId} is ${state}`);
}
