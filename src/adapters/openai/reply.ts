import type { Mail } from '../../domain/mail.ts';
import type { Reply } from '../../domain/message.ts';
import type { Answer, Reading } from './answers.ts';
import { oneLine } from './text.ts';

/** Closings, in the languages of `sign`, as models write them in spite of being told not to. */
const closing =
  /^((with )?(best|kind|warm|kindest|warmest)?\s*(regards|wishes)|all the best|best|cheers|sincerely|yours (sincerely|truly|faithfully)|(many )?thanks|thank you|(mit )?(freundlichen|herzlichen|besten|viele|beste|liebe)n? grü(ß|ss)en?|cordialement|bien à vous|(un )?(cordial )?saludos?|atentamente|cordiali saluti|distinti saluti|met vriendelijke groet(en)?|(com os melhores )?cumprimentos|atenciosamente)\s*[,.!]?$/i;
const placeholder =
  /\[(your|my|our|insert|add|sender'?s?|recipient'?s?|company|customer)\b[^\]\n]{0,40}\]/i;

/** The draft as it may be used, or what has to be mended: it is empty or has gaps left to fill in. */
export function replyOf(answer: Answer<'draft'>, mail: Mail): Reading<Reply> {
  const body = withoutClosing(answer.body);
  if (!body) return wrong('the reply has no text', 'body: There is no text above the closing.');
  const gap = placeholder.exec(body)?.[0];
  // Someone whose merge fields fail may well write about them.
  if (gap && !mail.text.includes(gap)) {
    return wrong(
      'the reply has a placeholder in it',
      'body: It has a placeholder in square brackets. Leave out what you do not know.',
    );
  }
  const subject = answer.subject || subjectOf(mail);
  return { ok: true, value: { subject, body, language: answer.language } };
}

function wrong(message: string, advice: string): Reading<never> {
  return { ok: false, fault: { message, advice, freeForm: false } };
}

function subjectOf({ subject }: Mail): string {
  const line = oneLine(subject, 240);
  return /^re:/i.test(line) ? line : `Re: ${line || 'your message'}`;
}

/** The caller signs; a second closing above its own would look careless. */
function withoutClosing(body: string): string {
  const lines = body.split('\n');
  // A closing and the lines of a signature, not a word of thanks in the middle of the letter.
  const at = lines.findIndex((line, index) => index >= lines.length - 6 && isClosing(line.trim()));
  if (at < 0 || lines.slice(at + 1).some((line) => line.length > 60)) return body;
  return lines.slice(0, at).join('\n').trimEnd();
}

function isClosing(line: string): boolean {
  return closing.test(line) || /^\[[^\]]+\]$/.test(line);
}
