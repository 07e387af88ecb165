import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Environment, readSecretFiles } from './secret-files.ts';
import { isWebhookSecret } from './domain/webhook.ts';

/**
 * Every variable, once. This file and `ormconfig.ts` are the only readers of the environment;
 * `.env.example` tells the same to the person who runs the process.
 */
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(blankIsUnset, z.string().trim().min(1).optional());
const list = (fallback: string) =>
  z.preprocess(blankIsUnset, z.string().default(fallback)).transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const flag = (fallback: boolean) =>
  z.preprocess(
    blankIsUnset,
    z
      .enum(['true', 'false'], { error: 'must be true or false' })
      .default(fallback ? 'true' : 'false')
      .transform((value) => value === 'true'),
  );
const whole = (fallback: number, min: number, max: number) =>
  z.preprocess(
    (value) => (value === '' || value === undefined ? fallback : Number(value)),
    z
      .int({ error: `must be a whole number from ${min} to ${max}` })
      .min(min, { error: `must be at least ${min}` })
      .max(max, { error: `must be at most ${max}` }),
  );
const optionalWhole = (min: number) =>
  z.preprocess(
    (value) => (value === '' || value === undefined ? undefined : Number(value)),
    z
      .int({ error: `must be a whole number of at least ${min}, or unset` })
      .min(min)
      .optional(),
  );
const url = (example: string) =>
  z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^https?$/, error: `must be a URL such as ${example}` }).optional(),
  );
/** Origins: scheme, name and port of a server, and nothing of what it serves. */
const origins = list('').pipe(
  z.array(
    z
      .string()
      .refine(isOrigin, {
        error: 'must be a URL without path, query and login, such as https://mail.example.com',
      })
      .transform((text) => new URL(text).origin),
  ),
);
const price = z.preprocess(
  (value) => (value === '' || value === undefined ? 0 : Number(value)),
  z.number({ error: 'must be USD per million tokens, such as 0.15' }).min(0),
);

const backfill = z.preprocess(
  (value) => (value === '' || value === undefined ? 'unseen' : value),
  z.union(
    [
      z.enum(['unseen', 'none', 'all']),
      z.iso.date().transform((day) => new Date(day)),
      z.iso.datetime({ offset: true }).transform((time) => new Date(time)),
    ],
    { error: 'must be unseen, none, all, or an ISO date such as 2026-01-31' },
  ),
);

