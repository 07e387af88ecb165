import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { MailPlacer, PlaceFor } from '../../src/ports.ts';

/** A mail as it lies in a folder. */
export interface PlacedMail {
  source: string;
  /** Sorted, without `\Recent`. */
  flags: string[];
  /** INTERNALDATE. */
  date: Date;
}

export interface MailPlacerHarness {
  placer: MailPlacer;
  account: string;
  /** All mails of a folder, the oldest first. */
  read(into: PlaceFor): Promise<PlacedMail[]>;
  /** Somebody else puts mails there. */
  file(into: PlaceFor, ...raws: string[]): Promise<void>;
  /** Somebody else deletes everything there, and has not expunged yet. */
  flagDeleted(into: PlaceFor): Promise<void>;
  close(): Promise<void>;
}

const date = new Date('2026-02-03T04:05:06Z');
const messageId = '<send.7.2@us.example>';

export function aLetter(id = messageId): string {
  return `From: us@us.example\r\nSubject: Re: Preise\r\nMessage-ID: ${id}\r\n\r\nGrüße\r\n.\r\nus\r\n`;
}

/** What every mail placer does, whatever keeps the folders. */
export function mailPlacerContract(name: string, make: () => Promise<MailPlacerHarness>): void {
  describe(`MailPlacer: ${name}`, () => {
    const never = new AbortController().signal;
    let harness: MailPlacerHarness;
    beforeEach(async () => {
      harness = await make();
    });
    afterEach(() => harness.close());

    const place = (into: PlaceFor, id = messageId, signal = never) =>
      harness.placer.place(
        { account: harness.account, into, messageId: id, source: Buffer.from(aLetter(id)), date },
        signal,
      );

    test.each<[PlaceFor, string, string[]]>([
      ['drafts', 'Drafts', ['\\Draft', '\\Seen']],
      ['sent', 'Sent', ['\\Seen']],
    ])('puts a letter into %s as it is', async (into, folder, flags) => {
      expect(await place(into)).toEqual({ folder, found: false });
      expect(await harness.read(into)).toEqual([{ source: aLetter(), flags, date }]);
    });

    test('puts it there once, however often it is asked', async () => {
      await place('drafts');
      expect(await place('drafts')).toEqual({ folder: 'Drafts', found: true });
      expect(await place('drafts')).toEqual({ folder: 'Drafts', found: true });
      expect(await harness.read('drafts')).toHaveLength(1);
      expect(await place('sent')).toMatchObject({ found: false });
    });

    test('says whether a letter is there, and puts none', async () => {
      const holds = (into: PlaceFor) =>
        harness.placer.holds({ account: harness.account, into, messageId }, never);
      expect(await holds('sent')).toBe(false);
      await place('sent');
      expect([await holds('sent'), await holds('drafts')]).toEqual([true, false]);
      await harness.flagDeleted('sent');
      expect(await holds('sent')).toBe(false);
      expect(await harness.read('drafts')).toEqual([]);
    });

    test('finds one that somebody else has put there', async () => {
      await harness.file('sent', aLetter().replace('Message-ID: ', 'message-id:\r\n '));
      expect(await place('sent')).toEqual({ folder: 'Sent', found: true });
      expect(await harness.read('sent')).toHaveLength(1);
    });

    test('finds one far below newer mail', async () => {
      await place('drafts');
      const newer = Array.from({ length: 55 }, (_, i) => aLetter(`<${i}@us.example>`));
      await harness.file('drafts', ...newer);
      expect(await place('drafts')).toMatchObject({ found: true });
    });

    test('takes no other letter for it', async () => {
      await harness.file(
        'drafts',
        aLetter('<SEND.7.2@us.example>'),
        aLetter('<x@y> <send.7.2@us.example>'),
        `Subject: ${messageId}\r\nReferences: ${messageId}\r\n\r\n`,
      );
      expect(await place('drafts')).toMatchObject({ found: false });
      expect(await harness.read('drafts')).toHaveLength(4);
    });

    test('puts it there again when it was deleted', async () => {
      await place('drafts');
      await harness.flagDeleted('drafts');
      expect(await place('drafts')).toMatchObject({ found: false });
      expect((await harness.read('drafts')).at(-1)?.flags).toEqual(['\\Draft', '\\Seen']);
    });

    test('leaves every other mail as it was', async () => {
      await harness.file('drafts', aLetter('<other@us.example>'), aLetter('<gone@us.example>'));
      await harness.flagDeleted('drafts');
      const before = await harness.read('drafts');
      await place('drafts');
      expect((await harness.read('drafts')).slice(0, 2)).toEqual(before);
    });

    test('places several at once', async () => {
      const ids = Array.from({ length: 5 }, (_, i) => `<several.${i}@us.example>`);
      await Promise.all(ids.map((id) => place('sent', id)));
      expect(await harness.read('sent')).toHaveLength(5);
    });

    test('places nothing once it was cancelled', async () => {
      const cancelled = place('drafts', messageId, AbortSignal.abort());
      await expect(cancelled).rejects.toMatchObject({ code: 'imap.dropped' });
      expect(await harness.read('drafts')).toEqual([]);
    });

    test('knows no other account', async () => {
      const letter = { into: 'drafts' as const, messageId, source: Buffer.from('x'), date };
      const placing = harness.placer.place({ account: 'nobody', ...letter }, never);
      await expect(placing).rejects.toMatchObject({ code: 'imap.rejected' });
    });
  });
}
