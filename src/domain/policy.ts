/** The rules that decide, without any model, what is answered at all. */
import { isMassMail } from './automated.ts';
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

/** Machine-made, unless it only poses so: a deceptive notice is spam and no system's. */
export function isMachineMade(message: Pick<Message, 'parsing' | 'classifying'>): boolean {
  const reason = message.parsing?.automated;
  if (!reason) return false;
  return message.classifying?.category !== 'Spam' || isMassMail(reason);
}

/** Why a classified message gets no reply, or null when one is due. */
export function noReplyReason(message: Message): string | null {
  const { parsing: mail, classifying } = message;
  if (isMachineMade(message)) return `machine-made mail: ${mail?.automated}`;
  if (classifying?.category === 'Spam') return 'spam is never answered';
  if (mail && !correspondent(mail)) return 'there is no address to answer to';
  return null;
}

/** Machine-made mail and spam are dealt with by rules: no model call is spent on them. */
export function needsNoModel({ parsing: mail, classifying }: Message): boolean {
  return Boolean(mail?.automated) || classifying?.category === 'Spam';
}

/** Mail that seems to address a model is kept from one: the mock answers in its place. */
export function isKeptFromModel({ parsing: mail }: Message): boolean {
  return mail?.injection.suspected === true;
}
