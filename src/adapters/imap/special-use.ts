import type { ImapConnection } from './connection.ts';

export type SpecialUse = '\\Drafts' | '\\Sent';

/**
 * The path of the folder with a special use (RFC 6154), else of one with such a name, of which
 * imapflow knows those of many tongues. null: there is none.
 */
export async function folderFor(
  use: SpecialUse,
  connection: ImapConnection,
): Promise<string | null> {
  const folders = await connection.command('LIST', (flow) => flow.list());
  const found = folders.find(
    // Some servers list a folder that holds others only, or is gone but still subscribed to.
    ({ specialUse, flags }) =>
      specialUse === use && !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
  );
  return found?.path ?? null;
}
