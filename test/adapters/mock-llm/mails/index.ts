import { generalMails } from './general.ts';
import type { Labelled } from './labelled.ts';
import { leadMails } from './lead.ts';
import { spamMails } from './spam.ts';
import { supportMails } from './support.ts';

/** The mails on which the vocabulary was tuned. */
export const knownMails: Labelled[] = [
  ...leadMails,
  ...supportMails,
  ...generalMails,
  ...spamMails,
];
