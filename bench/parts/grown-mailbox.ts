import { chown, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDovecot } from '../../test/support/dovecot.ts';
import { ownerOfMail } from '../../test/support/dovecot-host.ts';
import { openCorpus } from './corpus.ts';
import type { Mailbox } from './mailbox.ts';
import { accounts, uidValidity } from './million-plan.ts';

/** Mails of the corpus come to it, one after the other and none twice. */
export interface GrownMailbox extends Mailbox {
  comes(mails: number): Promise<void>;
  /** So many a second, evenly, until the result is called; it says how many came. */
  comesSteadily(perSecond: number): () => Promise<number>;
}

/**
 * The mailbox that the first account of `copyOfMany` has been watching: what was in it is worked and
 * archived, and what comes now is new. Nothing has come yet.
 */
export async function openGrownMailbox(rows: number): Promise<GrownMailbox> {
  const corpus = await openCorpus();
  const user = accounts[0].name;
  const base = await mkdtemp(join(tmpdir(), 'dovecot-'));
  const dovecot = await startDovecot({ users: [user], base });
  // Before anybody looks into the folder: afterwards Dovecot has numbers of its own.
  const list = join(base, 'mail', user, 'Maildir', 'dovecot-uidlist');
  const { uid, gid } = await ownerOfMail();
  await writeFile(list, `3 V${uidValidity} N${rows + 1} G${'0123456789abcdef'.repeat(2)}\n`);
  await chown(list, uid, gid);
  let came = 0;
  const comes = async (mails: number): Promise<void> => {
    for (const end = came + mails; came < end; came += 1) {
      await dovecot.drop(user, corpus.mail(came));
    }
  };
  return {
    port: dovecot.port,
    user,
    stop: dovecot.stop,
    comes,
    comesSteadily(perSecond) {
      const enough = new AbortController();
      const [first, since] = [came, performance.now()];
      const coming = (async () => {
        while (!enough.signal.aborted) {
          const due = ((performance.now() - since) / 1_000) * perSecond;
          if (came - first < due) await comes(1);
          else await sleep(1_000 / perSecond / 4);
        }
      })();
      return async () => {
        enough.abort();
        await coming;
        return came - first;
      };
    },
  };
}
