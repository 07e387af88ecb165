/** The webhook machine's hands: the table on one side, the receiver on the other. */
import { fromPromise } from 'xstate';
import type { PostAnswer } from '../domain/webhook.ts';
import type { WebhookClaim, WebhookDelivery, WebhookPoster, WebhookStore } from '../ports.ts';

export interface WebhookPorts {
  poster: WebhookPoster;
  /** Told after it was written down what a try came to. */
  onTried(delivery: WebhookDelivery, answer: PostAnswer): void;
}

type Tried = { claim: WebhookClaim; answer: PostAnswer };

export const claimWebhooks = (webhooks: Pick<WebhookStore, 'claim'>) =>
  fromPromise<WebhookClaim[], { limit: number }>(({ input }) => webhooks.claim(input.limit));

/** All at once: they are about different things, so that none waits for another. */
export const postWebhooks = ({ poster }: WebhookPorts) =>
  fromPromise<Tried[], WebhookClaim[]>(({ input, signal }) =>
    Promise.all(input.map(async (claim) => ({ claim, answer: await poster.post(claim, signal) }))),
  );

export const settleWebhooks = (
  webhooks: Pick<WebhookStore, 'settle'>,
  onTried: WebhookPorts['onTried'],
) =>
  fromPromise<void, Tried[]>(async ({ input }) => {
    const settled = new Map((await webhooks.settle(input)).map((row) => [row.id, row]));
    for (const { claim, answer } of input) {
      const delivery = settled.get(claim.id);
      if (delivery) onTried(delivery, answer);
    }
  });
