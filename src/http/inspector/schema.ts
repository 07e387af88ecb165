import { z } from 'zod';

const message = 'must be the type of an event, such as mailbox.retry';

/** What a person has a machine hear: the type alone, for facts are told by those who saw them. */
export const sentEvent = z.strictObject({
  type: z.string(message).min(1, message).max(200, message),
});
