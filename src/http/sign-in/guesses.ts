import { isIPv6 } from 'node:net';

const allowedWrong = 5;
const windowMs = 60_000;
/** Addresses that are remembered; a flood of them pushes the oldest out. */
const maxAddresses = 10_000;

/** Slows who guesses: after five wrong tokens within a minute an address waits. */
export class Guesses {
  readonly #now: () => number;
  /** Times of wrong tokens, epoch milliseconds, the oldest first; addresses likewise. */
  readonly #wrong = new Map<string, number[]>();

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  /** How long this address has to wait, in milliseconds; 0: not at all. */
  waitOf(address: string): number {
    const times = this.#recent(sourceOf(address));
    const oldest = times.length < allowedWrong ? undefined : times[0];
    return oldest === undefined ? 0 : oldest + windowMs - this.#now();
  }

  noteWrong(address: string): void {
    const source = sourceOf(address);
    const times = [...this.#recent(source), this.#now()];
    this.#wrong.delete(source);
    this.#wrong.set(source, times);
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size > maxAddresses && oldest !== undefined) this.#wrong.delete(oldest);
  }

  forgive(address: string): void {
    this.#wrong.delete(sourceOf(address));
  }

  #recent(source: string): number[] {
    const since = this.#now() - windowMs;
    return (this.#wrong.get(source) ?? []).filter((at) => at > since);
  }
}

/** Of IPv6 the first half: whoever has one address there has 2^64 of them. */
function sourceOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const omitted = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...omitted, ...tail].slice(0, 4).join(':');
}
