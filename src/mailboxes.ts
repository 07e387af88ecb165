import type { Logger } from 'pino';
import { startDemoMailbox } from './adapters/demo-mailbox/index.ts';
import type { ImapAccount } from './adapters/imap/account.ts';
import { imapPlacer } from './adapters/imap/placer.ts';
import { imapSource } from './adapters/imap/source.ts';
import type { Config } from './config.ts';
import type { DemoMail, MailboxRef, MailPlacer, MailSource } from './ports.ts';

export interface Mailboxes {
  source: MailSource;
  watched: MailboxRef[];
  /** Done mail gets a mark in its mailbox. */
  marks: boolean;
  /** Addresses whose mail is our own, lower-cased. */
  ownAddresses: string[];
  /** The login of the account, mostly its address; empty where there is none. */
  user: string;
  /** Puts replies into the accounts' folders; null: nothing goes out from here. */
  placer: MailPlacer | null;
  /** The embedded sample mailbox, while it is what is watched. */
  demo: DemoMail | null;
  close(): Promise<void>;
}

/** The dispatch waits a little longer, so that the placer is heard on why. */
const placeMs = 50_000;

/** The configured account, or the embedded demo mailbox where none is. */
export async function openMailboxes(config: Config, log: Logger): Promise<Mailboxes> {
  const demo = config.IMAP_HOST ? null : await startDemoMailbox();
  const account: ImapAccount = demo
    ? {
        ...demoAccount,
        ...markOf(config),
        user: demo.user,
        account: demo.user,
        port: demo.port,
        pass: demo.pass,
      }
    : configuredAccount(config);
  const source = imapSource([account], {
    onSentSkipped: (name, { code, message }) =>
      log.warn({ account: name, code, message }, 'Sent cannot be read: replies in it go unnoticed'),
  });
  const watched = config.IMAP_MAILBOX.map((mailbox) => ({ account: account.account, mailbox }));
  return {
    source,
    watched,
    marks: account.mark !== undefined,
    user: account.user,
    placer: imapPlacer([account], { deadlineMs: placeMs }),
    demo,
    ownAddresses: [account.user, ...config.OWN_ADDRESSES].map((address) => address.toLowerCase()),
    async close() {
      await Promise.all(watched.map((ref) => source.close(ref)));
      await demo?.close();
    },
  };
}

const demoAccount = { host: '127.0.0.1', secure: false, allowCleartext: true };

function markOf({ IMAP_MARK: mark }: Config): Pick<ImapAccount, 'mark'> {
  if (mark === 'none') return {};
  return { mark: mark === 'seen' ? '\\Seen' : mark };
}

function oauthOf(config: Config): Pick<ImapAccount, 'oauth'> {
  const { IMAP_OAUTH_CLIENT_ID: clientId, IMAP_OAUTH_CLIENT_SECRET: clientSecret } = config;
  const { IMAP_OAUTH_REFRESH_TOKEN: refreshToken, IMAP_OAUTH_TOKEN_URL: tokenUrl } = config;
  // The configuration has them all or none.
  if (!clientId || !refreshToken || !tokenUrl) return {};
  const secret = clientSecret === undefined ? {} : { clientSecret };
  return { oauth: { clientId, ...secret, refreshToken, tokenUrl } };
}

export function configuredAccount(config: Config): ImapAccount {
  const user = config.IMAP_USER ?? '';
  return {
    account: user,
    host: config.IMAP_HOST ?? '',
    port: config.IMAP_PORT,
    secure: config.IMAP_SECURE,
    allowCleartext: config.IMAP_ALLOW_CLEARTEXT,
    user,
    ...(config.IMAP_PASS === undefined ? {} : { pass: config.IMAP_PASS }),
    ...(config.IMAP_ACCESS_TOKEN === undefined ? {} : { accessToken: config.IMAP_ACCESS_TOKEN }),
    ...oauthOf(config),
    ...markOf(config),
    ...(config.IMAP_TLS_CA === undefined ? {} : { tlsCa: config.IMAP_TLS_CA.content }),
  };
}
