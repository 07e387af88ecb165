import { describe, expect, test } from 'vitest';
import { callsOf } from '../../bench/parts/taped-mails.ts';

const second = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString();

function call(atSecond: number, step: string, mail: object) {
  const content = `Do this.\n<mail>\n${JSON.stringify(mail)}\n</mail>\nAnd that.`;
  const messages = [
    { role: 'system', content: 'You help.' },
    { role: 'user', content },
  ];
  return { at: Date.parse(second(atSecond)), body: { step, messages } };
}

function stepsOf<M>(asked: Map<M, object[]>, mail: M) {
  return asked.get(mail)?.map((body) => (body as { step: string }).step);
}

describe('the requests about each mail', () => {
  test('are told apart while several are in work', () => {
    const offer = { subject: 'An  offer', since: second(1), until: second(9) };
    const question = { subject: 'A question', since: second(2), until: second(8) };
    const list = { subject: 'A list', since: second(2), until: second(3) };
    const asked = callsOf(
      [offer, question, list],
      [
        call(2, 'classify', { subject: 'An offer', text: 'cheap' }),
        call(3, 'classify', { subject: 'A question', text: 'why' }),
        call(4, 'summarize', { subject: 'A question', text: 'why' }),
        call(5, 'draft', { subject: 'An offer', text: 'cheap' }),
      ],
    );
    expect(stepsOf(asked, offer)).toEqual(['classify', 'draft']);
    expect(stepsOf(asked, question)).toEqual(['classify', 'summarize']);
    expect(asked.has(list)).toBe(false);
  });

  test('go to the one that was in work, of several with the same subject', () => {
    const early = { subject: null, since: second(1), until: second(2) };
    const late = { subject: '', since: second(5), until: second(9) };
    const copy = { subject: null, since: null, until: second(9) };
    const asked = callsOf(
      [copy, early, late],
      [call(2, 'classify', { text: 'one' }), call(6, 'classify', { text: 'other' })],
    );
    expect([...asked.keys()]).toEqual([early, late]);
  });

  test('are refused where they are about no mail, or about none that was in work', () => {
    const mail = { subject: 'Hello', since: second(1), until: second(2) };
    expect(() => callsOf([mail], [call(3, 'classify', { subject: 'Hello' })])).toThrow('in work');
    const bare = { at: 0, body: { messages: [{ role: 'user', content: 'Hello' }] } };
    expect(() => callsOf([mail], [bare])).toThrow('shows no mail');
  });
});
