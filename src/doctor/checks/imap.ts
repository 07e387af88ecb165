import type { ImapAccount } from '../../adapters/imap/account.ts';
import { type ImapProbe, probeImap, usefulCapabilities } from '../../adapters/imap/probe.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Examination, Examiner, Told } from '../examination.ts';
import { reach } from '../network.ts';

const commandMs = 10_000;

/** One account: its server, the login, what the server can do, and the folders that are needed. */
export function imapExamination(account: ImapAccount, mailboxes: string[]): Examination {
  return {
    name: 'IMAP',
    deadlineMs: 40_000,
    async steps(examiner, signal) {
      await reach(examiner, 'IMAP', account, 'IMAP_HOST and IMAP_PORT');
      // The probe hangs up with its work, so the login's step is over only with the last folder.
      const login = opened(account, signal);
      const probe = await examiner.step(
        'IMAP login',
        () => login.probe,
        () => `as ${account.user}, ${securityOf(account)}`,
        loginFix,
      );
      try {
        if (probe) await look(examiner, probe, mailboxes);
      } finally {
        login.close();
      }
    },
  };
}

async function look(examiner: Examiner, probe: ImapProbe, mailboxes: string[]): Promise<void> {
  await examiner.step(
    'IMAP capabilities',
    () => probe.capabilities(),
    capabilityWords,
    () => '',
    {
      optional: true,
    },
  );
  const folders = (await probe.folders().catch(() => [])).slice(0, 20);
  for (const mailbox of mailboxes) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one command at a time
    await examiner.step(
      `IMAP folder ${mailbox}`,
      () => probe.folder(mailbox),
      ({ messages, keepsMark }) =>
        keepsMark
          ? `${messages} messages`
          : {
              result: 'warning',
              found: `${messages} messages, but the folder does not keep IMAP_MARK`,
              fix: 'choose another IMAP_MARK, or none',
            },
      () => `name one of these in IMAP_MAILBOX, or create it: ${folders.join(', ')}`,
      { optional: true },
    );
  }
  await special(examiner, probe, '\\Drafts', 'replies cannot be saved to the mailbox');
  await special(examiner, probe, '\\Sent', 'sent replies leave no copy there');
}

async function special(
  examiner: Examiner,
  probe: ImapProbe,
  use: '\\Drafts' | '\\Sent',
  loss: string,
): Promise<void> {
  const name = use.slice(1);
  await examiner.step(
    `IMAP ${name}`,
    () => probe.special(use),
    (path) =>
      path === null
        ? {
            result: 'warning',
            found: `no such folder: ${loss}`,
            fix: `create a folder named ${name}, or mark one as ${use} (RFC 6154)`,
          }
        : `"${path}"`,
    () => 'the server refuses to list its folders: ask its administrator',
    { optional: true },
  );
}

function capabilityWords(has: string[]): Told {
  const lacks = usefulCapabilities.filter((name) => !has.includes(name));
  const found = `${has.join(', ') || 'none of use'}${lacks.length > 0 ? `; without ${lacks.join(', ')}` : ''}`;
  if (has.includes('IDLE')) return found;
  const fix = 'nothing: new mail is found by the poll, every IMAP_POLL_SECONDS';
  return { result: 'warning', found, fix };
}

function securityOf({ secure, allowCleartext }: ImapAccount): string {
  if (secure) return 'by TLS';
  return allowCleartext ? 'cleartext allowed (IMAP_ALLOW_CLEARTEXT)' : 'by STARTTLS';
}

function loginFix({ code, message }: Failure): string {
  if (code === 'imap.refused') {
    return 'set the right IMAP_USER and IMAP_PASS (Gmail: an App Password), or IMAP_ACCESS_TOKEN';
  }
  if (code === 'imap.throttled') return 'the server asks for patience: try again in some minutes';
  // The adapter names the fix where it knows one.
  const named = /\(([^()]+)\)$/.exec(message)?.[1];
  return named ?? 'check IMAP_HOST, IMAP_PORT, IMAP_SECURE and IMAP_TLS_CA';
}

/** A login that lasts until `close`. */
function opened(account: ImapAccount, signal: AbortSignal) {
  let close = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const probe = new Promise<ImapProbe>((resolve, reject) => {
    probeImap(account, commandMs, signal, async (ready) => {
      resolve(ready);
      await closed;
    }).catch(reject);
  });
  return { probe, close };
}
