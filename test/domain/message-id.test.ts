import { describe, expect, it } from 'vitest';
import { messageIdOf } from '../../src/domain/message-id.ts';

describe('messageIdOf', () => {
  it.each([
    ['From: a\r\nMessage-ID: <1@x>\r\nTo: b\r\n\r\nbody', '<1@x>'],
    ['message-id:<1@x>\n\nbody', '<1@x>'],
    ['Message-ID:\r\n\t<1@\r\n x>\r\n\r\n', '<1@x>'],
    ['Message-Id: 1@x\r\n\r\n', '<1@x>'],
    ['Message-ID: <1@x> \u0000\r\n\r\n', '<1@x>'],
    ['Message-ID: <1@x>\r\nMessage-ID: <2@x>\r\n\r\n', '<1@x>'],
  ])('reads it from %j', (source, id) => {
    expect(messageIdOf(source)).toBe(id);
  });

  it.each([
    '',
    '\r\n\r\nMessage-ID: <in-the-body@x>\r\n',
    'Message-ID:\r\n\r\n',
    'X-Message-ID: <1@x>\r\n\r\n',
    `X: ${'x'.repeat(70_000)}\r\nMessage-ID: <too-late@x>\r\n\r\n`,
  ])('finds none where there is none', (source) => {
    expect(messageIdOf(source)).toBeNull();
  });

  it('takes no time over a header that was made to take it', () => {
    const began = performance.now();
    messageIdOf(`Message-ID:${'\r\n \t'.repeat(20_000)}`);
    messageIdOf('Message-ID:'.repeat(6_000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});
