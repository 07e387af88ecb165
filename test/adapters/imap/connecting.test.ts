import { describe, expect, test } from 'vitest';

import { imapSource } from '../../../src/adapters/imap/source.ts';
import { never, ref, server, source, start } from './scripted-source.ts';

describe('connecting', () => {
  test.each([
    ['NO [AUTHENTICATIONFAILED] no', 'imap.refused'],
    ['NO LOGIN failed.', 'imap.refused'],
    ['NO [UNAVAILABLE] later', 'imap.throttled'],
    ['NO [ALERT] Too many simultaneous connections. (Failure)', 'imap.throttled'],
    ['NO [SERVERBUG] oops', 'imap.dropped'],
    ['BAD what?', 'imap.dropped'],
  ])('%s is %s, even when the server hangs up with it', async (answer, code) => {
    await start({
      on: {
        LOGIN: (c) => {
          c.send(`${c.tag} ${answer}`, '* BYE');
          c.hangUp();
        },
      },
    });
    await expect(source.connect(ref, never)).rejects.toMatchObject({ code });
  });

  test.each([
    ['* BYE [UNAVAILABLE] Come back', 'imap.throttled'],
    ['* BYE Too many connections from your address', 'imap.throttled'],
    ['* BYE Closing', 'imap.dropped'],
  ])('greeted by "%s" is %s', async (greeting, code) => {
    await start({ greeting });
    await expect(source.connect(ref, never)).rejects.toMatchObject({ code });
  });

  test('Microsoft 365 accepts the login and means "slower"', async () => {
    await start({ on: { NAMESPACE: (c) => c.bad('User is authenticated but not connected.') } });
    await expect(source.connect(ref, never)).rejects.toMatchObject({ code: 'imap.throttled' });
  });

  test.each(['LOGIN', 'CAPABILITY'])('does not wait for ever for %s', async (name) => {
    await start({ on: { [name]: () => {} } }, { commandTimeoutMs: 200 });
    await expect(source.connect(ref, never)).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringContaining('200 ms'),
    });
  });

  test('never shows the password', async () => {
    await start({ on: { LOGIN: (c) => c.no(`wrong: ${c.args}`) } });
    const failure = source.connect(ref, never);
    await expect(failure).rejects.toMatchObject({ code: 'imap.refused' });
    await expect(failure).rejects.not.toThrow('hunter2');
  });

  test('sends a token instead of a password, and reads it at each connect', async () => {
    const tokens: string[] = [];
    await start({
      capabilities: 'IMAP4rev1 SASL-IR AUTH=XOAUTH2',
      on: {
        AUTHENTICATE: (c) => {
          const [, sasl = ''] = c.args.split(' ');
          tokens.push(/Bearer (\w*)/.exec(Buffer.from(sasl, 'base64').toString())?.[1] ?? '');
          c.ok();
        },
      },
    });
    const account = server.account({ accessToken: 'first' });
    const withToken = imapSource([account]);
    await withToken.connect(ref, never);
    account.accessToken = 'second';
    await withToken.connect(ref, never);
    await withToken.close(ref);
    expect(tokens).toEqual(['first', 'second']);
  });
});
