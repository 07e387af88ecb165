import { expect, it } from 'vitest';
import { nowhere, readPlace, writePlace } from '../../../src/inspector/page/address.js';

it('says the same after it was read and written', () => {
  for (const search of [
    '',
    '?actor=mailbox-0',
    '?actor=ab12:34&step=712',
    '?machine=email&view=sequence',
    '?message=7&view=sequence&step=3',
  ]) {
    expect(writePlace(readPlace(search, 'message'), 'message')).toBe(search);
  }
});

it('takes one subject, and only steps that there can be', () => {
  expect(readPlace('?message=7&machine=email&actor=a', 'message')).toMatchObject({
    actor: 'a',
    story: null,
    machine: null,
  });
  for (const step of ['0', '-1', '1.5', 'x', '']) {
    expect(readPlace(`?actor=a&step=${step}`, null).step).toBeNull();
  }
  expect(readPlace('?view=else', null)).toEqual(nowhere);
});

it('knows no stories where there are none, and leaves alone what is not its own', () => {
  expect(readPlace('?message=7', null)).toEqual(nowhere);
  expect(writePlace({ ...nowhere, story: '7' }, null, '?theme=dark')).toBe('?theme=dark');
  const search = writePlace({ ...nowhere, actor: 'a&b=c' }, 'message', '?theme=dark&actor=old');
  expect(new URLSearchParams(search).get('actor')).toBe('a&b=c');
  expect(new URLSearchParams(search).get('theme')).toBe('dark');
});
