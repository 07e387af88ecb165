/** Header names lower-cased; each value raw and unfolded, in the order of the message. */
export type Headers = ReadonlyMap<string, string[]>;

/** What is known of a mail beside its headers; the more, the surer the judgement. */
export interface MailFacts {
  /** The message's own Content-Type with its parameters. */
  contentType: string;
  /** The addr-spec of From. */
  from: string | null;
  subject: string;
  /** Plain text, quoted history included. */
  text?: string;
  /** The addr-spec of the first Reply-To; where missing, the header is read. */
  replyTo?: string | null;
  /** Whether any part of it is `text/calendar`. */
  calendar?: boolean;
}

/** The first value, cut to a length that no honest header exceeds. */
export function value(headers: Headers, name: string): string {
  return (headers.get(name)?.[0] ?? '').slice(0, 2_000);
}
