import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Message, messageKey, route, steps } from '../../src/domain/message.ts';
import { aMessage, someResults } from '../support/a-claim.ts';

const results = someResults();
const anyResults = fc.subarray([...steps]).map((done): Partial<Message> => {
  return Object.fromEntries(done.map((step) => [step, results[step]]));
});

describe('route', () => {
  it('says the first step that has no result, whichever later ones have', () => {
    fc.assert(
      fc.property(anyResults, (done) => {
        const missing = steps.filter((step) => !(step in done));
        expect(route(aMessage(done))).toBe(missing[0] ?? 'done');
      }),
    );
  });

  it('lets a message that ended be, whatever it came to', () => {
    const ends = fc.constantFrom('skipped', 'quarantined', 'gone');
    fc.assert(
      fc.property(anyResults, ends, fc.boolean(), (done, ended, fetched) => {
        expect(route(aMessage({ ...done, ended, fetched }))).toBe(ended);
      }),
    );
  });

  it('gives no step to a message that was not fetched', () => {
    fc.assert(
      fc.property(anyResults, (done) => {
        expect(route(aMessage({ ...done, fetched: false }))).toBe('discovered');
      }),
    );
  });

  it('moves forward by one step with each result, to done', () => {
    let message = aMessage();
    for (const step of steps) {
      expect(route(message)).toBe(step);
      message = { ...message, [step]: results[step] };
    }
    expect(route(message)).toBe('done');
  });

  it('takes an empty result for a result', () => {
    const enriching = { crm: null, reason: 'no sender address' };
    expect(route(aMessage({ ...results, enriching, persisting: 0 }))).toBe('done');
  });
});

describe('messageKey', () => {
  it('keeps accounts and folders with odd names apart', () => {
    expect(messageKey('a@b.example', 'Sales/Übersee', 5, 7)).toBe(
      'a%40b.example/Sales%2F%C3%9Cbersee/5/7',
    );
    const part = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(part, part, fc.nat(), fc.nat(), (account, mailbox, uidValidity, uid) => {
        const parts = messageKey(account, mailbox, uidValidity, uid).split('/');
        expect(parts.map(decodeURIComponent)).toEqual([
          account,
          mailbox,
          String(uidValidity),
          String(uid),
        ]);
      }),
    );
  });
});
