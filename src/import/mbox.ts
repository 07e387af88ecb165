import { Lines } from './lines.ts';
import { SourceBuilder } from './source-builder.ts';

/** A mail as it stands in a file. */
export interface FiledMail {
  /** With CRLF line ends; cut where it is too long. */
  source: Buffer;
  /** Bytes of the whole mail with CRLF line ends, also where `source` was cut. */
  size: number;
  /** The line that the mbox has before it, such as `From ada@lead.example Sat Jan  3 01:05:34 1996`. */
  fromLine: string | null;
}

/** Takes the bytes of a file as they come and gives the mails that they complete. */
export interface MailReader {
  read(chunk: Buffer): FiledMail[];
  end(): FiledMail[];
}

const from = Buffer.from('From ');
const quote = 0x3e;

/** The first byte rules most lines out, without a look at the rest. */
const startsWithFrom = (line: Buffer): boolean =>
  line[0] === from[0] && line.subarray(0, from.length).equals(from);

/**
 * Splits an mbox (RFC 4155; the mboxo and mboxrd kinds, and what is not quoted at all) into mails.
 *
 * A mail begins at a line `From …` where one is due: at the beginning of the file, or after an empty
 * line with a date in it. With half of these signs, the next line has to be a header field too; all
 * other such lines are text that somebody forgot to quote. `>From ` loses one `>`, as in mboxrd, and
 * the empty line before the next mail is nobody's.
 */
export class MboxReader implements MailReader {
  readonly #maxBytes: number;
  readonly #lines = new Lines((piece, startsLine) => this.#take(piece, startsLine));
  #complete: FiledMail[] = [];
  #current: { fromLine: string; source: SourceBuilder } | null = null;
  /** An empty line: of the mail, unless another mail begins after it. */
  #blank: Buffer | null = null;
  /** A line that begins a mail if a header follows. */
  #undecided: Buffer | null = null;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  read(chunk: Buffer): FiledMail[] {
    this.#lines.feed(chunk);
    return this.#complete.splice(0);
  }

  end(): FiledMail[] {
    this.#lines.end();
    if (this.#undecided) this.#add(this.#undecided);
    this.#finish();
    return this.#complete.splice(0);
  }

  #take(piece: Buffer, startsLine: boolean): void {
    if (this.#undecided) {
      const line = this.#undecided;
      this.#undecided = null;
      if (isField(piece)) this.#begin(line);
      else this.#add(line);
    }
    if (startsLine && startsWithFrom(piece)) this.#weigh(piece);
    else if (startsLine && isBlank(piece)) this.#hold(piece);
    else this.#add(startsLine && isQuoted(piece) ? piece.subarray(1) : piece);
  }

  #weigh(line: Buffer): void {
    const text = line.toString('latin1');
    const isDue = this.#blank !== null;
    if (!this.#current || (isDue && isDated(text))) this.#begin(line);
    // A copy: the chunk that the line lies in may be gone by the time of the next.
    else if (isDated(text) || (isDue && isAddressed(text))) this.#undecided = Buffer.from(line);
    else this.#add(line);
  }

  #begin(line: Buffer): void {
    this.#finish();
    const fromLine = line.toString('latin1').trim();
    this.#current = { fromLine, source: new SourceBuilder(this.#maxBytes) };
  }

  #finish(): void {
    this.#blank = null;
    if (!this.#current) return;
    const { fromLine, source } = this.#current;
    this.#complete.push({ fromLine, source: source.source(), size: source.size });
    this.#current = null;
  }

  #hold(blank: Buffer): void {
    if (this.#blank) this.#current?.source.add(this.#blank);
    this.#blank = Buffer.from(blank);
  }

  #add(piece: Buffer): void {
    if (this.#blank) this.#current?.source.add(this.#blank);
    this.#blank = null;
    this.#current?.source.add(piece);
  }
}

/** A file that is one mail; a `From ` line that some programs leave before it is not part of it. */
export class SingleReader implements MailReader {
  readonly #source: SourceBuilder;
  readonly #lines = new Lines((piece) => this.#take(piece));
  #fromLine: string | null = null;

  constructor(maxBytes: number) {
    this.#source = new SourceBuilder(maxBytes);
  }

  read(chunk: Buffer): FiledMail[] {
    this.#lines.feed(chunk);
    return [];
  }

  end(): FiledMail[] {
    this.#lines.end();
    const { size } = this.#source;
    return [{ fromLine: this.#fromLine, source: this.#source.source(), size }];
  }

  #take(piece: Buffer): void {
    if (this.#source.size === 0 && this.#fromLine === null && startsWithFrom(piece)) {
      this.#fromLine = piece.toString('latin1').trim();
    } else {
      this.#source.add(piece);
    }
  }
}

function isBlank(line: Buffer): boolean {
  return line.length <= 2 && /^\r?\n$/.test(line.toString('latin1'));
}

function isQuoted(line: Buffer): boolean {
  if (line[0] !== quote) return false;
  let i = 1;
  while (line[i] === quote) i += 1;
  return startsWithFrom(line.subarray(i));
}

/** A header field (RFC 5322, 2.2). */
function isField(line: Buffer): boolean {
  return /^[!-9;-~]+[ \t]*:/.test(line.subarray(0, 200).toString('latin1'));
}

/** Weekday, time of day and year, as in `ctime` or RFC 5322. */
function isDated(line: string): boolean {
  return (
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/.test(line) &&
    /\b\d{1,2}:\d{2}\b/.test(line) &&
    /\b(?:19|20)\d{2}\b/.test(line)
  );
}

/** An address, or what programs write in place of one. */
function isAddressed(line: string): boolean {
  return /^From (?:\S+@\S+|-|\S+\s*$|MAILER-DAEMON\b)/.test(line);
}
