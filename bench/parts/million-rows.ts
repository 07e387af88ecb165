/**
 * The rows of a million drafts as SQL, in the form in which the program writes them: what they tell
 * is in `plan` (see `million-plan.ts`).
 */
import { accounts, iso, told, uidValidity } from './million-plan.ts';

/** JSON by plain concatenation: SQLite's own functions parse what they are given, and take four times as long. */
function object(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(([name, value]) => `'"${name}":' || ${value}`);
  return `('{' || ${parts.join(` || ',' || `)} || '}')`;
}
const text = (value: string) => `json_quote(${value})`;
/** Of letters, digits and the like. */
const word = (value: string) => `('"' || ${value} || '"')`;
const constant = (value: unknown) => `'${JSON.stringify(value)}'`;
const orNull = (condition: string, value: string) => `iif(${condition}, ${value}, 'null')`;

const run = (ms: number, input: number, output: number, more: Record<string, unknown>) =>
  object({
    provider: constant('openai'),
    model: constant('small-1'),
    ms: `(${ms} + n % 977)`,
    inputTokens: `(${input} + n % 613)`,
    outputTokens: `(${output} + n % 31)`,
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, constant(value)])),
  });
const runs = (more: Record<string, unknown>) => ({
  classify: run(100, 900, 20, more),
  draft: run(400, 1200, 120, more),
  summarize: run(200, 950, 20, more),
});
const made = runs({ fallback: false, cause: null });
const crm = orNull(
  'n % 3 = 0',
  object({
    company: word('company'),
    industry: constant('Software'),
    size: constant('100-500'),
    contactRole: constant('CTO'),
    source: constant('mock:domain'),
  }),
);
const replyJson = orNull(
  'not unanswered',
  object({ subject: text(`'Re: ' || title`), body: text('reply'), language: constant('en') }),
);
const sender = `name || ' <' || address || '>'`;
const intent = `'The sender writes about ' || title || ': ' || first_sentence`;
const reason = text(`'The mail speaks of “' || substr(first_sentence, 1, 20) || '”.'`);
const noReply = orNull(
  'unanswered',
  `iif(category = 'Spam', '"spam is never answered"', '"machine-made mail: Mass mail: List-Id"')`,
);
const accountId = `(case account ${accounts
  .map(({ name }, i) => `when '${name}' then ${i + 1}`)
  .join(' ')} end)`;
const person = object({ name: word('name'), address: word('address') });
const recipients = `('[{"name":"","address":"' || account || '@company.example"}]')`;
const noInjection = constant({ suspected: false, evidence: [] });

const document = object({
  key: word('key'),
  revision: '1',
  account: word('account'),
  mailbox: constant('INBOX'),
  uid: 'n',
  messageId: word('message_id'),
  threadId: word('message_id'),
  sender: person,
  recipients,
  subject: text('title'),
  receivedAt: word(iso('made')),
  attachments: constant([]),
  category: word('category'),
  confidence: '0.9',
  reason,
  noReplyReason: noReply,
  automated: `iif(unanswered, 'true', 'false')`,
  crm,
  reply: replyJson,
  summary: object({
    subject: text('title'),
    sender: word(sender),
    intent: text(intent),
    urgency: word('urgency'),
  }),
  status: word('status'),
  message: 'n',
  injection: noInjection,
  provenance: object({
    fallback: constant(false),
    steps: object(runs({ costUsd: 0.000_21 })),
    costUsd: '0.00063',
  }),
  truncated: constant(false),
});

const mail = object({
  from: person,
  replyTo: constant(null),
  answerTo: word('address'),
  recipients,
  subject: text('title'),
  messageId: word('message_id'),
  threadId: word('message_id'),
  references: constant([]),
  text: text('text'),
  own: text('text'),
  quoted: constant(''),
  signature: constant(''),
  hidden: constant(''),
  attachments: constant([]),
  traits: constant(['message-id:own', 'mailer:none', 'charset:ascii', 'make:plain', 'length:3']),
  injection: noInjection,
  automated: constant(null),
});

/** What a status was before, a version each; who decided is a person. */
const versions = `(values ('drafted', 1, 'created'), ('approved', 2, 'approved'),
  ('sending', 3, 'sending'), (null, 4, 'sent'))`;
const versionsOf = `case status when 'sent' then 4 when 'failed' then 4 when 'unknown' then 4
  when 'approved' then 2 when 'rejected' then 2 when 'superseded' then 2 else 1 end`;
const steps = `(values (1, 'discovered', 'parsing', 40), (2, 'parsing', 'classifying', 12),
  (3, 'classifying', 'enriching', 900), (4, 'enriching', 'drafting', 3),
  (5, 'drafting', 'summarizing', 2100), (6, 'summarizing', 'persisting', 800),
  (7, 'persisting', 'done', 1))`;
