import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { imapSource } from '../../../src/adapters/imap/source.ts';
import type { MailSource } from '../../../src/ports.ts';
import {
  sendRefusal,
  sendToken,
  startTokenServer,
  type TokenServer,
} from '../../support/token-server.ts';
import { never, ref, server, start } from './scripted-source.ts';

const capabilities = 'IMAP4rev1 SASL-IR AUTH=XOAUTH2';
const other = { account: 'scripted', mailbox: 'Archive' };
let tokens: TokenServer;
let bearer: MailSource;
/** The tokens that came with a login, and those that the mail server takes. */
let logins: string[];
let takes: (token: string) => boolean;

beforeEach(async () => {
  tokens = await startTokenServer();
  logins = [];
  takes = () => true;
  await start({
    capabilities,
    on: {
      AUTHENTICATE: (c) => {
        const [, sasl = ''] = c.args.split(' ');
        const token = /Bearer ([\w-]*)/.exec(Buffer.from(sasl, 'base64').toString())?.[1] ?? '';
        logins.push(token);
        if (takes(token)) c.ok();
        else c.no('[AUTHENTICATIONFAILED] Invalid credentials');
      },
    },
  });
  bearer = imapSource([
    server.account({
      oauth: {
        clientId: 'client',
        clientSecret: 'client-secret',
        refreshToken: 'refresh-secret',
        tokenUrl: tokens.url,
      },
    }),
  ]);
});
afterEach(async () => {
  await bearer.close(ref);
  await bearer.close(other);
  await tokens.close();
});

describe('an access token', () => {
  test('is fetched, and kept for the next login and the next folder', async () => {
    await Promise.all([bearer.connect(ref, never), bearer.connect(other, never)]);
    await bearer.connect(ref, never);
    expect(logins).toEqual(['token-1', 'token-1', 'token-1']);
    expect(tokens.requests.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'refresh_token',
        client_id: 'client',
        client_secret: 'client-secret',
        refresh_token: 'refresh-secret',
      },
    ]);
  });

  test('is replaced before it ends', async () => {
    // Good for less than the minute that is kept in reserve.
    tokens.answer = (response, n) => sendToken(response, `token-${n}`, 59);
    await bearer.connect(ref, never);
    await bearer.connect(ref, never);
    expect(logins).toEqual(['token-1', 'token-2']);
  });

  test('that is refused is replaced once, and the login goes on', async () => {
    await bearer.connect(ref, never);
    takes = (token) => token !== 'token-1';
    await bearer.connect(ref, never);
    expect(logins).toEqual(['token-1', 'token-1', 'token-2']);
  });

  test('whose successor is refused too is a refusal, after two logins', async () => {
    takes = () => false;
    await expect(bearer.connect(ref, never)).rejects.toMatchObject({ code: 'imap.refused' });
    expect([logins, tokens.requests.length]).toEqual([['token-1', 'token-2'], 2]);
  });

  test('comes with a new refresh token where the server gives one', async () => {
    tokens.answer = (response, n) =>
      response.end(
        JSON.stringify({
          access_token: `token-${n}`,
          refresh_token: `refresh-${n}`,
          expires_in: 1,
        }),
      );
    await bearer.connect(ref, never);
    await bearer.connect(ref, never);
    expect(tokens.requests.map((form) => form.get('refresh_token'))).toEqual([
      'refresh-secret',
      'refresh-1',
    ]);
  });
});

describe('a token server', () => {
  test.each([
    [400, { code: 'imap.refused', message: expect.stringContaining('invalid_grant') }],
    [401, { code: 'imap.refused', message: expect.stringContaining('IMAP_OAUTH_REFRESH_TOKEN') }],
    [429, { code: 'imap.throttled', retryAfterMs: 7_000 }],
    [503, { code: 'imap.throttled', retryAfterMs: 7_000 }],
    [500, { code: 'imap.dropped' }],
  ])('that answers %d', async (status, failure) => {
    tokens.answer = (response) => sendRefusal(response, status);
    const connecting = bearer.connect(ref, never);
    await expect(connecting).rejects.toMatchObject(failure);
    await expect(connecting).rejects.not.toThrow(/secret/);
    expect([logins, tokens.requests.length]).toEqual([[], 1]);
  });

  test.each(['not JSON', '{"token":"x"}'])('that answers %s', async (body) => {
    tokens.answer = (response) => response.end(body);
    await expect(bearer.connect(ref, never)).rejects.toMatchObject({ code: 'imap.dropped' });
    expect(logins).toEqual([]);
  });

  test('that redirects is told nothing more', async () => {
    tokens.answer = (response) => response.writeHead(307, { location: tokens.url }).end();
    await expect(bearer.connect(ref, never)).rejects.toMatchObject({ code: 'imap.dropped' });
    expect(tokens.requests).toHaveLength(1);
  });

  test('that does not answer is asked again at the next login', async () => {
    tokens.answer = (response) => response.destroy();
    await expect(bearer.connect(ref, never)).rejects.toMatchObject({
      code: 'imap.dropped',
      message: expect.stringContaining('IMAP_OAUTH_TOKEN_URL'),
    });
    tokens.answer = (response) => sendToken(response, 'late');
    await bearer.connect(ref, never);
    expect(logins).toEqual(['late']);
  });
});
