import { afterEach, beforeEach, expect, test } from 'vitest';
import { webhookPoster } from '../../../src/adapters/webhooks/poster.ts';
import { signed } from '../../../src/adapters/webhooks/sign.ts';
import { isWebhookSecret } from '../../../src/domain/webhook.ts';
import {
  answers,
  isGenuine,
  type Receiver,
  secret,
  startReceiver,
} from '../../support/webhook-receiver.ts';

let receiver: Receiver;
beforeEach(async () => void (receiver = await startReceiver()));
afterEach(() => receiver.close());

const event = {
  event: 'msg_1',
  body: JSON.stringify({ type: 'draft.created', timestamp: '2026-03-01T09:00:00Z', data: {} }),
};
const never = new AbortController().signal;
const poster = (options: Partial<Parameters<typeof webhookPoster>[0]> = {}) =>
  webhookPoster({ url: receiver.url, secrets: [secret], ...options });

test('signs as the specification’s own example does', () => {
  // The values of the Standard Webhooks reference libraries' tests.
  const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const delivery = { event: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  expect(signed(delivery, [known], 1_614_265_330_000)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a secret is whsec_ and 24 to 64 bytes', () => {
  const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`;
  expect([24, 25, 26, 32, 64].map(of).every(isWebhookSecret)).toBe(true);
  const wrong = [of(23), of(65), 'whsec_', secret.slice(6), `${secret} `, 'whsec_short', ''];
  expect(wrong.filter(isWebhookSecret)).toEqual([]);
});

test('the receiver takes it, knows who it is from, and hears both secrets while they change', async () => {
  const old = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
  const seen: boolean[] = [];
  receiver.answer((response, { body }) => {
    seen.push(isGenuine(response.req.headers, body, old));
    response.writeHead(202).end('ok');
  });
  const answer = await poster({ secrets: [secret, old] }).post(event, never);
  expect(answer).toMatchObject({ status: 202, error: null });
  expect(receiver.received).toMatchObject([{ id: 'msg_1', genuine: true, body: event.body }]);
  expect(seen).toEqual([true]);
});

test('a refusal says what the receiver said, on one line, short, and without a secret', async () => {
  const told = `no\n\u0000 ${secret} v1,${'A'.repeat(43)}= ${secret.slice(6)} ${'x'.repeat(9_999)}`;
  receiver.answer(answers(400, {}, told));
  const { status, error } = await poster().post(event, never);
  expect(status).toBe(400);
  expect(error).toMatch(/^answered 400: no ••• ••• ••• x+$/);
  expect(error?.length).toBeLessThan(230);
  receiver.answer(answers(500, { 'content-type': 'application/octet-stream' }, 'binary'));
  expect((await poster().post(event, never)).error).toBe('answered 500');
});

test('a redirect is not followed', async () => {
  const other = await startReceiver();
  for (const status of [301, 302, 307, 308]) {
    receiver.answer(answers(status, { location: other.url }));
    const answer = await poster().post(event, never);
    expect(answer).toMatchObject({ status, error: expect.stringContaining('WEBHOOK_URL') });
  }
  expect(other.received).toEqual([]);
  await other.close();
});

test('waits as long as it is asked, in seconds or until a date', async () => {
  receiver.answer(answers(429, { 'retry-after': '120' }));
  expect((await poster().post(event, never)).retryAfterMs).toBe(120_000);
  const now = Date.parse('2026-03-01T09:00:00Z');
  receiver.answer(answers(503, { 'retry-after': 'Sun, 01 Mar 2026 09:01:00 GMT' }));
  expect((await poster({ now: () => now }).post(event, never)).retryAfterMs).toBe(60_000);
  receiver.answer(answers(503, { 'retry-after': 'soon' }));
  expect((await poster().post(event, never)).retryAfterMs).toBeUndefined();
});

test('no answer, an answer without an end, and none who listens are told apart', async () => {
  receiver.answer(() => undefined);
  const slow = await poster({ timeoutMs: 200 }).post(event, never);
  expect(slow).toMatchObject({ status: null, error: 'no answer in 0.2 s' });
  receiver.answer((response) => {
    response.writeHead(500, { 'content-type': 'text/plain' });
    const endless = setInterval(() => response.write('x'.repeat(1_000)), 1);
    response.on('close', () => clearInterval(endless));
  });
  expect((await poster().post(event, never)).error).toMatch(/^answered 500: x+$/);
  receiver.answer((response) => response.destroy());
  expect((await poster().post(event, never)).error).toMatch(/^cannot be reached \(\w+\)$/);
  await receiver.close();
  expect(await poster().post(event, never)).toMatchObject({
    status: null,
    error: 'cannot be reached (ECONNREFUSED)',
  });
  receiver = await startReceiver();
});

test('what was taken is taken, though the rest of the answer never comes', async () => {
  receiver.answer((response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('thank');
  });
  expect(await poster({ timeoutMs: 300 }).post(event, never)).toMatchObject({
    status: 200,
    error: null,
  });
});
