import type { Category } from '../../../../src/domain/category.ts';
import type { Mail } from '../../../../src/domain/mail.ts';
import { aMail } from '../../../support/a-claim.ts';

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
  const mail = aMail({
    from: { name, address },
    recipients: [{ name: '', address: 'marketing@example.com' }],
    subject,
    messageId: '<own@example.net>',
    threadId: '<own@example.net>',
    text,
    ...withoutQuotes(text),
    ...more,
  });
  return { category, mail };
}

/** The parser's part: what a mail quotes is kept apart from what its sender wrote. */
function withoutQuotes(text: string): Pick<Mail, 'own' | 'quoted'> {
  const lines = text.split('\n');
  const isQuote = (line: string): boolean => /^\s?>|^On .+ wrote:$/.test(line);
  const own = lines
    .filter((line) => !isQuote(line))
    .join('\n')
    .trim();
  return { own: own || text, quoted: lines.filter(isQuote).join('\n') };
}

/** An answer in somebody's thread. */
export const answer: Partial<Mail> = { threadId: '<first@example.com>' };
