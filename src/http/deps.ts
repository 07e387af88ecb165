import type { Logger } from 'pino';
import type { Inspection } from '../inspector/index.ts';
import type {
  AuditStore,
  DemoMail,
  DraftStore,
  EventBus,
  Figures,
  MessageStore,
  OutgoingStore,
  Setting,
  SystemControl,
  TokenStore,
  UpkeepStore,
  UsageStore,
  WebhookStore,
} from '../ports.ts';
import type { Rates } from './rates.ts';

/** Which part of the program serves: everything, mail and machines, or drafts and dashboard. */
export type Role = 'all' | 'agent' | 'api';

/** All that the HTTP side sees of the rest of the house. */
export interface HttpDeps {
  messages: MessageStore;
  drafts: DraftStore;
  usage: UsageStore;
  outgoing: OutgoingStore;
  audit: AuditStore;
  tokens: TokenStore;
  webhooks: WebhookStore;
  upkeep: UpkeepStore;
  events: EventBus;
  system: SystemControl;
  inspection: Inspection;
  /** What this process has counted. */
  figures: Figures;
  /** Stately's inspector, which `/inspector/stately` feeds where one is named (INSPECT_STATELY_URL). */
  statelyUrl?: string;
  log: Logger;
  role: Role;
  /** The bearer token; without it only loopback Hosts and the own Origin are served. */
  apiToken?: string;
  /** Origins under which it is reached (PUBLIC_URL); none: under any name. */
  publicUrls?: readonly string[];
  /** A proxy before it says whose requests it passes on (TRUST_PROXY). */
  trustProxy?: boolean;
  /** What each token and session may do in a minute. */
  rates?: Rates;
  /** Where letters of ours come from. */
  outbox: {
    /** The right side of their Message-IDs. */
    domain: string;
    /** SMTP_URL is set. */
    sends: boolean;
  };
  /** See `MailParser.html`; null also where the process reads no mail. */
  mailHtml(source: Buffer): Promise<string | null>;
  /** The configuration in force, secrets masked. */
  settings: Setting[];
  /** The embedded sample mailbox, while it is what is watched. */
  demo: DemoMail | null;
}
