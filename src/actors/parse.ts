import { fromPromise } from 'xstate';
import { Failure } from '../domain/failure.ts';
import type { Mail } from '../domain/mail.ts';
import type { Message } from '../domain/message.ts';
import type { MailParser, MessageStore } from '../ports.ts';

export const parse = (parser: MailParser, messages: Pick<MessageStore, 'source'>) =>
  fromPromise<Mail, { message: Message }>(async ({ input, signal }) => {
    const source = await messages.source(input.message.id);
    if (!source) {
      throw new Failure('mail.unparsable', 'its source is no longer stored');
    }
    return await parser.parse(source, signal);
  });
