import type { HttpDeps } from '../deps.ts';
import { type Pages, sendById } from './pages.ts';

/** Bytes of a source that are shown; the rest is for a mail program. */
const shownBytes = 200_000;

/** The source of a message as text: for whoever wants to see why it was, or was not, understood. */
export function sourcePage(pages: Pages, deps: HttpDeps): void {
  pages.get('/dashboard/messages/:id/source', (ctx) =>
    sendById(ctx, 'raw', (id) => sourceModel(deps, id)),
  );
}

/** null: there is no such message. */
async function sourceModel({ messages }: HttpDeps, id: number) {
  const [row, source] = await Promise.all([messages.get(id), messages.source(id)]);
  if (!row) return null;
  const shown = source?.subarray(0, shownBytes) ?? null;
  return {
    id,
    subject: row.subject ?? '',
    uid: row.uid,
    folder: `${row.account} · ${row.mailbox}`,
    text: shown && visible(decoded(shown)),
    bytes: source?.length ?? 0,
    shown: shown?.length ?? 0,
  };
}

/** Mail of old programs is in some charset of its own, which need not be said in the header. */
function decoded(source: Buffer): string {
  try {
    // As a stream, so that a character that is cut at the end is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(source, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(source);
  }
}

/** Line breaks of one kind; every other control character (C0, DEL) as its picture (U+2400 and on). */
function visible(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\t\n])\p{Cc}/gu, (control) => {
    const code = control.charCodeAt(0);
    if (code === 0x7f) return '\u2421';
    // C1 controls have none.
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
  });
}
