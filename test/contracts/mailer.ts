import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Mailer } from '../../src/ports.ts';

/** What the server behind a mailer does with the next letters. */
export type MailerTrouble =
  | 'refuses' // them for good
  | 'later' // asks to come again
  | 'password' // wants another one
  | 'silent' // never answers the letter's end
  | 'loses'; // takes them, and the answer is lost

export interface MailerHarness {
  mailer: Mailer;
  /** What has reached the server, taken or not. */
  arrived(): { from: string; to: string[]; source: Buffer }[];
  trouble(kind: MailerTrouble): void;
  /** Resolves when the server has a whole letter before it. */
  reached(): Promise<void>;
  close(): Promise<void>;
}

/** Lines that a transport must not stumble over, the last one without an end. */
const source = Buffer.from(
  'Subject: Hello\r\nMessage-ID: <1@us.example>\r\n\r\n.\r\n..\r\nFrom here on\r\nthe end',
);
const envelope = { from: 'sales@us.example', to: 'ada@lead.example' };

/** What every mailer does, whatever carries the letters. */
export function mailerContract(name: string, make: () => Promise<MailerHarness>): void {
  describe(`Mailer: ${name}`, () => {
    const never = new AbortController().signal;
    let harness: MailerHarness;
    beforeEach(async () => {
      harness = await make();
    });
    afterEach(async () => {
      await harness.mailer.close();
      await harness.close();
    });
    const send = (signal = never) => harness.mailer.send(envelope, source, signal);

    test('hands a letter over once, as it is', async () => {
      await send();
      expect(harness.arrived()).toHaveLength(1);
      const [letter] = harness.arrived();
      expect(letter).toMatchObject({ from: envelope.from, to: [envelope.to] });
      expect(letter?.source.toString()).toBe(`${source.toString()}\r\n`);
    });

    test('hands over many at once', async () => {
      await Promise.all(Array.from({ length: 8 }, () => send()));
      expect(harness.arrived()).toHaveLength(8);
    });

    test.each<[MailerTrouble, string]>([
      ['refuses', 'smtp.rejected'],
      ['later', 'smtp.unavailable'],
      ['password', 'smtp.refused'],
      ['loses', 'smtp.unknown'],
    ])('a server that %s is told as such: %s', async (kind, code) => {
      harness.trouble(kind);
      await expect(send()).rejects.toMatchObject({ code });
      expect(harness.arrived()).toHaveLength(kind === 'loses' ? 1 : 0);
    });

    test('a signal ends it at once: nobody knows whether the letter was taken', async () => {
      harness.trouble('silent');
      const stop = new AbortController();
      const reached = harness.reached();
      const sending = send(stop.signal);
      await reached;
      const began = performance.now();
      stop.abort();
      await expect(sending).rejects.toMatchObject({ code: 'smtp.unknown' });
      expect(performance.now() - began).toBeLessThan(500);
    });

    test('a signal that was given before sends nothing', async () => {
      await expect(send(AbortSignal.abort())).rejects.toMatchObject({ code: 'smtp.unavailable' });
      expect(harness.arrived()).toEqual([]);
    });

    test('closing ends what is under way, and sends no more', async () => {
      harness.trouble('silent');
      const reached = harness.reached();
      const sending = send();
      const failed = expect(sending).rejects.toMatchObject({ code: 'smtp.unknown' });
      await reached;
      await harness.mailer.close();
      await failed;
      await expect(send()).rejects.toMatchObject({ code: 'smtp.unavailable' });
      await harness.mailer.close();
    });
  });
}
