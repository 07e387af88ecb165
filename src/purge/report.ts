import type { Purged, PurgePlan } from '../ports.ts';

/** Numbers only: what is removed must not live on in a log of this command. */
export function planText(plan: PurgePlan, dryRun: boolean): string {
  const { messages, inWork, drafts, mentions } = plan;
  const lines = [
    `Found: ${messages.length} messages of this sender${inWork > 0 ? `, ${inWork} of them in work now` : ''}` +
      `${drafts.length > 0 ? `, and ${drafts.length} drafts without a message here` : ''}.`,
  ];
  if (mentions > 0) {
    lines.push(
      `Left: ${mentions} messages of others name the address; look at them with GET /messages?q=…`,
    );
  }
  if (dryRun) lines.push('Nothing was removed (--dry-run).');
  return lines.join('\n');
}

export function purgedText(purged: Purged): string {
  const { messages, sources, mails, drafts, versions, outgoing, webhooks } = purged;
  return [
    'Removed:',
    `  ${sources} sources, ${mails} parsed mails`,
    `  ${drafts} drafts with ${versions} versions, ${outgoing} replies on their way or sent`,
    `  ${webhooks} webhooks`,
    `Tombstones in the ledger: ${messages} (key, UID, hash and size stay, so that none is taken in again)`,
  ].join('\n');
}

export function scrubbedText(files: { bytesBefore: number; bytesAfter: number }): string {
  const size = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;
  return [
    `Done: the files had ${size(files.bytesBefore)} and have ${size(files.bytesAfter)}; nothing deleted is left in them.`,
    'Still to be looked after by you: backups, the mailbox itself, the CRM, and who received webhooks.',
  ].join('\n');
}
