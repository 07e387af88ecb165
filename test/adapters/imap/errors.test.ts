import { describe, expect, test } from 'vitest';

import type { ImapAccount } from '../../../src/adapters/imap/account.ts';
import { imapFailure } from '../../../src/adapters/imap/errors.ts';

const account: ImapAccount = {
  account: 'sales',
  host: 'imap.example.com',
  port: 993,
  secure: true,
  allowCleartext: false,
  user: 'ann@example.com',
  pass: 'open sesame',
  accessToken: 'ya29.token',
};

function failure(fields: Record<string, unknown>) {
  return imapFailure(Object.assign(new Error('Command failed'), fields), 'connecting', account);
}

function failedLogin(responseText: string, serverResponseCode?: string, responseStatus = 'NO') {
  return failure({ authenticationFailed: true, responseStatus, responseText, serverResponseCode });
}

describe('a failed login', () => {
  test.each([
    ['Authentication failed.', 'AUTHENTICATIONFAILED'],
    ['Not allowed', 'AUTHORIZATIONFAILED'],
    ['Password expired', 'EXPIRED'],
    ['LOGIN failed.', undefined],
    ['AUTHENTICATE failed.', undefined],
    ['Invalid login or password, please try again', undefined],
    ['Application-specific password required (Failure)', 'ALERT'],
  ])('blames the credentials: %s [%s]', (text, code) => {
    expect(failedLogin(text, code).code).toBe('imap.refused');
  });

  test.each([
    ['Temporary authentication failure.', 'UNAVAILABLE'],
    ['Temporary authentication failure, try again later', undefined],
    ['Maximum number of connections from user+IP exceeded', 'LIMIT'],
    ['Too many simultaneous connections. (Failure)', 'ALERT'],
    ['Account exceeded command or bandwidth limits. (Failure)', undefined],
    ['Mailbox in use', 'INUSE'],
    ['Please try again later', undefined],
    ['LOGIN rate limit hit', undefined],
  ])('is throttling: %s [%s]', (text, code) => {
    expect(failedLogin(text, code).code).toBe('imap.throttled');
  });

  test.each([
    ['Call the help desk', 'CONTACTADMIN', 'NO'],
    ['Internal error occurred', 'SERVERBUG', 'NO'],
    ['Plaintext authentication disallowed', 'PRIVACYREQUIRED', 'NO'],
    ['Error in IMAP command', undefined, 'BAD'],
  ])('is nobody’s fault: %s [%s] %s', (text, code, status) => {
    expect(failedLogin(text, code, status).code).toBe('imap.dropped');
  });

  test('proves nothing where the server did not answer it', () => {
    expect(failure({ authenticationFailed: true }).code).toBe('imap.dropped');
  });
});

describe('throttling', () => {
  test('of Microsoft 365, after a login that it accepted', () => {
    const text = 'User is authenticated but not connected.';
    expect(failure({ authenticationFailed: true, response: text }).code).toBe('imap.throttled');
  });

  test('carries the pause that was asked for', () => {
    const responseText = 'Request is throttled. Suggested Backoff Time: 92415 milliseconds';
    const throttled = failure({ responseStatus: 'BAD', responseText });
    expect(throttled).toMatchObject({ code: 'imap.throttled', retryAfterMs: 92_415 });
    expect(failure({ code: 'ETHROTTLE', throttleReset: 5_000 })).toMatchObject({
      code: 'imap.throttled',
      retryAfterMs: 5_000,
    });
  });

  test('is read from a BYE', () => {
    const bye = failure({ code: 'NoConnection', reason: 'Too many connections, try later' });
    expect(bye.code).toBe('imap.throttled');
    expect(failure({ reason: 'Server shutting down.' }).code).toBe('imap.dropped');
  });

  test('is not read from words of our own', () => {
    const error = new Error('getaddrinfo EAI_AGAIN: temporary failure, try again');
    expect(imapFailure(error, 'connecting', account).code).toBe('imap.dropped');
  });
});

describe('the message', () => {
  test('names account, server, command and what was said', () => {
    const { message } = failure({ responseStatus: 'NO', responseText: 'Nope' });
    expect(message).toBe('sales (imap.example.com:993): connecting: Nope');
  });

  test('names the fix of a wrong setting', () => {
    expect(failure({ code: 'ECONNREFUSED' }).message).toContain('IMAP_PORT');
    expect(failure({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }).message).toContain('IMAP_TLS_CA');
    expect(failure({ tlsFailed: true }).message).toContain('IMAP_ALLOW_CLEARTEXT');
  });

  test('keeps secrets that the server echoes to itself', () => {
    const plain = Buffer.from('\0ann@example.com\0open sesame').toString('base64');
    const xoauth = Buffer.from('user=ann@example.com\x01auth=Bearer ya29.token\x01\x01').toString(
      'base64',
    );
    const { message, cause } = failedLogin(
      `bad: open sesame, ya29.token, ${plain}, ${xoauth}, ${Buffer.from('open sesame').toString('base64')}`,
    );
    expect(message).toBe('sales (imap.example.com:993): connecting: bad: ***, ***, ***, ***, ***');
    expect(cause).toBeUndefined();
  });

  test('is short and of one line', () => {
    const { message } = failure({ responseText: `a\r\nb\0${'long '.repeat(200)}` });
    expect(message.length).toBeLessThan(300);
    expect(message).toContain('a b long');
  });
});
