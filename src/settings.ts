import type { Config } from './config.ts';
import { isSecret, variables } from './config.ts';
import type { Setting } from './ports.ts';

type Name = keyof Config;

/**
 * The configuration as it is in force, for people to read: every variable once, in the order of
 * config.ts. No secret is among the values, whole or in part: not in an address, either.
 * @param env where the configuration was read from; it tells what was given and what is a default
 */
export function settingsOf(config: Config, env: Record<string, string | undefined>): Setting[] {
  return (variables as Name[]).map((name) => {
    const value = textOf(config[name]);
    return {
      name,
      value: value !== null && isSecret(name) ? 'set' : value && shownOf(name, value),
      given: Boolean(env[name]),
      about: about[name],
    };
  });
}

/** Receivers of webhooks are often known by a path that nobody else may know. */
function shownOf(name: string, value: string): string {
  if (name !== 'WEBHOOK_URL') return masked(value);
  const { origin, pathname, search } = new URL(value);
  return pathname === '/' && !search ? origin : `${origin}/•••`;
}

/**
 * Parameters of an address that are passwords, whatever the server calls them; and the name and
 * password before its host. Up to the last @, since whoever wrote the address may have forgotten to
 * encode the one in the password.
 */
function masked(text: string): string {
  return text
    .replace(/(:\/\/)(?:([^\s:@/]+):)?.*@/s, (_, slashes: string, user?: string) =>
      user ? `${slashes}${user}:•••@` : `${slashes}•••@`,
    )
    .replace(
      /([?&][^=&#\s]*(?:pass|pwd|secret|token|key|sig|code|auth)[^=&#\s]*=)[^&#\s]+/gi,
      '$1•••',
    );
}

function textOf(value: Config[Name]): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : null;
  if (value instanceof Date) return value.toISOString();
  // A file that was read: its content may be a key.
  if (typeof value === 'object') return value.path;
  return String(value);
}

/** A few words each; `.env.example` tells more. */
const about: Record<Name, string> = {
  ROLE: 'what this process does: all, agent or api',
  IMAP_HOST: 'the mail server; unset: the demo mailbox',
  IMAP_PORT: 'its port',
  IMAP_SECURE: 'TLS from the first byte; false: STARTTLS is required',
  IMAP_ALLOW_CLEARTEXT: 'allows a login without encryption',
  IMAP_USER: 'the login',
  IMAP_PASS: 'the password of the login',
  IMAP_ACCESS_TOKEN: 'an OAuth2 access token instead of the password',
  IMAP_OAUTH_CLIENT_ID: 'the OAuth2 client that gets access tokens',
  IMAP_OAUTH_CLIENT_SECRET: 'its secret; public clients have none',
  IMAP_OAUTH_REFRESH_TOKEN: 'what it gets access tokens with',
  IMAP_OAUTH_TOKEN_URL: 'where it gets them',
  IMAP_TLS_CA: 'the file of a private certificate authority',
  IMAP_MAILBOX: 'the folders that are watched',
  IMAP_POLL_SECONDS: 'a look at the server at least so often',
  IMAP_BACKFILL: 'what is taken of older mail at the first start',
  IMAP_BACKFILL_LIMIT: 'so many of it at the most, and at a time',
  IMAP_MARK: 'the flag that is set once a draft is stored',
  OWN_ADDRESSES: 'further addresses of our own: their mail is skipped',
  SENDER_DAILY_CAP: 'drafts that one sender gets in a day',
  MAX_MESSAGE_BYTES: 'of a longer message only so much is fetched',
  OPENAI_API_KEY: 'the key of the LLM’s server',
  OPENAI_BASE_URL: 'an OpenAI-compatible server',
  OPENAI_MODEL: 'the model that is asked',
  LLM_TIMEOUT_SECONDS: 'deadline of one call',
  LLM_PRICE_INPUT: 'USD per million tokens in',
  LLM_PRICE_OUTPUT: 'USD per million tokens out',
  LLM_DAILY_TOKENS: 'tokens a day (UTC); unset: no limit',
  SIGNATURE_NAME: 'signs every draft',
  PLAYBOOK_FILE: 'company, voice and policies; unset: the built-in one',
  CRM_FILE: 'companies and contacts as CSV',
  HUBSPOT_TOKEN: 'the token of a HubSpot private app',
  HUBSPOT_BASE_URL: 'where HubSpot’s API is',
  DATABASE_URL: 'where drafts, the ledger and sources are kept',
  SMTP_URL: 'the server that sends approved replies',
  SMTP_FROM: 'whom they are from; unset: the login of the mailbox',
  RAW_RETENTION_DAYS: 'days after which the source of a mail is dropped',
  WEBHOOK_URL: 'the receiver of events; unset: none',
  WEBHOOK_SECRET: 'what they are signed with',
  WEBHOOK_ALLOW_CLEARTEXT: 'allows a receiver without TLS',
  HOST: 'the address that is listened on',
  PORT: 'its port; 0 picks a free one',
  API_URL: 'role agent: where drafts are delivered',
  API_TOKEN: 'the token of the REST API and the sign-in',
  PUBLIC_URL: 'under what it is reached; unset: under any name',
  TRUST_PROXY: 'takes the client’s address from X-Forwarded-For',
  RATE_LIMIT_CHANGES: 'changes a minute by a token or a session; 0: no limit',
  RATE_LIMIT_READS: 'searches a minute, exports count as ten; 0: no limit',
  CONCURRENCY: 'messages in work at once',
  INSPECT_SEND: 'lets people send events to machines from the inspector',
  INSPECT_FULL: 'the inspector shows the text of mail, too',
  INSPECT_STATELY_URL: 'the page of Stately’s inspector that is fed on request',
  LOG_LEVEL: 'what is logged',
  SHUTDOWN_SECONDS: 'how long a stop may take',
};
