import type { Message } from '../../src/domain/message.ts';
import type { Claim, Lease } from '../../src/ports.ts';
import { aClaim } from './a-claim.ts';

/** The job table as the supervisor sees it: what is due, what is leased, what was given back. */
export class FakeQueue {
  readonly claimed: number[] = [];
  readonly limits: number[] = [];
  readonly released: number[] = [];
  readonly renewed: number[][] = [];
  recovered = 0;
  /** Milliseconds until more is due, where nothing is due now. */
  nextDueMs: number | null = null;
  /** Called by each method with its name before it does anything; may throw or wait. */
  before: (method: 'recover' | 'claim' | 'renew' | 'release') => void | Promise<void> = () =>
    undefined;
  #due: Claim[] = [];

  add(ids: number[], changes: Partial<Message> = {}): void {
    this.put(...ids.map((id) => aClaim(id, changes)));
  }

  put(...claims: Claim[]): void {
    this.#due.push(...claims);
  }

  async recover(): Promise<void> {
    await this.before('recover');
    this.recovered += 1;
  }

  async claim(limit: number): Promise<{ claims: Claim[]; nextDueMs: number | null }> {
    this.limits.push(limit);
    await this.before('claim');
    const claims = this.#due.splice(0, limit);
    this.claimed.push(...claims.map(({ lease }) => lease.job));
    return { claims, nextDueMs: this.#due.length > 0 ? 0 : this.nextDueMs };
  }

  async renew(leases: Lease[]): Promise<void> {
    await this.before('renew');
    this.renewed.push(leases.map(({ job }) => job));
  }

  async release(leases: Lease[]): Promise<void> {
    await this.before('release');
    this.released.push(...leases.map(({ job }) => job));
  }
}

/** `first`, `first + 1`, … */
export function ids(count: number, first = 1): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
