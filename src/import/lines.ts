/** Longer ones are handed on in pieces, so that a file without line ends does not fill the memory. */
const maxPiece = 64 * 1024;
const lf = 0x0a;

/** @param startsLine false for the rest of a line whose beginning was handed on before */
export type TakePiece = (piece: Buffer, startsLine: boolean) => void;

/** Cuts a stream of bytes into lines, each with its line end. */
export class Lines {
  readonly #take: TakePiece;
  #rest: Buffer = Buffer.alloc(0);
  #startsLine = true;

  constructor(take: TakePiece) {
    this.#take = take;
  }

  feed(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let begin = 0;
    for (let end = bytes.indexOf(lf); end !== -1; end = bytes.indexOf(lf, begin)) {
      this.#hand(bytes.subarray(begin, end + 1), true);
      begin = end + 1;
    }
    this.#rest = bytes.subarray(begin);
    if (this.#rest.length < maxPiece) return;
    this.#hand(this.#rest, false);
    this.#rest = Buffer.alloc(0);
  }

  /** What is left is a line too, though it has no end. */
  end(): void {
    if (this.#rest.length > 0) this.#hand(this.#rest, true);
    this.#rest = Buffer.alloc(0);
  }

  #hand(piece: Buffer, endsLine: boolean): void {
    this.#take(piece, this.#startsLine);
    this.#startsLine = endsLine;
  }
}
