import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { peakMemoryMb } from '../../support/child-processes.ts';
import { hostileMails } from '../../support/hostile-mails.ts';
import { indigestibleMail } from '../../support/mails.ts';
import type { Fault } from '../fault.ts';
import { kill } from '../../support/dovecot-host.ts';

/** Of the main process, which holds no mail for long. */
const maxRssMb = 300;

/** What kills, hangs or fills parsers, between ordinary mail: only that may be set aside. */
export const poisonMail: Fault = {
  name: 'mail that kills its parser',
  async run(scene) {
    scene.answer({ delayMs: 10 });
    let n = 0;
    for (const { source, endings } of Object.values(hostileMails)) {
      await scene.feed(5);
      n += 1;
      const raw =
        `Message-ID: <hostile${n}@poison.example>\r\n${source.toString('latin1')}`.replace(
          'Subject: s',
          `Subject: hostile mail ${n}`,
        );
      const mayBeSetAside = endings.some((ending) => ending !== 'read');
      await scene.deliver({
        raw,
        expect: { reply: true },
        ...(mayBeSetAside && { mayBeSetAside }),
      });
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

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
