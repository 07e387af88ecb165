import { fromPromise } from 'xstate';
import { Failure } from '../domain/failure.ts';
import type { FetchOutput } from '../machines/mailbox-setup.ts';
import type { MailboxRef, MailboxRow, MailSource, MessageStore, Unfetched } from '../ports.ts';
import { blameMessages, bounded, isDropped, maxCount } from './batch.ts';

/** One among others, then three alone: a message that fails them all is set aside. */
const maxFetches = 4;

/**
 * Fetches the oldest discovered messages: sources and jobs in, one batch a call. What was in a batch
 * that failed is fetched one by one, so that one message holds up no other.
 */
export const fetchBatch = (source: MailSource, messages: MessageStore, maxBytes: number) =>
  fromPromise<FetchOutput, { ref: MailboxRef; backlogLimit: number }>(async ({ input }) => {
    const { ref, backlogLimit } = input;
    const mailbox = await messages.mailbox(ref);
    const due = mailbox ? await messages.unfetched(mailbox.id, maxCount) : [];
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
    let batch = due.filter(({ attempts }) => attempts === 0);
    try {
      batch = await bounded(this.#source, this.#mailbox, batch, this.#maxBytes);
      const fetched = await this.#take(batch);
      return { fetched, more: due.length === maxCount || batch.length < due.length };
    } catch (error) {
      if (!isDropped(error)) throw error;
      await this.#messages.countFetch(batch.map(({ id }) => id));
      await blameMessages(this.#source, this.#mailbox, error);
      return { fetched: 0, more: true };
    }
  }

  /** Only those follow at once that failed no more often than this one: the rest waits for the poll. */
  async alone(suspect: Unfetched, due: Unfetched[]): Promise<Fetched> {
    const more = due.some(({ id, attempts }) => id !== suspect.id && attempts <= suspect.attempts);
    if (suspect.attempts > 1) await this.#proveDelivery();
    try {
      return { fetched: await this.#take([suspect]), more };
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

  async #take(batch: Unfetched[]): Promise<number> {
    const mails = await this.#source.fetch(
      this.#mailbox,
      batch.map(({ uid }) => uid),
      this.#maxBytes,
    );
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
