import { z } from 'zod';
import { stages } from '../../domain/message.ts';
import type { LedgerEntry } from '../../ports.ts';
import { time } from '../openapi/shapes.ts';

export const ledgerEntry: z.ZodType<LedgerEntry> = z
  .object({
    id: z.int().positive().describe('For `/mailboxes/{id}`.'),
    account: z.string(),
    mailbox: z.string(),
    uidValidity: z.int().nonnegative(),
    startUid: z.int().nonnegative().describe('From this UID on the ledger proves completeness.'),
    cursor: z.int().nonnegative().describe('Every UID up to here that the server had has a row.'),
    state: z.string().describe('Of the machine that watches it, such as `connected.watching`.'),
    lastSyncAt: time.nullable(),
    reconciledAt: time.nullable().describe('When rows and server were last compared.'),
    left: z.int().nonnegative().describe('Older messages that the first start left alone.'),
    counts: z.partialRecord(z.enum(stages), z.int().nonnegative()).describe('Messages by stage.'),
    gaps: z
      .array(z.object({ uid: z.int().positive(), since: time }))
      .describe('UIDs that the server had and the ledger lacked, until they are taken in.'),
  })
  .meta({
    id: 'LedgerEntry',
    description: 'A folder, and the proof that nothing of it is missing.',
  });

export const ledger: z.ZodType<{ mailboxes: LedgerEntry[] }> = z
  .object({ mailboxes: z.array(ledgerEntry) })
  .meta({ id: 'Ledger' });