const receivedMs = 'made * 1000';
const day = `date(made, 'unixepoch')`;

/** In the order of the tables' keys, so that each is written from its beginning to its end. */
export const tableRows = [
  `insert into mailbox (account, mailbox, uid_validity, start_uid, cursor, state, created_at)
   select value, 'INBOX', ${uidValidity}, 1, (select max(n) from plan), 'watching',
     (select ${iso('min(made)')} from plan)
   from json_each('${JSON.stringify(accounts.map(({ name }) => name))}')`,
  `insert into message (id, key, mailbox_id, account, mailbox, uid_validity, uid, stage, fetched, seq,
     received_at, size, sha256, message_id, subject, sender, classifying, enriching, drafting,
     summarizing, persisting, created_at, updated_at)
   select n, key, ${accountId}, account, 'INBOX', ${uidValidity}, n, 'done', 1, 7, ${iso('made')},
     length(text) + 1500, printf('%016x%016x%016x%016x', n * 7919, n * 104729, n * 1299709, n),
     message_id, title, ${sender},
     ${object({ category: word('category'), confidence: '0.9', reason, run: made.classify })},
     ${object({ crm, reason: constant('unknown to the CRM') })},
     ${object({ reply: replyJson, noReplyReason: noReply, run: made.draft })},
     ${object({ intent: text(intent), urgency: word('urgency'), run: made.summarize })},
     n, ${iso('made')}, ${iso('made + 5')}
   from (${told})`,
  `insert into mail (message, body)
   select n, ${mail}
   from (${told})`,
  // The stored source of the last 30 days; a gzip does not compress, nor do these.
  `insert into source (message, body)
   select n, randomblob(800 + n % 1700) from plan
   where made > (select max(made) from plan) - 30 * 86400 order by n`,
  `insert into journey (message, at, from_stage, to_stage, ms, attempt)
   select n, ${iso('made + column1 * 0.6')}, column2, column3, column4, column1 > 1
   from plan cross join ${steps} where true order by n, column1`,
  `insert into sender_day (message, sender, day)
   select n, address, ${day} from (${told}) where not unanswered`,
  `insert into draft (id, key, revision, message, mailbox_id, uid_validity, account, thread, sender,
     received_at, category, urgency, status, version, document, created_at, updated_at)
   select n, key, 1, n, ${accountId}, ${uidValidity}, account, message_id, address, ${receivedMs},
     category, urgency, status, ${versionsOf}, ${document}, ${iso('made + 5')}, ${iso('made + 5')}
   from (${told})`,
  `insert into draft_version (draft, version, at, by_whom, change, reply, category, urgency, status)
   select n, column2, ${iso('made + column2 * 600')}, iif(column2 = 1, 'agent', 'person'),
     iif(column2 = v.of, iif(status in ('drafted', 'no_reply'), 'created', status), column3),
     ${replyJson}, category, urgency, iif(column2 = v.of, status, column1)
   from (select *, ${versionsOf} as of from (${told})) v join ${versions} on column2 <= v.of`,
  `insert into outgoing (draft, message, kind, state, version, message_id, attended, seq, created_at,
     updated_at)
   select n, n, 'send', replace(status, 'sent', 'done'), 3, '<' || printf('%032x', n) || '@company.example>', 1,
     n, ${iso('made + 1800')}, ${iso('made + 1805')}
   from plan where status in ('sent', 'failed', 'unknown') order by n`,
  `insert into draft_count
   select ${day}, category, count(*), 0, sum(status = 'no_reply'), count(*) * 3100, count(*) * 160,
     count(*) * 0.00063 from plan group by 1, 2`,
  `insert into latency_count select ${day}, 4096 + (n % 9) * 700, count(*) from plan group by 1, 2`,
  `insert into llm_use
   select ${day}, value, 'small-1', count(*), 0, count(*) * 1000, count(*) * 50, count(*) * 0.0002
   from plan cross join json_each('["classify","draft","summarize"]') group by 1, 2`,
  `insert into stage_count select mailbox_id, stage, count(*) from message group by 1, 2`,
  `insert into flow_count select substr(created_at, 1, 13), count(*), count(*) from message group by 1`,
];

/** With the facets that `combination` has for each kind of draft. */
export const draftWords = (from: number, to: number) => `
  insert into draft_search (rowid, subject, sender, company, intent, reply, facets)
  select n, title, ${sender}, iif(n % 3 = 0, company, ''), ${intent}, iif(unanswered, '', reply), c.facets
  from (${told} where n between ${from} and ${to}) t
    join combination c on c.account = t.account and c.category = t.category
      and c.status = t.status and c.urgency = t.urgency`;

export const messageWords = (from: number, to: number) => `
  insert into message_search (rowid, subject, sender)
  select n, title, ${sender} from (${told} where n between ${from} and ${to})`;
