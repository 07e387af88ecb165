import type { FiledMail } from './mbox.ts';

/** Headers are looked at no further than this. */
const headLength = 64 * 1024;
/** Before this there was no mail of this kind: a clock that was not set. */
const earliest = Date.UTC(1980, 0, 1);
/** Clocks of others go wrong by hours; what comes from tomorrow is no date. */
const ahead = 86_400_000;

/**
 * When a mail was delivered, as far as its file tells: by the mbox's line, else by the last server's
 * `Received` (RFC 5321, 4.4), else by its `Date`, each only where it is plausible.
 * @param fallback epoch milliseconds of the file
 * @param now epoch milliseconds
 * @returns ISO 8601 UTC
 */
export function receivedAt(
  { fromLine, source }: Pick<FiledMail, 'fromLine' | 'source'>,
  fallback: number,
  now: number,
): string {
  const head = source.subarray(0, headLength).toString('latin1');
  const dates = [
    () => (fromLine === null ? NaN : dateOfFromLine(fromLine)),
    () => Date.parse(field(head, 'received')?.split(';').at(-1) ?? ''),
    () => Date.parse(field(head, 'date') ?? ''),
    () => fallback,
  ];
  for (const date of dates) {
    const time = date();
    if (time >= earliest && time <= now + ahead) return new Date(time).toISOString();
  }
  return new Date(now).toISOString();
}

/** `From ada@lead.example Sat Jan  3 01:05:34 1996`, with or without seconds and zone (UTC). */
function dateOfFromLine(line: string): number {
  const [, rest = ''] = /^From \S+\s+(.*)$/.exec(line) ?? [];
  const [, month, day, time, zone, year] =
    /(?:\w{3},? +)?(\w{3}) +(\d{1,2}),? +(\d{1,2}:\d{2}(?::\d{2})?)(?: +([+-]\d{4}|[A-Z]{1,5}))? +(\d{4})/.exec(
      rest,
    ) ?? [];
  if (!month) return Date.parse(rest);
  const [, trailing] = /\d{4} +([+-]\d{4})$/.exec(rest) ?? [];
  const date = `${day} ${month} ${year} ${time}`;
  const parsed = Date.parse(`${date} ${trailing ?? zone ?? 'UTC'}`);
  // Of time zones that have only a name, few are known.
  return Number.isNaN(parsed) ? Date.parse(`${date} UTC`) : parsed;
}

/** The first field of that name, unfolded. */
function field(head: string, name: string): string | undefined {
  const [top = ''] = head.split('\r\n\r\n', 1);
  const found = new RegExp(`^${name}[ \\t]*:(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(top);
  return found?.[1]?.replace(/\s+/g, ' ').trim();
}