/** RFC 3501, section 9: a flag-keyword is an atom. */
const mark = z.preprocess(
  (value) => (value === '' || value === undefined ? 'none' : value),
  z.string().regex(/^[^\s(){%*"\\\]\p{C}]+$/u, {
    error: 'must be none, seen, or a keyword such as $MarketingOps',
  }),
);

const readable = text.transform((path, ctx) => {
  if (path === undefined) return undefined;
  try {
    return { path, content: readFileSync(path, 'utf8') };
  } catch {
    ctx.addIssue({ code: 'custom', message: `names a file that cannot be read: ${path}` });
    return z.NEVER;
  }
});

/** A receiver that is told of everything is named exactly: no password that would be logged on the way. */
const receiver = z.preprocess(
  blankIsUnset,
  z
    .url({
      protocol: /^https?$/,
      error: 'must be a URL such as https://hooks.example.com/marketing',
    })
    .refine((value) => !/^[^/]*\/\/[^/?#]*@/.test(value), {
      error: 'must hold no user and no password: WEBHOOK_SECRET proves who posts',
    })
    .optional(),
);

/** Standard Webhooks: `whsec_` and base64; several while one takes the place of another. */
const webhookSecrets = list('').pipe(
  z.array(
    z.string().refine((value) => isWebhookSecret(value), {
      error:
        'must be whsec_ and the base64 of 24 to 64 bytes (echo "whsec_$(openssl rand -base64 32)"); several are a comma list',
    }),
  ),
);

const schema = z.object({
  // Which part of the program this process is.
  ROLE: z.preprocess(
    blankIsUnset,
    z.enum(['all', 'agent', 'api'], { error: 'must be all, agent or api' }).default('all'),
  ),

  // The mailbox; without a host the demo mailbox runs.
  IMAP_HOST: text,
  IMAP_PORT: whole(993, 1, 65_535),
  IMAP_SECURE: flag(true),
  IMAP_ALLOW_CLEARTEXT: flag(false),
  IMAP_USER: text,
  IMAP_PASS: text,
  IMAP_ACCESS_TOKEN: text,
  IMAP_OAUTH_CLIENT_ID: text,
  IMAP_OAUTH_CLIENT_SECRET: text,
  IMAP_OAUTH_REFRESH_TOKEN: text,
  IMAP_OAUTH_TOKEN_URL: url('https://oauth2.googleapis.com/token'),
  IMAP_TLS_CA: readable,
  IMAP_MAILBOX: list('INBOX'),
  IMAP_POLL_SECONDS: whole(30, 1, 3_600),
  IMAP_BACKFILL: backfill,
  IMAP_BACKFILL_LIMIT: whole(500, 0, 1_000_000),
  IMAP_MARK: mark,
  OWN_ADDRESSES: list(''),
  SENDER_DAILY_CAP: whole(5, 1, 100_000),
  MAX_MESSAGE_BYTES: whole(1_048_576, 1_024, 104_857_600),

  // The LLM; without key and base URL the mock answers.
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: url('http://127.0.0.1:11434/v1'),
  OPENAI_MODEL: z.preprocess(blankIsUnset, z.string().default('gpt-4o-mini')),
  LLM_TIMEOUT_SECONDS: whole(60, 1, 600),
  LLM_PRICE_INPUT: price,
  LLM_PRICE_OUTPUT: price,
  // Unset: no limit.
  LLM_DAILY_TOKENS: optionalWhole(1),

  SIGNATURE_NAME: text,
  PLAYBOOK_FILE: text,

  // The CRM: a file first, then HubSpot; without either a built-in sample table.
  CRM_FILE: text,
  HUBSPOT_TOKEN: text,
  HUBSPOT_BASE_URL: url('https://api.hubapi.com'),
  DATABASE_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^sqlite:.+/, { error: 'must be sqlite:PATH, such as sqlite:./data/agent.db' })
      .default('sqlite:./data/agent.db'),
  ),

  // Sending approved replies; without a server only saving to Drafts is offered.
  SMTP_URL: z.preprocess(
    blankIsUnset,
    z
      .url({
        protocol: /^smtps?$/,
        error: 'must be a URL such as smtp://user:password@smtp.example.com:587 or smtps://…:465',
      })
      .optional(),
  ),
  // `Name <address>` or the bare address; the mailbox's own where it is unset.
  SMTP_FROM: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/, {
        error: 'must be an address such as sales@example.com or Example Sales <sales@example.com>',
      })
      .optional(),
  ),

  // Days after which the source of a mail that has come to its end is dropped.
  RAW_RETENTION_DAYS: whole(30, 1, 36_500),

  // A receiver of events. Unset, nothing is told and nothing written down for it.
  WEBHOOK_URL: receiver,
  WEBHOOK_SECRET: webhookSecrets,
  // For a receiver in a network of one's own: drafts cross it unencrypted.
  WEBHOOK_ALLOW_CLEARTEXT: flag(false),

  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  // 8001 for the agent role, so that both roles run on one machine.
  PORT: whole(8000, 0, 65_535),
  // Role agent: where drafts are delivered. Unset, both roles share one database.
  API_URL: url('http://127.0.0.1:8000'),
  API_TOKEN: text,
  // Under what it is reached from outside; where it is set, no other Host and Origin will do.
  PUBLIC_URL: origins,
  // A proxy before it adds the client's address to X-Forwarded-For.
  TRUST_PROXY: flag(false),
  // A token or a session may do so much in a minute; 0: no limit.
  RATE_LIMIT_CHANGES: whole(3_000, 0, 10_000_000),
  RATE_LIMIT_READS: whole(600, 0, 10_000_000),

  CONCURRENCY: whole(16, 1, 1_000),

  // The inspector. Events may be sent to the machines from its page.
  INSPECT_SEND: flag(false),
  // It shows the text of mail as well; on loopback alone.
  INSPECT_FULL: flag(false),
  // The page of Stately's inspector that `/inspector/stately` feeds; unset, there is no such page.
  INSPECT_STATELY_URL: url('https://stately.ai/inspect'),

  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ),
  SHUTDOWN_SECONDS: whole(20, 1, 600),
});

export type Config = z.output<typeof schema>;

/** The names of all variables. */
export const variables = Object.keys(schema.shape);

/** By its name, so that a variable that is added later is not shown by oversight. */
export function isSecret(name: string): boolean {
  return /_(TOKEN|PASS|PASSWORD|KEY|SECRET)$/.test(name);
}

/** These, and the addresses that hold a password, may come from a file: `<NAME>_FILE`. */
export const secretVariables = variables.filter(
  (name) => isSecret(name) || name === 'SMTP_URL' || name === 'DATABASE_URL',
);

/** `env`: with what the files of secrets hold. `warnings`: what works, but should be mended. */
export type ParsedConfig = { env: Environment; warnings: string[] } & (
  | { ok: true; config: Config }
  | { ok: false; problems: string[] }
);

