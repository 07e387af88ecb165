import { addresses } from './hostile/addresses.ts';
import { attachments } from './hostile/attachments.ts';
import { encodings } from './hostile/encodings.ts';
import { headers } from './hostile/headers.ts';
import { htmls } from './hostile/html.ts';
import type { HostileMails } from './hostile/make.ts';
import { oddities } from './hostile/oddities.ts';
import { structures } from './hostile/structure.ts';

export type { HostileMail } from './hostile/make.ts';

/** Mails that once made mailparser hang, crash or take minutes, and their relatives. */
export const hostileMails: HostileMails = {
  ...structures,
  ...encodings,
  ...headers,
  ...addresses,
  ...htmls,
  ...attachments,
  ...oddities,
};
