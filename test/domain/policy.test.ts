import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import { needsNoModel, noReplyReason, ownMailReason } from '../../src/domain/policy.ts';
import { aMail, aMessage, someResults } from '../support/a-claim.ts';

const policy = {
  ownAddresses: ['sales@company.example', 'info@company.example'],
  senderDailyCap: 5,
};
const address = (at: string) => ({ name: '', address: at });
const classifiedAs = (category: Category) => ({ ...someResults().classifying, category });

describe('ownMailReason', () => {
  it.each([
    ['a stranger', 'ada@lead.example', null, false],
    ['ourselves', 'sales@company.example', null, true],
    [
      'ourselves, to be answered at another address of ours',
      'sales@company.example',
      'info@company.example',
      true,
    ],
    ['a web form in our name', 'sales@company.example', 'bob@visitor.example', false],
    [
      'a stranger who wants us to answer ourselves',
      'ada@lead.example',
      'sales@company.example',
      false,
    ],
  ])('of mail from %s', (_, from, replyTo, isOwn) => {
    const mail = aMail({ from: address(from), replyTo: replyTo ? address(replyTo) : null });
    expect(ownMailReason(mail, policy)).toBe(isOwn ? `own mail, from ${from}` : null);
  });

  it('does not know mail without a sender for our own', () => {
    expect(ownMailReason(aMail({ from: null }), policy)).toBeNull();
  });
});

describe('noReplyReason', () => {
  const messageOf = (mail = aMail(), category: Category = 'Lead') =>
    aMessage({ parsing: mail, classifying: classifiedAs(category) });

  it('is none for a person who asks', () => {
    for (const category of ['Lead', 'Support', 'General'] as const) {
      expect(noReplyReason(messageOf(aMail(), category))).toBeNull();
    }
  });

  it('names the machine, the spam or the missing address', () => {
    expect(noReplyReason(messageOf(aMail({ automated: 'Bounce (RFC 3464)' })))).toBe(
      'machine-made mail: Bounce (RFC 3464)',
    );
    expect(noReplyReason(messageOf(aMail(), 'Spam'))).toBe('spam is never answered');
    expect(noReplyReason(messageOf(aMail({ from: null })))).toContain('no address');
    expect(
      noReplyReason(messageOf(aMail({ from: null, replyTo: address('a@b.example') }))),
    ).toBeNull();
  });
});

it('spends no model on machines and spam', () => {
  const automated = aMessage({ parsing: aMail({ automated: 'Bounce (RFC 3464)' }) });
  expect(needsNoModel(automated)).toBe(true);
  const of = (category: Category) =>
    needsNoModel(aMessage({ parsing: aMail(), classifying: classifiedAs(category) }));
  expect([of('Spam'), of('Lead'), of('Support'), of('General')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(needsNoModel(aMessage({ parsing: aMail() }))).toBe(false);
});
