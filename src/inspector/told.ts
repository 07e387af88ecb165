import type { AnySnapshot } from './messages.ts';

/** What of a snapshot may be long, and is told again only when it is another. */
export const partNames = ['context', 'output', 'error', 'input'] as const;
export type PartName = (typeof partNames)[number];

/**
 * What the visitors who want it brief have been told of each actor. A snapshot's parts are the same
 * objects until they change. Who comes later is told of the whole actor first, so that what has not
 * changed since is known to all.
 */
export class Told {
  readonly #parts = new WeakMap<object, AnySnapshot>();
  /** The number under which an event was told. */
  readonly #seqs = new WeakMap<object, number>();

  /** The parts that are news, by an actor's entry. */
  news(entry: object, snapshot: AnySnapshot): PartName[] {
    const before = this.#parts.get(entry) ?? {};
    this.#parts.set(entry, snapshot);
    return partNames.filter((name) => snapshot[name] !== before[name]);
  }

  /** Its whole has been told to one visitor, and to all of them if it was the first time. */
  began(entry: object, snapshot: AnySnapshot): void {
    if (!this.#parts.has(entry)) this.#parts.set(entry, snapshot);
  }

  passed(event: object, seq: number): void {
    this.#seqs.set(event, seq);
  }

  /** The number of the message that told of the event; undefined: none has. */
  seqOf(event: object): number | undefined {
    return this.#seqs.get(event);
  }
}
