/**
 * Whether a model's answer was led astray by the mail it read, or made something up. It is code
 * that judges, so that no text can talk it round; what it cannot tell is left to the person who
 * reviews the draft.
 */
import { isLanguage, isOtherLanguage } from './answer/language.ts';
import { leakFaults, letterFaults } from './answer/leaks.ts';
import { linkFaults, numberFaults } from './answer/links.ts';
import { promiseFaults } from './answer/promises.ts';
import { plain, sourcesOf } from './answer/sources.ts';
import { wordFaults } from './answer/words.ts';
import type { Mail } from './mail.ts';
import type { CrmRecord, Reply } from './message.ts';
import type { Playbook } from './playbook.ts';

/** What a reply was drafted from; what is not named here does not matter to the judgement. */
export interface ReplyContext {
  mail: Mail;
  playbook: Playbook;
  crm: CrmRecord | null;
  instruction: string | null;
  classification?: unknown;
  background?: unknown;
}

/** Longer answers are no letters. */
const maxBody = 20_000;
const maxSubject = 1_000;

/**
 * What is wrong with a reply, in words that quote neither mail nor reply; empty when nothing is.
 * Links, mail addresses, telephone numbers, amounts and promises come from the playbook or the
 * person's instruction or not at all, codes and references also from the mail.
 */
export function faultsOfReply(reply: Reply, context: ReplyContext): string[] {
  const { mail, instruction } = context;
  const subject = reply.subject.slice(0, maxSubject);
  const body = reply.body.slice(0, maxBody);
  const sources = sourcesOf(context);
  const text = `${ownSubject(subject, mail.subject)}\n\n${body}`;
  // "Thank you for your message about …" promises nothing of what the subject says.
  const fresh = mail.subject.length > 3 ? text.replaceAll(mail.subject, ' ') : text;
  const faults = [
    ...linkFaults(text, sources),
    ...numberFaults(text, sources),
    ...promiseFaults(fresh, sources),
    ...wordFaults(fresh, sources),
    ...leakFaults(text, sources),
    ...letterFaults(subject, body, sources),
  ];
  if (reply.body.length > maxBody || reply.subject.length > maxSubject)
    faults.push('too much text');
  if (!isLanguage(reply.language)) faults.push('a language field that names no language');
  // An instruction may ask for another language, and nobody can tell here which.
  if (instruction === null && isOtherLanguage(body, mail.own || mail.text)) {
    faults.push('another language than the mail');
  }
  return [...new Set(faults)];
}

/**
 * The same for a note that staff read (`reason`, `intent`). It reports what the mail says, so that
 * amounts are no fault; nor is the language, which is the company's.
 */
export function faultsOfNote(text: string, context: { mail: Mail; playbook: Playbook }): string[] {
  const sources = sourcesOf(context);
  const note = text.slice(0, maxBody);
  const faults = [
    ...linkFaults(note, sources),
    ...numberFaults(note, sources),
    ...wordFaults(note, sources),
    ...leakFaults(note, sources),
  ];
  if (text.length > maxBody) faults.push('too much text');
  return [...new Set(faults)];
}

/** A subject that only continues the mail's is the sender's own: nothing new in it. */
function ownSubject(subject: string, asked: string): string {
  const bare = (each: string): string =>
    plain(each)
      .replace(
        /^(?:\s*(?:re|aw|fwd?|wg|sv|vs|tr|rv|antw|odp|r|回复|答复)\s?(?:\[\d+\])?\s?[:：])+\s*/u,
        '',
      )
      .trim();
  return bare(subject) === bare(asked) ? '' : subject;
}
