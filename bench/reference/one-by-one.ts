/** Fetching mail the plain way: ask for one message, wait for it, ask for the next. */
import { ImapFlow } from 'imapflow';

export interface OneByOne {
  /** Median of what a NOOP takes on the same connection, in milliseconds. */
  noopMs: number;
  messagesPerSecond: number;
}

/** Fetches the first mails of an INBOX whole, one at a time by UID, and keeps nothing. */
export async function fetchOneByOne(port: number, user: string, mails: number): Promise<OneByOne> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    auth: { user, pass: 'secret' },
    // It changes to TLS by STARTTLS as the program does, with the server's own certificate.
    secure: false,
    tls: { rejectUnauthorized: false },
    logger: false,
  });
  await client.connect();
  try {
    await client.mailboxOpen('INBOX', { readOnly: true });

    const noops: number[] = [];
    while (noops.length < 9) {
      const asked = performance.now();
      await client.noop();
      noops.push(performance.now() - asked);
    }

    const uids = (await client.search({ all: true }, { uid: true })) || [];
    if (uids.length < mails) throw new Error(`${uids.length} mails in the INBOX, not ${mails}`);
    const began = performance.now();
    for (const uid of uids.slice(0, mails)) {
      const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
      if (!mail || !mail.source?.length) throw new Error(`no mail came for UID ${uid}`);
    }
    const seconds = (performance.now() - began) / 1_000;

    noops.sort((a, b) => a - b);
    return { noopMs: noops[4] ?? 0, messagesPerSecond: mails / seconds };
  } finally {
    await client.logout();
  }
}
