import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, peakMemoryMb } from '../../support/child-processes.ts';
import { hostileMails } from '../../support/hostile-mails.ts';
import { indigestibleMail } from '../../support/mails.ts';
import type { Fault } from '../fault.ts';
import { kill } from '../../support/dovecot-host.ts';

/** Of the main process, which holds no mail for long. */
const maxRssMb = 300;

/** Those that a parser may fail at, and that a person could answer if it does not. */
const poison = Object.values(hostileMails)
  .filter(({ endings }) => endings.some((ending) => ending !== 'read'))
  .map(({ source }) => source)
  .filter((source) => source().includes('\nSubject: s\r\n'));

/** What kills, hangs or fills parsers, between ordinary mail: only that may be set aside. */
export const poisonMail: Fault = {
  name: 'mail that kills its parser',
  async run(scene) {
    scene.answer({ delayMs: 10 });
    // An answer that the check refuses, as for a mail of hardly any words, is asked for once more.
    scene.calls.questions = 2;
    for (const [n, source] of poison.entries()) {
      await scene.feed(5);
      const raw =
        `Message-ID: <hostile${n}@poison.example>\r\n${source().toString('latin1')}`.replace(
          'Subject: s',
          `Subject: hostile mail ${n}`,
        );
      await scene.deliver({ raw, expect: { reply: true }, mayBeSetAside: true });
      scene.struck();
    }
    await scene.deliver({ raw: indigestibleMail(), expect: { reply: true }, mayBeSetAside: true });
    scene.struck();
    const agent = await scene.start();
    await scene.settle();
    const rss = peakMemoryMb(agent.process.pid ?? 0);
    if (rss === null) scene.complaints.push('the agent did not outlive the poison');
    else if (rss > maxRssMb) scene.complaints.push(`the main process took ${Math.round(rss)} MB`);
  },
};

const kills = 10;

/** A parser that dies of something else: no mail may pay for it. */
export const parserKilled: Fault = {
  name: 'kill -9 of the parser process',
  async run(scene) {
    const agent = await scene.start();
    await scene.feed(200);
    for (let i = 0; i < kills; i += 1) {
      await sleep(100 + Math.random() * 200);
      const children = childrenOf(agent.process.pid ?? 0);
      for (const pid of children) kill(pid);
      if (children.length > 0) scene.struck();
      await scene.feed(20);
    }
  },
};
