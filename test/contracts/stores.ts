import { describe } from 'vitest';
import { deliveryContract } from './stores/delivery.ts';
import { draftListContract } from './stores/draft-list.ts';
import { draftContract } from './stores/drafts.ts';
import { endContract } from './stores/ends.ts';
import type { StoreUnderTest } from './stores/harness.ts';
import { hostileTextContract } from './stores/hostile-text.ts';
import { intakeContract } from './stores/intake.ts';
import { interleavingContract } from './stores/interleavings.ts';
import { leaseContract } from './stores/leases.ts';
import { readContract } from './stores/reads.ts';
import { remapContract } from './stores/remap.ts';
import { retryContract } from './stores/retry.ts';
import { setAsideContract } from './stores/set-aside.ts';
import { sourceContract } from './stores/sources.ts';
import { stepContract } from './stores/steps.ts';

/**
 * What every implementation of `MessageStore` and `DraftStore` must do. `make` gives an empty one,
 * anew for each test, whose time is `clock.now`; `events` collects what it published.
 *
 * @example
 * storeContract('SQLite', sqliteUnderTest);
 */
export function storeContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the store contract`, () => {
    intakeContract(make);
    sourceContract(make);
    remapContract(make);
    setAsideContract(make);
    leaseContract(make);
    stepContract(make);
    endContract(make);
    deliveryContract(make);
    retryContract(make);
    readContract(make);
    draftContract(make);
    draftListContract(make);
    hostileTextContract(make);
    interleavingContract(make);
  });
}
