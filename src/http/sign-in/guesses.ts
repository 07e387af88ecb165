import { isIPv6 } from 'node:net';

const allowedWrong = 5;
const windowMs = 60_000;
/** The first wait; each further one is twice as long. */
const firstBlockMs = 60_000;
const longestBlockMs = 3_600_000;
/** Without a wrong token for so long, an address begins anew. */
const forgottenMs = 24 * 3_600_000;
/** Addresses that are remembered; a flood of them pushes the oldest out. */
const maxAddresses = 10_000;

/** Times are epoch milliseconds. */
interface Source {
  /** Of wrong tokens since the last block, the oldest first. */
  wrong: number[];
  /** How often it has had to wait. */
  blocks: number;
  blockedUntil: number;
  lastAt: number;
}

/**
 * Slows who guesses: after five wrong tokens within a minute an address waits for a minute, the next
 * time for two, then four, up to an hour. Kept by hand and not by a rate limiter, for it must stay
 * bounded however many addresses an attacker has.
 */
export class Guesses {
  readonly #now: () => number;
  /** By address, the one that guessed longest ago first. */
  readonly #sources = new Map<string, Source>();

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  /** How long this address has to wait, in milliseconds; 0: not at all. */
  waitOf(address: string): number {
    const blockedUntil = this.#sources.get(sourceOf(address))?.blockedUntil ?? 0;
    return Math.max(0, blockedUntil - this.#now());
  }

  /** @returns how long it has to wait from now on, in milliseconds */
  noteWrong(address: string): number {
    const now = this.#now();
    const name = sourceOf(address);
    const known = this.#sources.get(name);
    const isKnown = known !== undefined && now - known.lastAt < forgottenMs;
    const source = isKnown ? known : { wrong: [], blocks: 0, blockedUntil: 0, lastAt: now };
    source.lastAt = now;
    source.wrong = [...source.wrong.filter((at) => at > now - windowMs), now];
    if (source.wrong.length >= allowedWrong) {
      source.blockedUntil = now + Math.min(firstBlockMs * 2 ** source.blocks, longestBlockMs);
      source.blocks += 1;
      source.wrong = [];
    }
    this.#sources.delete(name);
    this.#sources.set(name, source);
    const [oldest] = this.#sources.keys();
    if (this.#sources.size > maxAddresses && oldest !== undefined) this.#sources.delete(oldest);
    return Math.max(0, source.blockedUntil - now);
  }

  forgive(address: string): void {
    this.#sources.delete(sourceOf(address));
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
