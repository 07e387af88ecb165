export interface Address {
  /** Display name; empty when the header has none. */
  name: string;
  /** Lower-cased addr-spec (RFC 5322, section 3.4.1). */
  address: string;
}

export interface Attachment {
  name: string;
  /** Media type, such as `application/pdf`. */
  type: string;
  /** Decoded bytes. */
  size: number;
  /** What could be read of it, capped; absent where it is of no readable type, damaged or too big. */
  text?: string;
}

/** Signs that a mail addresses a model instead of a person. */
export interface Injection {
  suspected: boolean;
  /** The passages that look like instructions to a model, shortened. */
  evidence: string[];
}

/** What the parser could read of a message (RFC 5322, MIME), cleaned of NUL bytes and capped. */
export interface Mail {
  from: Address | null;
  /** The first Reply-To address, when there is one. */
  replyTo: Address | null;
  /**
   * The address that an answer goes to, as it was written: a server may tell local parts apart by
   * their case (RFC 5321, 2.4).
   */
  answerTo: string | null;
  /** To and Cc, in the order of the headers. */
  recipients: Address[];
  subject: string;
  /** With its angle brackets, as in the header. */
  messageId: string | null;
  /** The first Message-ID of the thread (References, then In-Reply-To, then its own). */
  threadId: string | null;
  /** The Message-IDs of the References header, else of In-Reply-To; the newest last, at most 50. */
  references: string[];
  /** Plain text; made from the HTML part where there is no text part. */
  text: string;
  /** `text` without quoted history and signature; all of it where hardly anything else is left. */
  own: string;
  /** The history that `text` quotes, without its quotation marks; empty where there is none. */
  quoted: string;
  /** The signature at the end of `own`; empty where there is none. */
  signature: string;
  /** Text of the HTML part that no reader is shown: hidden elements, comments, alternative texts. */
  hidden: string;
  attachments: Attachment[];
  /** Facts of the headers and the structure, for the local classifier (see `traitsOf`). */
  traits: string[];
  injection: Injection;
  /** Why a machine wrote it (see `automatedReason`), or null when a person did. */
  automated: string | null;
}

/** Whom an answer goes to: Reply-To where given, else From. */
export function correspondent(mail: Pick<Mail, 'from' | 'replyTo'>): Address | null {
  return mail.replyTo ?? mail.from;
}

/** `Name <address>`, or the bare address. */
export function formatAddress({ name, address }: Address): string {
  return name ? `${name} <${address}>` : address;
}
