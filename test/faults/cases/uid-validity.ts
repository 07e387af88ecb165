import type { Fault } from '../fault.ts';

const changes = [1_111_111, 2_222_222, 3_333_333];

/** The server deals every UID anew, while there is work and while there is none. */
export const uidValidityChange: Fault = {
  name: 'UIDVALIDITY changes',
  async run(scene) {
    scene.answer({ delayMs: 50 });
    await scene.feed(60);
    await scene.start({ CONCURRENCY: '8' });
    await scene.until('work in the middle', async () => (await scene.done()) >= 10);
    for (const value of changes) {
      await scene.dovecot.uidValidity(scene.user, value);
      scene.struck();
      await scene.feed(20);
      await scene.until(`the ledger counts under ${value}`, async () => {
        const [entry] = (await scene.agent?.ledger()) ?? [];
        return entry?.uidValidity === value;
      });
    }
  },
};
