import type { Draft } from './draft.ts';
import type { Address, Mail } from './mail.ts';
import type { Reply } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import { quotedBelow } from './quotation.ts';
import { cappedThread, isMessageId } from './thread.ts';

/** A mail of ours before it is written as RFC 5322. */
export interface Letter {
  /** With its angle brackets, as are the others. */
  messageId: string;
  date: Date;
  from: Address;
  to: Address;
  subject: string;
  /** Plain text, with the quoted original below. */
  text: string;
  inReplyTo: string | null;
  references: string[];
  /** No person has asked for it: `Auto-Submitted: auto-replied` (RFC 3834, section 5). */
  automatic: boolean;
}

/** All that a letter is made of. */
export interface LetterSource {
  outgoing: Pick<Outgoing, 'kind' | 'messageId' | 'attended' | 'createdAt'>;
  draft: Pick<Draft, 'sender' | 'receivedAt'>;
  /** As it stands in the version that goes out. */
  reply: Reply;
  /** What it answers. */
  mail: Pick<Mail, 'answerTo' | 'messageId' | 'threadId' | 'references' | 'text'>;
}

/** A subject without a space still fits into one line of 998 octets (RFC 5322, 2.1.1). */
const maxSubject = 900;
const maxName = 200;
/** Characters of the whole field; servers turn away mail with headers that never end. */
const maxReferencesLength = 8_000;

/**
 * The letter that answers a mail. The same dispatch gives the same letter at every try: its date is
 * when it was asked for.
 */
export function letterOf({ outgoing, draft, reply, mail }: LetterSource, from: Address): Letter {
  const { name, address } = draft.sender;
  const isWritten = mail.answerTo?.toLowerCase() === address;
  const to = {
    name: oneLine(name, maxName),
    address: isWritten && mail.answerTo ? mail.answerTo : address,
  };
  const answered = mail.messageId !== null && isMessageId(mail.messageId) ? mail.messageId : null;
  const asked = new Date(outgoing.createdAt);
  const original = { text: mail.text, author: to.name || to.address, at: draft.receivedAt };
  return {
    messageId: outgoing.messageId,
    date: asked,
    from,
    to,
    subject: oneLine(reply.subject, maxSubject),
    text: `${tidy(reply.body)}\n${quotedBelow(original)}`,
    inReplyTo: answered,
    references: referencesOf(mail, answered),
    automatic: outgoing.kind === 'send' && !outgoing.attended,
  };
}

/** `Name <address>`, `"Name" <address>` or the bare address; no check of the address itself. */
export function addressOf(text: string): Address {
  const [, name = '', bracketed] = /^([^<]*)<([^<>]*)>\s*$/.exec(text) ?? [];
  const address = (bracketed ?? text).trim();
  const unquoted = name.trim().replace(/^"(.*)"$/s, (_, quoted: string) =>
    // RFC 5322, 3.2.4: a backslash quotes the character after it.
    quoted.replace(/\\(.)/gs, '$1'),
  );
  return { name: oneLine(unquoted, maxName), address };
}

/** RFC 5322, 3.6.4. */
function referencesOf(mail: LetterSource['mail'], answered: string | null): string[] {
  // Of mail that was read before its references were kept, the first is known.
  const known = (mail.references as string[] | undefined) ?? [mail.threadId];
  const ids = [...known, answered].flatMap((id) => id ?? []);
  const references = cappedThread(ids.filter(isMessageId));
  while (references.length > 2 && references.join(' ').length > maxReferencesLength) {
    references.splice(1, 1);
  }
  return references;
}

/** One kind of line break, no control characters, nothing behind the last line. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trimEnd();
}

function oneLine(text: string, max: number): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '');
}
