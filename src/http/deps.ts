import type { Logger } from 'pino';
import type {
  DraftStore,
  EventBus,
  InspectionFeed,
  MessageStore,
  SystemControl,
  UsageStore,
} from '../ports.ts';

/** Which part of the program serves: everything, mail and machines, or drafts and dashboard. */
export type Role = 'all' | 'agent' | 'api';

/** All that the HTTP side sees of the rest of the house. */
export interface HttpDeps {
  messages: MessageStore;
  drafts: DraftStore;
  usage: UsageStore;
  events: EventBus;
  system: SystemControl;
  inspection: InspectionFeed;
  log: Logger;
  role: Role;
  /** The bearer token; without it only loopback Hosts and the own Origin are served. */
  apiToken?: string;
  /** True while the embedded sample mailbox is what is watched. */
  demo: boolean;
}
