/** The rules that decide, without any model, what is answered at all. */
import { correspondent, type Mail } from './mail.ts';
import type { Message } from './message.ts';

export interface MailPolicy {
  /** Lower-cased addresses whose mail is our own. */
  ownAddresses: string[];
  /** Drafts that one sender gets in a day. */
  senderDailyCap: number;
}

/**
 * Why a mail is our own, or null. A web form sends in our name with the visitor's address in
 * Reply-To: that is a lead, and not our own.
 */
export function ownMailReason(mail: Mail, { ownAddresses }: MailPolicy): string | null {
  const from = mail.from?.address;
  if (!from || !ownAddresses.includes(from)) return null;
  const answerTo = correspondent(mail)?.address;
  return answerTo === undefined || ownAddresses.includes(answerTo)
    ? `own mail, from ${from}`
    : null;
}

/** Why a classified message gets no reply, or null when one is due. */
export function noReplyReason(message: Message): string | null {
  const { parsing: mail, classifying } = message;
  if (mail?.automated) return `machine-made mail: ${mail.automated}`;
  if (classifying?.category === 'Spam') return 'spam is never answered';
  if (mail && !correspondent(mail)) return 'there is no address to answer to';
  return null;
}

/** Machine-made mail and spam are dealt with by rules: no model call is spent on them. */
export function needsNoModel(message: Message): boolean {
  return Boolean(message.parsing?.automated) || message.classifying?.category === 'Spam';
}
