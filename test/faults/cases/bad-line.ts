import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosProxy, startChaosProxy, type Trouble } from '../../support/chaos-proxy.ts';
import type { Fault } from '../fault.ts';
import type { Scene } from '../scene.ts';

/** Half-open TCP must be noticed within 3 minutes: each poll has a deadline of 30 s. */
const noticeMs = 60_000;

async function behindProxy(scene: Scene): Promise<ChaosProxy> {
  const proxy = await startChaosProxy(scene.dovecot.port);
  scene.atEnd(() => proxy.close());
  scene.mailServer = { ...scene.mailServer, port: proxy.port };
  scene.answer({ delayMs: 20 });
  return proxy;
}

/** Waits until the agent has everything that the server has. */
async function caughtUp(scene: Scene, withinMs: number): Promise<void> {
  const uids = await scene.mailServer.uids();
  const newest = uids.at(-1) ?? 0;
  await scene.until(
    `the mailbox catches up to UID ${newest}`,
    async () => ((await scene.agent?.ledger())?.[0]?.cursor ?? 0) >= newest,
    withinMs,
  );
}

export const resetMidFetch: Fault = {
  name: 'connection reset in the middle of a FETCH',
  async run(scene) {
    const proxy = await behindProxy(scene);
    await scene.feed(10);
    await scene.start();
    await caughtUp(scene, noticeMs);
    // About 20 KB of mail go over the line: in the login, the search, and at three places of the FETCH.
    for (const [i, afterBytes] of [300, 2_000, 6_000, 12_000].entries()) {
      await scene.feed(25);
      proxy.trouble({ kind: 'reset', afterBytes });
      await scene.until('the reset', () => Promise.resolve(proxy.resets > i));
      scene.struck();
      await caughtUp(scene, noticeMs);
    }
  },
};

/** A line that is bad for a while, and then is not. */
function troubled(name: string, trouble: Trouble, forMs: number): Fault {
  return {
    name,
    async run(scene) {
      const proxy = await behindProxy(scene);
      await scene.feed(10);
      await scene.start();
      await caughtUp(scene, noticeMs);
      proxy.trouble(trouble);
      scene.struck();
      await scene.feed(100);
      await sleep(forMs);
      proxy.trouble(null);
      await scene.feed(10);
      await caughtUp(scene, noticeMs);
    },
  };
}

export const frozenLine = troubled('half-open link (frozen)', { kind: 'freeze' }, 10_000);
export const tricklingLine = troubled(
  'a line of 1 KB/s',
  { kind: 'trickle', bytesPerSecond: 1_000 },
  40_000,
);
export const slowLine = troubled('a round trip of 800 ms', { kind: 'delay', ms: 400 }, 5_000);
export const refusedLine = troubled('connections refused', { kind: 'refuse' }, 6_000);
