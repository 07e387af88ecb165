/**
 * What the core needs from the outside, and what it offers to it. Each port is implemented under
 * `adapters/` (or faked in tests), and each has one contract suite under `test/contracts/`.
 * Every method that can fail rejects with a `Failure`.
 */
export type * from './ports/mail.ts';
export type * from './ports/models.ts';
export type * from './ports/ledger.ts';
export type * from './ports/message-store.ts';
export type * from './ports/drafts.ts';
export type * from './ports/offered.ts';
export type * from './ports/usage.ts';
export type * from './ports/outgoing.ts';
export type * from './ports/audit.ts';
export type * from './ports/tokens.ts';
export type * from './ports/operations.ts';
export type * from './ports/figures.ts';
export type * from './ports/upkeep.ts';
export type * from './ports/webhooks.ts';
export { noBackground } from './ports/models.ts';
