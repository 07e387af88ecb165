/**
 * When an IMAP server first said that a message is there. What it sends goes in as it passes on the
 * wire; the n-th message of a folder from which nothing is ever expunged is there as soon as
 * `* m EXISTS` says so of an m of n or more (RFC 3501, section 7.3.1).
 */
export class Announcements {
  readonly #at: number[] = [];

  /** A reader of one connection, to be given its chunks in order and the time of each. */
  reader(): (chunk: Buffer, at: number) => void {
    let rest = '';
    return (chunk, at) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const count = /^\* (\d+) EXISTS$/i.exec(line)?.[1];
        if (count) this.#note(Number(count), at);
      }
    };
  }

  /** When the n-th message, from 1, was first spoken of; undefined: not yet. */
  of(n: number): number | undefined {
    return this.#at[n - 1];
  }

  #note(count: number, at: number): void {
    while (this.#at.length < count) this.#at.push(at);
  }
}
