import { afterEach } from 'vitest';

import { imapSource, type ImapSourceOptions } from '../../../src/adapters/imap/source.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import type { MailSource } from '../../../src/ports.ts';
import {
  asked,
  type ImapScript,
  type ScriptedImap,
  startImapScript,
} from '../../support/imap-script.ts';

export type Answers = NonNullable<ImapScript['on']>;

const never = new AbortController().signal;
export const ref = { account: 'scripted', mailbox: 'INBOX' };
const mails = [1, 2, 3].map((uid) => ({ uid, messageId: `<m${uid}@x>` }));

/** The Sent folder behind the script: header lines by UID. */
interface Sent {
  uidValidity: number;
  uidNext: number;
  heads: Map<number, string>;
}

export let server: ScriptedImap;
export let source: MailSource;
export let sent: Sent;
export let flags: Map<number, string>;
export let skipped: Failure[];

afterEach(async () => {
  await source.close(ref);
  await server.close();
});

export function file(head: string): void {
  sent.heads.set(sent.uidNext, head);
  sent.uidNext += 1;
}

/** A server whose second connection, and each further one, reads the Sent folder. */
export function behaviour(): Answers {
  return {
    LIST: (c) => {
      c.send('* LIST () "/" INBOX', '* LIST (\\Sent) "/" Kopien');
      c.ok();
    },
    EXAMINE: (c) => {
      const inbox = c.args.startsWith('INBOX');
      const { uidValidity, uidNext } = inbox ? { uidValidity: 7, uidNext: 4 } : sent;
      c.send(`* ${inbox ? 3 : sent.heads.size} EXISTS`, `* OK [UIDVALIDITY ${uidValidity}] ok`);
      c.send(`* OK [UIDNEXT ${uidNext}] ok`);
      c.ok('[READ-ONLY] done');
    },
    'UID FETCH': (c) => {
      if (c.args.includes('FLAGS')) {
        const rows = asked(c.args, [1, 2, 3]);
        for (const uid of rows)
          c.send(`* ${uid} FETCH (UID ${uid} FLAGS (${flags.get(uid) ?? ''}))`);
      } else {
        const uids = [...sent.heads.keys()];
        for (const uid of asked(c.args, uids)) c.send(headRow(uids.indexOf(uid) + 1, uid));
      }
      c.ok();
    },
    FETCH: (c) => {
      const uids = [...sent.heads.keys()];
      const places = uids.map((_, i) => i + 1);
      for (const seq of asked(c.args, places)) c.send(headRow(seq, uids[seq - 1] ?? 0));
      c.ok();
    },
  };
}

function headRow(seq: number, uid: number): string {
  const head = `${sent.heads.get(uid) ?? ''}\r\n\r\n`;
  const fields = 'IN-REPLY-TO REFERENCES SUBJECT X-FORWARDED-MESSAGE-ID AUTO-SUBMITTED';
  return `* ${seq} FETCH (UID ${uid} BODY[HEADER.FIELDS (${fields})] {${head.length}}\r\n${head})`;
}

export async function opened(on: Answers = {}, options: ImapSourceOptions = {}, special = true) {
  sent = { uidValidity: 9, uidNext: 10, heads: new Map() };
  flags = new Map();
  skipped = [];
  server = await startImapScript({
    capabilities: `IMAP4rev1 IDLE NAMESPACE ${special ? 'SPECIAL-USE' : ''}`,
    on: { ...behaviour(), ...on },
  });
  const onSentSkipped = (_: string, failure: Failure) => skipped.push(failure);
  source = imapSource([server.account()], { onSentSkipped, ...options });
  await source.connect(ref, never);
  await source.open(ref);
}

export const answered = () => source.answered(ref, mails);
export const linesWith = (text: string) => server.lines.filter((line) => line.includes(text));

/** An empty folder of the same name. */
export function renumberSent(uidValidity: number): void {
  sent = { uidValidity, uidNext: 1, heads: new Map() };
}
