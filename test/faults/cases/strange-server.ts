import { asked, row, startImapScript, type ImapScript } from '../../support/imap-script.ts';
import type { Fault } from '../fault.ts';
import type { Scene } from '../scene.ts';

type Answers = NonNullable<ImapScript['on']>;

/** A mailbox held in memory, whose server answers as it is told to. */
interface StrangeServer {
  /** Answers other than a good server's; may change at any time. */
  answers: Answers;
  expunge(uid: number): void;
}

async function strangeServer(scene: Scene): Promise<StrangeServer> {
  const mails = new Map<number, string>();
  const uids: number[] = [];
  const answers: Answers = {
    'UID FETCH': (c) => {
      for (const uid of asked(c.args, uids)) c.send(row(uid, mails.get(uid) ?? '', place(uid)));
      c.ok();
    },
  };
  const place = (uid: number) => uids.indexOf(uid) + 1;
  const server = await startImapScript({ uids, on: answers });
  scene.atEnd(() => server.close());
  scene.mailServer = {
    port: server.account().port,
    uids: () => Promise.resolve([...uids]),
    deliver: (raw) => {
      const uid = scene.sent.length;
      mails.set(uid, raw);
      uids.push(uid);
      server.push(`* ${uids.length} EXISTS`);
      return Promise.resolve();
    },
  };
  return {
    answers,
    expunge(uid) {
      uids.splice(uids.indexOf(uid), 1);
      mails.delete(uid);
    },
  };
}

/** Answers `first` for so many times, and then what was there before. */
function forAWhile(answers: Answers, name: string, times: number, first: Answers[string]): void {
  const usual = answers[name];
  let left = times;
  answers[name] = (command) => {
    left -= 1;
    if (left <= 0) {
      if (usual) answers[name] = usual;
      else delete answers[name];
    }
    first(command);
  };
}

/** Slow down, in the words of three makers; none of it means "empty" or "wrong password". */
export const throttlingServer: Fault = {
  name: 'IMAP: throttled, [UNAVAILABLE], BYE',
  async run(scene) {
    const server = await strangeServer(scene);
    await scene.feed(10);
    const refusals: [string, Answers[string]][] = [
      ['LOGIN', (c) => c.no('[UNAVAILABLE] Suggested Backoff Time: 500')],
      ['UID SEARCH', (c) => c.bad('Request is throttled. Suggested Backoff Time: 700')],
      ['UID FETCH', (c) => c.no('[LIMIT] Too many requests. Suggested Backoff Time: 900')],
      ['EXAMINE', (c) => (c.send('* BYE [UNAVAILABLE] Suggested Backoff Time: 600'), c.hangUp())],
    ];
    for (const [command, refusal] of refusals) {
      forAWhile(server.answers, command, 2, (c) => {
        scene.struck();
        refusal(c);
      });
    }
    await scene.start();
    await scene.settle();
    await scene.feed(20);
    forAWhile(server.answers, 'UID SEARCH', 1, (c) => {
      scene.struck();
      c.no('[UNAVAILABLE] Suggested Backoff Time: 500');
    });
  },
};

/** Which of its answers to a FETCH have none of the rows. */
const shortAnswers = new Set([2, 5, 9]);

/** Rows that nobody asked for, rows twice, rows that are missing, and a message expunged between. */
export const strangeRows: Fault = {
  name: 'IMAP: short and stray rows, expunged mail',
  async run(scene) {
    const server = await strangeServer(scene);
    await scene.feed(40);
    const whole = server.answers['UID FETCH'];
    let turn = 0;
    server.answers['UID FETCH'] = (c) => {
      turn += 1;
      // Flags of other sessions, a message that was not asked for, and one without a UID.
      c.send(
        '* 3 FETCH (FLAGS (\\Seen))',
        '* 9 FETCH (UID 9 FLAGS ())',
        '* 2 FETCH (RFC822.SIZE 5)',
      );
      scene.struck();
      if (shortAnswers.has(turn)) c.ok();
      else whole?.(c);
    };
    await scene.start();
    await scene.settle();
    for (let i = 0; i < 3; i += 1) {
      await scene.feed(10);
      const victim = scene.sent.at(-3);
      if (!victim) continue;
      victim.mayBeGone = true;
      forAWhile(server.answers, 'UID FETCH', 1, (c) => {
        server.expunge(victim.uid);
        scene.struck();
        c.ok();
      });
      await scene.settle();
    }
  },
};
