import { fromPromise } from 'xstate';
import { Failure } from '../domain/failure.ts';
import type { FetchOutput } from '../machines/mailbox-setup.ts';
import type {
  FetchedMail,
  MailboxRef,
  MailboxRow,
  MailSource,
  MessageStore,
  Unfetched,
} from '../ports.ts';
import { blameMessages, bounded, isDropped, maxCount } from './batch.ts';

/** One among others, then three alone: a message that fails them all is set aside. */
const maxFetches = 4;
/** A call fetches so many batches, the next while the one before is stored. */
const batches = 4;
const mostDue = batches * maxCount;

/**
 * Fetches the oldest discovered messages: sources and jobs in, a few batches a call. What was in a
 * batch that failed is fetched one by one, so that one message holds up no other.
 */
export const fetchBatch = (source: MailSource, messages: MessageStore, maxBytes: number) =>
  fromPromise<FetchOutput, { ref: MailboxRef; backlogLimit: number }>(async ({ input }) => {
    const { ref, backlogLimit } = input;
    const mailbox = await messages.mailbox(ref);
    const due = mailbox ? await messages.unfetched(mailbox.id, mostDue) : [];
    const [first] = due;
    if (!mailbox || !first) return { fetched: 0, more: false, heldBack: false };
    if ((await messages.backlog()) >= backlogLimit) {
      return { fetched: 0, more: false, heldBack: true };
    }
    const fetcher = new Fetcher(source, messages, mailbox, maxBytes);
    const done =
      first.attempts === 0 ? await fetcher.together(due) : await fetcher.alone(first, due);
    return { ...done, heldBack: false };
  });

type Fetched = Pick<FetchOutput, 'fetched' | 'more'>;

class Fetcher {
  readonly #source: MailSource;
  readonly #messages: MessageStore;
  readonly #mailbox: MailboxRow;
  readonly #maxBytes: number;

  constructor(source: MailSource, messages: MessageStore, mailbox: MailboxRow, maxBytes: number) {
    this.#source = source;
    this.#messages = messages;
    this.#mailbox = mailbox;
    this.#maxBytes = maxBytes;
  }

  /** As many as fit of those that never failed. */
  async together(due: Unfetched[]): Promise<Fetched> {
    const fresh = due.filter(({ attempts }) => attempts === 0);
    let suspects = fresh.slice(0, maxCount);
    let fetched = 0;
    try {
      const wanted = await bounded(this.#source, this.#mailbox, fresh, this.#maxBytes);
      let asked = this.#ask(wanted.slice(0, maxCount));
      for (let i = 0; i < wanted.length; i += maxCount) {
        suspects = wanted.slice(i, i + maxCount);
        const mails = await asked;
        asked = this.#ask(wanted.slice(i + maxCount, i + 2 * maxCount));
        fetched += await this.#store(suspects, mails);
      }
      return { fetched, more: due.length === mostDue || wanted.length < due.length };
    } catch (error) {
      if (!isDropped(error)) throw error;
      await this.#messages.countFetch(suspects.map(({ id }) => id));
      await blameMessages(this.#source, this.#mailbox, error);
      return { fetched, more: true };
    }
  }

  /** Only those follow at once that failed no more often than this one: the rest waits for the poll. */
  async alone(suspect: Unfetched, due: Unfetched[]): Promise<Fetched> {
    const more = due.some(({ id, attempts }) => id !== suspect.id && attempts <= suspect.attempts);
    if (suspect.attempts > 1) await this.#proveDelivery();
    try {
      return { fetched: await this.#store([suspect], await this.#ask([suspect])), more };
    } catch (error) {
      if (!isDropped(error)) throw error;
      await this.#failed(suspect, Failure.of(error));
      await blameMessages(this.#source, this.#mailbox, error);
      return { fetched: 0, more };
    }
  }

  /**
   * Something that was delivered before must be delivered now. A server that delivers nothing at the
   * moment makes no message a suspect.
   */
  async #proveDelivery(): Promise<void> {
    const uid = await this.#messages.newestFetched(this.#mailbox.id);
    if (uid !== null) await this.#source.fetch(this.#mailbox, [uid], 1);
  }

  async #failed({ id, attempts }: Unfetched, failure: Failure): Promise<void> {
    if (attempts + 1 < maxFetches) return await this.#messages.countFetch([id]);
    const words = `the mail server lists it, but failed to deliver it ${maxFetches} times`;
    await this.#messages.setAside(
      id,
      new Failure('mail.unfetchable', `${words}: ${failure.message}`),
    );
  }

  /** May be left alone when the batch before cannot be stored: it fails only who waits for it. */
  #ask(batch: Unfetched[]): Promise<FetchedMail[]> {
    if (batch.length === 0) return Promise.resolve([]);
    const uids = batch.map(({ uid }) => uid);
    const answer = this.#source.fetch(this.#mailbox, uids, this.#maxBytes);
    answer.catch(() => undefined);
    return answer;
  }

  async #store(batch: Unfetched[], mails: FetchedMail[]): Promise<number> {
    const byUid = new Map(mails.map((mail) => [mail.uid, mail]));
    const fetched = batch.flatMap(({ id, uid }) => {
      const mail = byUid.get(uid);
      return mail ? [{ id, ...mail }] : [];
    });
    const gone = batch.filter(({ uid }) => !byUid.has(uid)).map(({ id }) => id);
    await this.#messages.storeSources(fetched, gone, this.#mailbox.uidValidity);
    return fetched.length;
  }
}
