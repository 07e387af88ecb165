import type { Category } from '../../../../src/domain/category.ts';
import type { Mail } from '../../../../src/domain/mail.ts';

/** A mail with the category that a person gave it. */
export interface Labelled {
  category: Category;
  mail: Mail;
}

/** Builds a mail; an answer is given a thread that is not its own. */
export function labelled(
  category: Category,
  from: string,
  subject: string,
  text: string,
  more: Partial<Mail> = {},
): Labelled {
  const [, name = '', address = from] = /^(.*?)\s*<(.+)>$/.exec(from) ?? [];
  const mail: Mail = {
    from: { name, address },
    replyTo: null,
    recipients: [{ name: '', address: 'marketing@example.com' }],
    subject,
    messageId: '<own@example.net>',
    threadId: '<own@example.net>',
    text,
    attachments: [],
    automated: null,
    ...more,
  };
  return { category, mail };
}

/** An answer in somebody's thread. */
export const answer: Partial<Mail> = { threadId: '<first@example.com>' };
