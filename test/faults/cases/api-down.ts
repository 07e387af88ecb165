import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft } from '../../../src/domain/draft.ts';
import { type Agent, startAgent } from '../../support/agent.ts';
import { freePort } from '../../support/dovecot-host.ts';
import type { Fault } from '../fault.ts';
import type { Scene } from '../scene.ts';

const mails = 500;
/** Delivery backs off for up to this long after the API has been away for a while. */
const deliveryMs = 90_000;

/** The two roles as two processes, and the one that takes the drafts is not there. */
export const apiDown: Fault = {
  name: 'REST API down, agent and API killed',
  async run(scene) {
    const port = await freePort();
    const api = { ROLE: 'api', PORT: String(port), DATABASE_URL: 'sqlite:./api.db' };
    Object.assign(scene.settings, { ROLE: 'agent', API_URL: `http://127.0.0.1:${port}` });
    scene.atEnd(async () => scene.api?.stop('SIGKILL'));

    await scene.feed(mails);
    await scene.start();
    scene.struck();
    await scene.until('a queue', async () => (await queued(scene)) >= mails / 5);
    await scene.stop('SIGKILL');
    scene.struck();
    await scene.start();
    await scene.until('everything in the queue', async () => (await queued(scene)) === mails);

    scene.api = await startAgent(api, scene.directory);
    await delivered(scene.api, mails / 10);
    await scene.api.stop('SIGKILL');
    scene.struck();
    await sleep(1_000);
    scene.api = await startAgent(api, scene.directory);
    await delivered(scene.api, mails / 5);
    await scene.stop('SIGKILL');
    scene.struck();
    await scene.start();
    await scene.settle();
    scene.complaints.push(...outOfOrder(await scene.api.drafts()));
  },
};

/** Drafts that came after one of a newer mail: the API numbers them as they arrive. */
function outOfOrder(drafts: Draft[]): string[] {
  const uids = drafts.toSorted((a, b) => a.id - b.id).map(({ uid }) => uid);
  const early = uids.filter((uid, i) => uid < (uids[i - 1] ?? 0));
  return early.length === 0 ? [] : [`delivered after a newer one: UIDs ${early.join(', ')}`];
}

async function queued(scene: Scene): Promise<number> {
  const ledger = (await scene.agent?.ledger()) ?? [];
  return ledger.reduce((sum, { counts }) => sum + (counts.queued ?? 0), 0);
}

async function delivered(api: Agent, n: number): Promise<void> {
  for (let waited = 0; waited < deliveryMs; waited += 50) {
    if ((await api.drafts()).length >= n) return;
    await sleep(50);
  }
  throw new Error(`the API did not get ${n} drafts within ${deliveryMs} ms`);
}
