import { createHmac } from 'node:crypto';

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/**
 * The headers of a signed webhook (Standard Webhooks 1.0): a signature a secret over
 * `id.timestamp.body`, so that a receiver may change from one to another without a gap.
 * @param now epoch milliseconds
 */
export function signed(
  { event, body }: { event: string; body: string },
  secrets: string[],
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => {
    const hmac = createHmac('sha256', keyOf(secret)).update(`${event}.${timestamp}.${body}`);
    return `v1,${hmac.digest('base64')}`;
  });
  return {
    'webhook-id': event,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
