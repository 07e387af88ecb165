import type { ImapAccount } from './account.ts';
import type { ImapConnection } from './connection.ts';
import { AccountLogin } from './login.ts';
import { folderFor, type SpecialUse } from './special-use.ts';

/** A folder as it is found, opened for reading unless it is to be marked. */
export interface ProbedFolder {
  messages: number;
  /** Whether the account's mark can be set in it; true where there is none. */
  keepsMark: boolean;
}

/** One login into an account, to see what there is; changes nothing. */
export interface ImapProbe {
  /** Those that the program has a use for, as far as the server has them. */
  capabilities(): Promise<string[]>;
  /** Rejects where there is none, or it cannot be selected. */
  folder(path: string): Promise<ProbedFolder>;
  /** Paths that can be selected. */
  folders(): Promise<string[]>;
  /** null: there is none. */
  special(use: SpecialUse): Promise<string | null>;
}

export const usefulCapabilities = ['IDLE', 'UIDPLUS', 'CONDSTORE', 'SPECIAL-USE', 'MOVE'];

/**
 * Logs in as the program does, and hangs up when the work is done.
 * @throws Failure as `MailSource.connect`
 */
export async function probeImap<T>(
  account: ImapAccount,
  commandMs: number,
  signal: AbortSignal,
  work: (probe: ImapProbe) => Promise<T>,
): Promise<T> {
  const login = new AccountLogin(account, commandMs);
  return await login.briefly(signal, (connection) => work(probeOf(connection, account)));
}

function probeOf(connection: ImapConnection, { mark }: ImapAccount): ImapProbe {
  return {
    capabilities: () =>
      connection.command('CAPABILITY', async ({ capabilities }) =>
        usefulCapabilities.filter((name) => capabilities.has(name)),
      ),
    async folder(path) {
      const { exists } = await connection.command(`SELECT of "${path}"`, (flow) =>
        flow.mailboxOpen(path, { readOnly: mark === undefined }),
      );
      const { readOnly, permanentFlags } = connection.selected;
      const keeps =
        permanentFlags === undefined ||
        ['\\*', mark].some((flag) => permanentFlags.has(flag ?? ''));
      return { messages: exists, keepsMark: mark === undefined || (!readOnly && keeps) };
    },
    async folders() {
      const all = await connection.command('LIST', (flow) => flow.list());
      return all.filter(({ flags }) => !flags.has('\\Noselect')).map(({ path }) => path);
    },
    special: (use) => folderFor(use, connection),
  };
}
