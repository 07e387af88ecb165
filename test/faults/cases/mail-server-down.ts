import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** The server ends sessions with a BYE, by kill -9, and with all of itself. */
export const mailServerDown: Fault = {
  name: 'Dovecot: BYE, killed session, crash',
  ownMailServer: true,
  async run(scene) {
    const { dovecot, user } = scene;
    const outage = async () => {
      await dovecot.crash();
      await sleep(1_500);
      await dovecot.start();
    };
    const strikes = [() => dovecot.kick(user), () => dovecot.kill9(user), outage, outage];
    scene.answer({ delayMs: 20 });
    await scene.feed(200);
    await scene.start();
    await scene.until('a session that can be ended', async () => {
      const [entry] = (await scene.agent?.ledger()) ?? [];
      return entry !== undefined;
    });
    for (const strike of strikes) {
      await sleep(Math.random() * 500);
      await strike();
      scene.struck();
      await scene.feed(20);
      const uids = await dovecot.uids(user);
      await scene.until('the mailbox is back', async () => {
        const [entry] = (await scene.agent?.ledger()) ?? [];
        return (entry?.cursor ?? 0) >= uids.length;
      });
    }
  },
};