/** Reads the whole configuration, or tells every problem at once, each with the variable's name. */
export function parseConfig(given: Environment): ParsedConfig {
  const { env, warnings, problems: unread } = readSecretFiles(given, secretVariables);
  const result = schema.safeParse(
    env['ROLE'] === 'agent' ? { ...env, PORT: env['PORT'] || '8001' } : env,
  );
  const problems = [
    ...unread,
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    // What a file should have held is not missing a second time.
    ...contradictions(env).filter((problem) => !unread.some((one) => isAbout(one, problem))),
  ];
  if (result.success && problems.length === 0) {
    return { ok: true, config: result.data, env, warnings };
  }
  return { ok: false, problems, env, warnings };
}

function isAbout(unread: string, problem: string): boolean {
  return unread.startsWith(`${problem.split(' ', 1)[0]}_FILE `);
}

/** What no single variable shows; read from the raw values, so that one bad number hides none of it. */
function contradictions(env: Environment): string[] {
  const problems: string[] = [];
  const { IMAP_HOST, IMAP_USER, IMAP_PASS, IMAP_ACCESS_TOKEN, API_TOKEN, HOST } = env;
  const { ROLE = 'all', API_URL } = env;
  if (API_URL && ROLE !== 'agent') {
    problems.push(
      'API_URL is set, but only ROLE=agent delivers drafts: unset it, or set ROLE=agent',
    );
  }
  if (IMAP_HOST) {
    if (!IMAP_USER)
      problems.push('IMAP_USER is missing: set the login of the mailbox on IMAP_HOST');
    if (!IMAP_PASS && !IMAP_ACCESS_TOKEN && !givenOAuth(env)) {
      problems.push(
        'IMAP_PASS is missing: set it (Gmail: an App Password), IMAP_ACCESS_TOKEN or IMAP_OAUTH_*',
      );
    }
  } else if (IMAP_USER || IMAP_PASS || IMAP_ACCESS_TOKEN) {
    problems.push('IMAP_HOST is missing, but a login is set: name the IMAP server');
  }
  if (givenOAuth(env)) {
    for (const name of oauthNames.filter((one) => !env[one])) {
      problems.push(`${name} is missing: IMAP_OAUTH_* needs ${oauthNames.join(', ')}`);
    }
  }
  if (env['HUBSPOT_BASE_URL'] && !env['HUBSPOT_TOKEN']) {
    problems.push('HUBSPOT_TOKEN is missing: HUBSPOT_BASE_URL is of use only with a token');
  }
  const ownAddress = `${IMAP_USER},${env['OWN_ADDRESSES']}`.includes('@');
  if (IMAP_HOST && env['SMTP_URL'] && !env['SMTP_FROM'] && !ownAddress) {
    problems.push(
      'SMTP_FROM is missing: IMAP_USER is no address, so name the one that replies are sent from',
    );
  }
  problems.push(...webhookProblems(env));
  if (HOST && !isLoopback(HOST) && env['INSPECT_FULL'] === 'true') {
    problems.push(
      `INSPECT_FULL shows the text of mail, but HOST=${HOST} can be reached from outside: unset it or bind 127.0.0.1`,
    );
  }
  if (env['PUBLIC_URL'] && !API_TOKEN) {
    problems.push(
      'API_TOKEN is missing: PUBLIC_URL says that others reach this server; set a token or unset it',
    );
  }
  if (HOST && !isLoopback(HOST) && !API_TOKEN) {
    problems.push(
      `API_TOKEN is missing: HOST=${HOST} can be reached from outside; set a token or bind 127.0.0.1`,
    );
  }
  return problems;
}

function webhookProblems({
  WEBHOOK_URL,
  WEBHOOK_SECRET,
  WEBHOOK_ALLOW_CLEARTEXT,
}: Record<string, string | undefined>): string[] {
  if (!WEBHOOK_URL) {
    const lost = 'WEBHOOK_URL is missing: WEBHOOK_SECRET is of use only with a receiver';
    return WEBHOOK_SECRET ? [lost] : [];
  }
  const problems: string[] = [];
  if (!WEBHOOK_SECRET) {
    problems.push(
      'WEBHOOK_SECRET is missing: what goes to WEBHOOK_URL is signed; make one by echo "whsec_$(openssl rand -base64 32)"',
    );
  }
  const url = URL.canParse(WEBHOOK_URL) ? new URL(WEBHOOK_URL) : null;
  const isOpen = url?.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  if (isOpen && WEBHOOK_ALLOW_CLEARTEXT !== 'true') {
    problems.push(
      'WEBHOOK_URL would carry drafts unencrypted: use https://, or set WEBHOOK_ALLOW_CLEARTEXT=true for a network of your own',
    );
  }
  return problems;
}

/** Public clients have no IMAP_OAUTH_CLIENT_SECRET. */
const oauthNames = ['IMAP_OAUTH_CLIENT_ID', 'IMAP_OAUTH_REFRESH_TOKEN', 'IMAP_OAUTH_TOKEN_URL'];

function givenOAuth(env: Environment): boolean {
  return [...oauthNames, 'IMAP_OAUTH_CLIENT_SECRET'].some((name) => env[name]);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}
