/**
 * Every metric, once: the registry is made from this table, and the one in docs/operating.md is held
 * against it. Labels name accounts, folders, states and codes; an address of a sender, a subject or
 * a raw path is nobody's business here, and their number would have no bound.
 */
export interface MetricSpec {
  type: 'counter' | 'gauge' | 'histogram';
  /** Of its value; empty where things are counted. */
  unit: string;
  labels: readonly string[];
  help: string;
  /** Upper bounds, of a histogram. */
  buckets?: number[];
}

const callSeconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const quickSeconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const metricTable = {
  messages: {
    type: 'gauge',
    unit: '',
    labels: ['account', 'stage'],
    help: 'Messages of the ledger by the stage that they are in',
  },
  backlog: {
    type: 'gauge',
    unit: '',
    labels: [],
    help: 'Messages that are not at their end: neither done, skipped, quarantined nor gone',
  },
  messages_ended_total: {
    type: 'counter',
    unit: '',
    labels: ['account', 'stage'],
    help: 'Messages that came to their end in this process',
  },
  step_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: ['step', 'outcome'],
    help: 'Time of one try of a step; outcome: done, noted (with a fallback or a CRM that was away), wait, quarantine, skip',
    buckets: callSeconds,
  },
  leases_lost_total: {
    type: 'counter',
    unit: '',
    labels: [],
    help: 'Writes that were refused because another has the message by now (fenced)',
  },
  llm_calls_total: {
    type: 'counter',
    unit: '',
    labels: ['step', 'outcome'],
    help: 'Calls of the LLM; outcome: ok, failed',
  },
  llm_tokens_total: {
    type: 'counter',
    unit: 'tokens',
    labels: ['step', 'direction'],
    help: 'Tokens of the LLM as they are billed; direction: input, output',
  },
  llm_cost_usd_total: {
    type: 'counter',
    unit: 'USD',
    labels: ['step'],
    help: 'Cost of the LLM by LLM_PRICE_INPUT and LLM_PRICE_OUTPUT',
  },
  llm_fallbacks_total: {
    type: 'counter',
    unit: '',
    labels: ['step', 'cause'],
    help: 'Answers that the mock gave in place of the LLM; cause: a failure code, or none where no LLM is configured',
  },
  llm_gate: {
    type: 'gauge',
    unit: '',
    labels: ['state'],
    help: '1 for the state that the gate before the LLM is in',
  },
  llm_tokens_left: {
    type: 'gauge',
    unit: 'tokens',
    labels: [],
    help: 'What is left of LLM_DAILY_TOKENS today; absent where there is no limit',
  },
  crm_call_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: ['outcome'],
    help: 'Look-ups in the CRM, cached ones too; outcome: found, unknown, failed',
    buckets: callSeconds,
  },
  mailbox_state: {
    type: 'gauge',
    unit: '',
    labels: ['account', 'mailbox', 'state'],
    help: '1 for the state that a watched folder is in',
  },
  mailbox_last_sync_age_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: ['account', 'mailbox'],
    help: 'Time since a folder was last looked at with success',
  },
  imap_connects_total: {
    type: 'counter',
    unit: '',
    labels: ['account', 'mailbox', 'outcome'],
    help: 'Logins for a folder: the first and every reconnection; outcome: ok, or a failure code',
  },
  imap_fetch_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: ['outcome'],
    help: 'Fetches of a batch of sources; outcome: ok, or a failure code',
    buckets: callSeconds,
  },
  imap_fetched_bytes_total: {
    type: 'counter',
    unit: 'bytes',
    labels: [],
    help: 'Sources that were fetched',
  },
  ledger_gaps: {
    type: 'gauge',
    unit: '',
    labels: ['account', 'mailbox'],
    help: 'ALARM above 0: UIDs that the server has and the ledger lacks',
  },
  ledger_gaps_found_total: {
    type: 'counter',
    unit: '',
    labels: [],
    help: 'ALARM where it rises: gaps that were found, though they were taken in at once',
  },
  jobs: {
    type: 'gauge',
    unit: '',
    labels: ['kind', 'state'],
    help: 'Jobs by kind, counted up to 10,000 each; state: due, waiting (not before a time), held (by a lease)',
  },
  jobs_oldest_due_age_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: ['kind'],
    help: 'How long the oldest due job has been due; 0 where none is',
  },
  outgoing: {
    type: 'gauge',
    unit: '',
    labels: ['state'],
    help: 'Replies on their way out, or stuck, counted up to 10,000 each; done and cancelled ones are not among them',
  },
  outgoing_moves_total: {
    type: 'counter',
    unit: '',
    labels: ['kind', 'to'],
    help: 'Moves of replies on their way out; kind: save, send',
  },
  api_deliveries_total: {
    type: 'counter',
    unit: '',
    labels: ['outcome'],
    help: 'Drafts that were brought to API_URL; outcome: stored, kept, or a failure code',
  },
  store_commit_writes: {
    type: 'histogram',
    unit: 'writes',
    labels: [],
    help: 'Writes that were committed as one transaction',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  },
  store_commit_wait_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: [],
    help: 'How long the first write of a transaction had waited for it',
    buckets: quickSeconds,
  },
  store_commit_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: [],
    help: 'Time of a transaction, to the end of its commit',
    buckets: quickSeconds,
  },
  parser_processes: {
    type: 'gauge',
    unit: '',
    labels: [],
    help: 'Parser processes that run',
  },
  parser_busy: {
    type: 'gauge',
    unit: '',
    labels: [],
    help: 'Parser processes that read a mail now',
  },
  parser_starts_total: {
    type: 'counter',
    unit: '',
    labels: [],
    help: 'Parser processes that were started, restarts among them',
  },
  parser_lost_total: {
    type: 'counter',
    unit: '',
    labels: [],
    help: 'Parser processes that came to their end over a mail: killed after its deadline, or out of memory',
  },
  http_request_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: ['method', 'route', 'status'],
    help: 'Requests by the pattern of their route (none where no route took it), to the end of the answer; of an event stream, to its beginning',
    buckets: quickSeconds,
  },
  http_clients: {
    type: 'gauge',
    unit: '',
    labels: ['kind'],
    help: 'Clients that listen now; kind: events (server-sent events), inspector (WebSocket)',
  },
  ready: {
    type: 'gauge',
    unit: '',
    labels: ['status'],
    help: '1 for what /readyz says: ready, degraded, unready',
  },
  build_info: {
    type: 'gauge',
    unit: '',
    labels: ['version', 'node', 'role'],
    help: '1; which program this is',
  },
  scrape_duration_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: [],
    help: 'How long the gauges of this scrape took to read',
  },
} as const satisfies Record<string, MetricSpec>;

type Table = typeof metricTable;
export type MetricName = keyof Table;
export type Labels<Name extends MetricName> = Record<Table[Name]['labels'][number], string>;

/** All of our own begin with it; those of Node and the process keep the names that dashboards know. */
export const prefix = 'marketing_ops_';
