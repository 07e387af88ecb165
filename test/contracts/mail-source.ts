import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Failure } from '../../src/domain/failure.ts';
import type { MailboxRef, MailboxSignal, MailSource } from '../../src/ports.ts';

export interface MailSourceFixture {
  source: MailSource;
  /** An empty folder, not connected. */
  ref: MailboxRef;
  deliver(raw: string): Promise<void>;
  /** What a person does in another mail client: flags a mail as answered. */
  flagAnswered(uid: number): Promise<void>;
  /** Or leaves only a copy of the reply in the account's Sent folder. */
  fileInSent(raw: string): Promise<void>;
  /** The server ends every connection. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

const maxBytes = 1024 * 1024;
const never = new AbortController().signal;

/** A message of exactly so many bytes. */
function mail(subject: string, bytes = 400): string {
  const head = `From: Ann <ann@example.com>\r\nTo: us@example.com\r\nSubject: ${subject}\r\n\r\n`;
  return `${head}${'x'.repeat(bytes - head.length - 2)}\r\n`;
}

/** Signals of a folder as they come, and a promise of the next of a kind. */
function signalsOf(source: MailSource, ref: MailboxRef) {
  const seen: MailboxSignal[] = [];
  const waiting: (() => void)[] = [];
  const stop = source.listen(ref, (signal) => {
    seen.push(signal);
    for (const look of waiting.splice(0)) look();
  });
  const next = async (type: MailboxSignal['type']): Promise<MailboxSignal> => {
    for (;;) {
      const found = seen.find((signal) => signal.type === type);
      if (found) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { seen, next, stop };
}

/**
 * What every `MailSource` must do. `make` is called for each test.
 *
 * @example
 * mailSourceContract('IMAP', async () => ({ source, ref, deliver, cut, close }));
 */
export function mailSourceContract(name: string, make: () => Promise<MailSourceFixture>): void {
  describe(`${name} keeps the MailSource contract`, () => {
    let fixture: MailSourceFixture;
    let source: MailSource;
    let ref: MailboxRef;

    beforeEach(async () => {
      fixture = await make();
      ({ source, ref } = fixture);
    });
    afterEach(async () => {
      await source.close(ref);
      await fixture.close();
    });

    async function opened(...subjects: string[]): Promise<number[]> {
      for (const subject of subjects) await fixture.deliver(mail(subject));
      await source.connect(ref, never);
      await source.open(ref);
      return source.search(ref, { from: 1 });
    }

    test('opens an empty folder', async () => {
      await source.connect(ref, never);
      const { uidValidity, uidNext } = await source.open(ref);
      expect(uidValidity).toBeGreaterThan(0);
      expect(uidNext).toBeGreaterThanOrEqual(1);
      expect(await source.search(ref, { from: 1 })).toEqual([]);
      expect(await source.search(ref, { unseen: true })).toEqual([]);
      expect(await source.sizes(ref, [])).toEqual(new Map());
      expect(await source.fetch(ref, [], maxBytes)).toEqual([]);
    });

    test('finds UIDs in ascending order, from a UID on', async () => {
      const uids = await opened('one', 'two', 'three');
      const [first = 0, second = 0, third = 0] = uids;
      expect(uids).toHaveLength(3);
      expect(first < second && second < third).toBe(true);
      expect(await source.search(ref, { from: second })).toEqual([second, third]);
    });

    test('finds nothing above the last UID', async () => {
      const [last = 0] = (await opened('one', 'two')).toReversed();
      expect(await source.search(ref, { from: last + 1 })).toEqual([]);
    });

    test('finds by day of arrival', async () => {
      const uids = await opened('one');
      const day = 86_400_000;
      expect(await source.search(ref, { since: new Date(Date.now() - 2 * day) })).toEqual(uids);
      expect(await source.search(ref, { since: new Date(Date.now() + 2 * day) })).toEqual([]);
    });

    test('sees new mail at the next open, and its UID is uidNext or above', async () => {
      await opened('one');
      const before = await source.open(ref);
      await fixture.deliver(mail('two'));
      const after = await source.open(ref);
      const uids = await source.search(ref, { from: before.uidNext });
      expect(after.uidValidity).toBe(before.uidValidity);
      expect(uids).toHaveLength(1);
      expect(after.uidNext).toBeGreaterThan(uids[0] ?? Infinity);
    });

    test('gives sizes and whole sources', async () => {
      const raw = mail('Grüße', 3_000);
      await fixture.deliver(raw);
      const [uid = 0] = await opened();
      const sizes = await source.sizes(ref, [uid]);
      const [fetched] = await source.fetch(ref, [uid], maxBytes);
      expect(fetched?.uid).toBe(uid);
      expect(fetched?.source.toString()).toContain(raw);
      expect(fetched?.size).toBe(fetched?.source.length);
      expect(sizes).toEqual(new Map([[uid, fetched?.size]]));
      expect(Math.abs(Date.parse(fetched?.receivedAt ?? '') - Date.now())).toBeLessThan(120_000);
    });

    test('cuts a source at maxBytes and still tells the whole size', async () => {
      const [uid = 0] = await opened('long');
      const [whole] = await source.fetch(ref, [uid], maxBytes);
      const [cut] = await source.fetch(ref, [uid], 100);
      expect(cut?.source).toEqual(whole?.source.subarray(0, 100));
      expect(cut?.size).toBe(whole?.size);
    });

    test('cuts only the long ones among many', async () => {
      for (const bytes of [300, 5_000, 400, 6_000, 500]) {
        await fixture.deliver(mail(`of ${bytes}`, bytes));
      }
      const uids = await opened();
      const fetched = await source.fetch(ref, uids, 3_000);
      const cut = [false, true, false, true, false];
      expect(fetched.map((row) => row.uid)).toEqual(uids);
      expect(fetched.map((row) => row.source.length < row.size)).toEqual(cut);
      expect(fetched.map((row) => Math.min(row.size, 3_000))).toEqual(
        fetched.map((row) => row.source.length),
      );
    });

    test('leaves out UIDs that are not there', async () => {
      const [uid = 0] = await opened('one');
      const asked = [uid, uid + 1_000, uid + 2_000];
      expect([...(await source.sizes(ref, asked)).keys()]).toEqual([uid]);
      const fetched = await source.fetch(ref, asked, maxBytes);
      expect(fetched.map((row) => row.uid)).toEqual([uid]);
    });

    test('fetches many, in any order asked, each once', async () => {
      const uids = await opened(...Array.from({ length: 12 }, (_, i) => `mail ${i}`));
      const asked = [...uids.toReversed(), ...uids];
      const fetched = await source.fetch(ref, asked, maxBytes);
      expect(fetched.map(({ uid }) => uid)).toEqual(uids);
      for (const [i, { source: raw }] of fetched.entries()) {
        expect(raw.toString()).toContain(`Subject: mail ${i}\r\n`);
      }
    });

    test('tells by what mail can be known again, the same as its fetch', async () => {
      await fixture.deliver(`Message-ID:\r\n <one@example.com>\r\n${mail('one')}`);
      await fixture.deliver(mail('two'));
      const uids = await opened();
      const told = await source.identify(ref, [...uids, (uids.at(-1) ?? 0) + 1_000]);
      expect(told.map(({ uid, messageId }) => [uid, messageId])).toEqual([
        [uids[0], '<one@example.com>'],
        [uids[1], null],
      ]);
      const fetched = await source.fetch(ref, uids, maxBytes);
      expect(fetched.map(({ source: _source, ...identity }) => identity)).toEqual(told);
      expect(await source.search(ref, { unseen: true })).toEqual(uids);
    });

    test('sets no mark where the account asks for none', async () => {
      const uids = await opened('one');
      expect(await source.mark(ref, uids)).toBe(false);
      expect(await source.search(ref, { unseen: true })).toEqual(uids);
    });

    test('tells what was answered elsewhere: flagged so, or named by a reply in Sent', async () => {
      const ids = ['<flagged@a.example>', '<replied@a.example>', '<waits@a.example>', null];
      for (const id of ids)
        await fixture.deliver(`${id ? `Message-ID: ${id}\r\n` : ''}${mail('x')}`);
      const uids = await opened();
      const mails = uids.map((uid, i) => ({ uid, messageId: ids[i] ?? null }));
      expect(await source.answered(ref, [])).toEqual([]);
      expect(await source.answered(ref, mails)).toEqual([]);
      await fixture.flagAnswered(uids[0] ?? 0);
      expect(await source.answered(ref, mails)).toEqual([uids[0]]);
      await fixture.fileInSent(`In-Reply-To: <replied@a.example>\r\n${mail('Re: x')}`);
      expect(await source.answered(ref, mails)).toEqual(uids.slice(0, 2));
      expect(await source.answered(ref, [...mails, { uid: 4_000, messageId: '<gone@x>' }])).toEqual(
        uids.slice(0, 2),
      );
      // The folder is the same as before, and nobody has read anything in it.
      expect(await source.search(ref, { unseen: true })).toEqual(uids);
    });

    test('leaves unseen mail unseen', async () => {
      const uids = await opened('one', 'two');
      await source.fetch(ref, uids, maxBytes);
      await source.fetch(ref, uids, 50);
      expect(await source.search(ref, { unseen: true })).toEqual(uids);
    });

    test('signals arrival', async () => {
      await opened('one');
      const signals = signalsOf(source, ref);
      await fixture.deliver(mail('two'));
      await signals.next('arrived');
      expect(await source.search(ref, { from: 1 })).toHaveLength(2);
    });

    test('signals nothing once the listener is gone', async () => {
      await opened();
      const left = signalsOf(source, ref);
      const stays = signalsOf(source, ref);
      left.stop();
      await fixture.deliver(mail('one'));
      await stays.next('arrived');
      await fixture.cut();
      await stays.next('dropped');
      expect(left.seen).toEqual([]);
    });

    test('signals a lost connection once, and fails every call until it is connected again', async () => {
      await opened('one');
      const signals = signalsOf(source, ref);
      await fixture.cut();
      const signal = await signals.next('dropped');
      expect(signal).toMatchObject({ failure: { code: 'imap.dropped' } });
      const failure = expect.objectContaining({ code: 'imap.dropped' });
      await expect(source.open(ref)).rejects.toEqual(failure);
      await expect(source.search(ref, { from: 1 })).rejects.toEqual(failure);
      await expect(source.sizes(ref, [1])).rejects.toEqual(failure);
      await expect(source.answered(ref, [{ uid: 1, messageId: null }])).rejects.toEqual(failure);
      await expect(source.fetch(ref, [1], maxBytes)).rejects.toBeInstanceOf(Failure);
      expect(signals.seen.filter(({ type }) => type === 'dropped')).toHaveLength(1);
    });

    test('tells a late listener that the connection is lost', async () => {
      await opened();
      const early = signalsOf(source, ref);
      await fixture.cut();
      await early.next('dropped');
      await signalsOf(source, ref).next('dropped');
    });

    test('gives up connecting when told to', async () => {
      const aborted = AbortSignal.abort();
      await expect(source.connect(ref, aborted)).rejects.toBeInstanceOf(Failure);
      const soon = new AbortController();
      const connecting = source.connect(ref, soon.signal);
      soon.abort();
      await expect(connecting).rejects.toBeInstanceOf(Failure);
      await source.connect(ref, never);
      expect((await source.open(ref)).uidValidity).toBeGreaterThan(0);
    });

    test('replaces the connection at a second connect, without a word to the old listener', async () => {
      await opened('one');
      const old = signalsOf(source, ref);
      await source.connect(ref, never);
      await source.open(ref);
      expect(await source.search(ref, { from: 1 })).toHaveLength(1);
      const fresh = signalsOf(source, ref);
      await fixture.deliver(mail('two'));
      await fresh.next('arrived');
      expect(old.seen).toEqual([]);
    });

    test('closes silently and twice; what follows fails', async () => {
      await opened('one');
      const signals = signalsOf(source, ref);
      await source.close(ref);
      await source.close(ref);
      await expect(source.search(ref, { from: 1 })).rejects.toBeInstanceOf(Failure);
      expect(signals.seen).toEqual([]);
    });
  });
}
