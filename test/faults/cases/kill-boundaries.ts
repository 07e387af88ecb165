import { indigestibleMail } from '../../support/mails.ts';
import type { Fault } from '../fault.ts';
import { ending, launch, preloaded } from '../process.ts';
import type { Scene } from '../scene.ts';

interface Boundary {
  name: string;
  sql: string;
  param?: string;
  /** Only an indigestible mail comes here. */
  indigestible?: true;
}

const moveTo = (stage: string): Boundary => ({
  name: `the move to ${stage}`,
  sql: 'update message set',
  param: `"to":"${stage}"`,
});

/** Every transaction between two stages, named by a statement that only it holds. */
const boundaries: Boundary[] = [
  { name: 'the start of the mailbox', sql: 'insert into mailbox ' },
  { name: 'the discovery', sql: 'insert into message ' },
  { name: 'the sources', sql: 'insert into job ' },
  { name: 'the claim', sql: 'update job set lease_owner = ?' },
  moveTo('classifying'),
  moveTo('enriching'),
  moveTo('drafting'),
  { name: 'the place in the day', sql: 'insert into sender_day ' },
  moveTo('summarizing'),
  moveTo('persisting'),
  moveTo('done'),
  { ...moveTo('quarantined'), indigestible: true },
];

const mailsPerKill = 8;

/** Just before and just after each commit that moves a message on. */
export const killAtBoundaries: Fault = {
  name: 'kill -9 at each stage boundary',
  async run(scene) {
    scene.answer({ delayMs: 20 });
    for (const boundary of boundaries) {
      for (const when of ['before', 'after']) await killAt(scene, boundary, when);
    }
    await scene.start();
  },
};

async function killAt(scene: Scene, boundary: Boundary, when: string): Promise<void> {
  const { name, indigestible, ...match } = boundary;
  await scene.feed(mailsPerKill);
  if (indigestible) {
    const raw = indigestibleMail();
    await scene.deliver({ raw, expect: { reply: false }, mayBeSetAside: true });
  }
  const FAILPOINT = JSON.stringify({ when, ...match });
  const child = launch(
    scene.environment({ ...preloaded('failpoint.mjs'), FAILPOINT }),
    scene.directory,
  );
  const { signal, code } = await ending(child, 20_000).catch((error: Error) => {
    throw new Error(`${when} the commit of ${name}: ${error.message}`);
  });
  scene.cut();
  scene.struck();
  if (signal !== 'SIGKILL') scene.complaints.push(`${when} ${name}: ended with code ${code}`);
}
