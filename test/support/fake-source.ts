import { Failure } from '../../src/domain/failure.ts';
import { messageIdOf } from '../../src/domain/message-id.ts';
import type { FetchedMail, MailIdentity, MailSource } from '../../src/ports.ts';

interface Kept {
  uid: number;
  source: string;
  receivedAt: string;
  mailId: string | null;
}

/** A folder in memory that fails as it is told to. */
export interface FakeSource extends MailSource {
  uidValidity: number;
  mails: Kept[];
  /** Mail that SEARCH lists and FETCH does not deliver. */
  stuck: Set<number>;
  /** Called before each answer; what it throws is the answer. */
  before: (what: string) => void;
  /** What was asked, such as `fetch 1,2`. */
  asked: string[];
  marked: Set<number>;
  keepsMarks: boolean;
  /** What a person answered in a mail client: by its flag, or by a copy in Sent. */
  answeredUids: Set<number>;
  answeredIds: Set<string>;
  deliver(text: string, changes?: Partial<Kept>): number;
  /** Deals all UIDs anew, from `first` on, in this order or another. */
  renumber(uidValidity: number, first?: number, order?: (a: Kept, b: Kept) => number): void;
}

export function fakeSource(): FakeSource {
  let next = 1;
  const answer = (what: string) => {
    fake.asked.push(what);
    fake.before(what);
  };
  const found = (uids: number[]) => fake.mails.filter(({ uid }) => uids.includes(uid));
  const deliverable = (uids: number[]) => {
    const stuck = uids.filter((uid) => fake.stuck.has(uid));
    if (stuck.length > 0)
      throw new Failure('imap.dropped', `short answer, without UID ${stuck.join()}`);
    return found(uids);
  };
  const identity = ({ uid, source, receivedAt, mailId }: Kept): MailIdentity => {
    return { uid, mailId, messageId: messageIdOf(source), receivedAt, size: source.length };
  };
  const fake: FakeSource = {
    uidValidity: 7,
    mails: [],
    stuck: new Set(),
    before: () => undefined,
    asked: [],
    marked: new Set(),
    keepsMarks: true,
    answeredUids: new Set(),
    answeredIds: new Set(),
    deliver(text, changes = {}) {
      const uid = next;
      next += 1;
      const source = `Message-ID: <${text}@mail.example>\r\nSubject: ${text}\r\n\r\n${text}\r\n`;
      fake.mails.push({
        uid,
        source,
        receivedAt: new Date().toISOString(),
        mailId: null,
        ...changes,
      });
      return uid;
    },
    renumber(uidValidity, first = 1, order = (a, b) => a.uid - b.uid) {
      fake.uidValidity = uidValidity;
      fake.mails.sort(order);
      fake.mails.forEach((kept, i) => (kept.uid = first + i));
      next = first + fake.mails.length;
    },
    connect: async () => answer('connect'),
    async open() {
      answer('open');
      return { uidValidity: fake.uidValidity, uidNext: next };
    },
    async search(_ref, query) {
      answer('search');
      const from = 'from' in query ? query.from : 1;
      return fake.mails.map(({ uid }) => uid).filter((uid) => uid >= from);
    },
    async sizes(_ref, uids) {
      answer(`sizes ${uids.join()}`);
      return new Map(found(uids).map(({ uid, source }) => [uid, source.length]));
    },
    async fetch(_ref, uids, maxBytes) {
      answer(`fetch ${uids.join()}`);
      return deliverable(uids).map((kept): FetchedMail => {
        return { ...identity(kept), source: Buffer.from(kept.source.slice(0, maxBytes)) };
      });
    },
    async identify(_ref, uids) {
      answer(`identify ${uids.join()}`);
      return deliverable(uids).map(identity);
    },
    async answered(_ref, mails) {
      answer(`answered ${mails.map(({ uid }) => uid).join()}`);
      const isAnswered = ({ uid, messageId }: (typeof mails)[number]) =>
        fake.answeredUids.has(uid) || (messageId !== null && fake.answeredIds.has(messageId));
      return mails.filter(isAnswered).map(({ uid }) => uid);
    },
    async mark(_ref, uids) {
      answer(`mark ${uids.join()}`);
      if (fake.keepsMarks) for (const uid of uids) fake.marked.add(uid);
      return fake.keepsMarks;
    },
    listen: () => () => undefined,
    close: async () => answer('close'),
  };
  return fake;
}
