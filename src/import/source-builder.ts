const cr = 0x0d;
const lf = 0x0a;
const crlf = Buffer.from('\r\n');

/**
 * Puts a mail together from its lines, with the line ends of RFC 5322 (2.1): files mostly have bare
 * LF, and the same mail should be the same bytes from whichever kind of file, so that it is known
 * again. Keeps no more than `maxBytes`, but counts all.
 */
export class SourceBuilder {
  readonly #maxBytes: number;
  #room: Buffer = Buffer.allocUnsafe(16 * 1024);
  #kept = 0;
  #size = 0;
  #last = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes of the whole mail, as far as it was added. */
  get size(): number {
    return this.#size;
  }

  add(piece: Buffer): void {
    const before = piece.length > 1 ? piece.at(-2) : this.#last;
    if (piece.at(-1) === lf && before !== cr) {
      this.#append(piece.subarray(0, -1));
      this.#append(crlf);
    } else {
      this.#append(piece);
    }
  }

  /** A copy: what was taken is no longer held here. */
  source(): Buffer {
    return Buffer.from(this.#room.subarray(0, this.#kept));
  }

  #append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#size += bytes.length;
    this.#last = bytes.at(-1) ?? 0;
    const wanted = Math.min(bytes.length, this.#maxBytes - this.#kept);
    if (wanted <= 0) return;
    if (this.#kept + wanted > this.#room.length) this.#grow(this.#kept + wanted);
    bytes.copy(this.#room, this.#kept, 0, wanted);
    this.#kept += wanted;
  }

  #grow(least: number): void {
    const room = Buffer.allocUnsafe(Math.max(least, this.#room.length * 2));
    this.#room.copy(room, 0, 0, this.#kept);
    this.#room = room;
  }
}
