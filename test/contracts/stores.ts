import { describe } from 'vitest';
import { auditContract } from './stores/audit.ts';
import { backgroundContract } from './stores/background.ts';
import { backlogContract } from './stores/backlog.ts';
import { deliveryContract } from './stores/delivery.ts';
import { dispatchFaultContract } from './stores/dispatch-faults.ts';
import { dispatchContract } from './stores/dispatch.ts';
import { draftListContract } from './stores/draft-list.ts';
import { draftContract } from './stores/drafts.ts';
import { endContract } from './stores/ends.ts';
import type { StoreUnderTest } from './stores/harness.ts';
import { hostileTextContract } from './stores/hostile-text.ts';
import { importContract } from './stores/import.ts';
import { intakeContract } from './stores/intake.ts';
import { interleavingContract } from './stores/interleavings.ts';
import { leaseContract } from './stores/leases.ts';
import { neighbourContract } from './stores/neighbours.ts';
import { olderContract } from './stores/older.ts';
import { operationsContract } from './stores/operations.ts';
import { outgoingInterleavingContract } from './stores/outgoing-interleavings.ts';
import { outgoingTextContract } from './stores/outgoing-text.ts';
import { outgoingContract } from './stores/outgoing.ts';
import { readContract } from './stores/reads.ts';
import { redraftContract } from './stores/redraft.ts';
import { regenerateContract } from './stores/regenerate.ts';
import { remapContract } from './stores/remap.ts';
import { retryContract } from './stores/retry.ts';
import { reviewContract } from './stores/review.ts';
import { setAsideContract } from './stores/set-aside.ts';
import { sourceContract } from './stores/sources.ts';
import { spamContract } from './stores/spam.ts';
import { stepContract } from './stores/steps.ts';
import { supersededContract } from './stores/superseded.ts';
import { tokenContract } from './stores/tokens.ts';
import { upkeepContract } from './stores/upkeep.ts';
import { usageContract } from './stores/usage.ts';
import { webhookContract } from './stores/webhooks.ts';

/**
 * What every implementation of `MessageStore`, `DraftStore`, `UsageStore`, `OutgoingStore`,
 * `AuditStore`, `TokenStore`, `WebhookStore` and `UpkeepStore` must do. `make` gives an empty one, anew for each test, whose time is `clock.now`; `events` collects what it published.
 *
 * @example
 * storeContract('SQLite', sqliteUnderTest);
 */
export function storeContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the store contract`, () => {
    intakeContract(make);
    olderContract(make);
    sourceContract(make);
    remapContract(make);
    setAsideContract(make);
    leaseContract(make);
    stepContract(make);
    endContract(make);
    deliveryContract(make);
    retryContract(make);
    redraftContract(make);
    regenerateContract(make);
    supersededContract(make);
    backgroundContract(make);
    importContract(make);
    usageContract(make);
    readContract(make);
    operationsContract(make);
    draftContract(make);
    draftListContract(make);
    hostileTextContract(make);
    interleavingContract(make);
    reviewContract(make);
    spamContract(make);
    neighbourContract(make);
    outgoingContract(make);
    outgoingTextContract(make);
    dispatchContract(make);
    dispatchFaultContract(make);
    outgoingInterleavingContract(make);
    backlogContract(make);
    auditContract(make);
    tokenContract(make);
    webhookContract(make);
    upkeepContract(make);
  });
}
