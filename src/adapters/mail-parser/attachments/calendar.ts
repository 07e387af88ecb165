const shown: Record<string, string> = {
  METHOD: 'Method',
  SUMMARY: 'Summary',
  ORGANIZER: 'Organizer',
  DTSTART: 'Start',
  DTEND: 'End',
  DUE: 'Due',
  LOCATION: 'Location',
  STATUS: 'Status',
  RRULE: 'Repeats',
  DESCRIPTION: 'Description',
  COMMENT: 'Comment',
};

/** What of a calendar (RFC 5545) people are shown: a line a property, an empty line between events. */
export function calendarText(source: string): string {
  const lines: string[] = [];
  // RFC 5545, 3.1: a line that begins with white space continues the one before.
  const unfolded = source.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  let isInZone = false;
  for (const line of unfolded) {
    if (/^BEGIN:VTIMEZONE/i.test(line)) isInZone = true;
    else if (/^END:VTIMEZONE/i.test(line)) isInZone = false;
    else if (/^BEGIN:V(EVENT|TODO|JOURNAL)/i.test(line)) lines.push('');
    else if (!isInZone) lines.push(...property(line));
  }
  return lines.join('\n');
}

function property(line: string): string[] {
  const [, name = '', parameters = '', value = ''] =
    /^([A-Za-z-]{1,40})((?:;[^:;"=]{1,60}=(?:"[^"]{0,500}"|[^:;"]{0,500})){0,20}):(.*)$/.exec(
      line,
    ) ?? [];
  const label = shown[name.toUpperCase()];
  if (!label) return [];
  const zone = /;TZID="?([^";:]+)/i.exec(parameters)?.[1];
  const person = /;CN="?([^";:]+)/i.exec(parameters)?.[1];
  const text = /^(DTSTART|DTEND|DUE)$/i.test(name) ? time(value) : unescaped(value);
  const address = text.replace(/^mailto:/i, '');
  return [`${label}: ${person ? `${person} <${address}>` : address}${zone ? ` (${zone})` : ''}`];
}

/** `20261116T100000Z` for people; a Z is UTC. */
function time(value: string): string {
  return value.replace(
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{0,2})?(Z?)$/,
    (_, year, month, day, hour?: string, minute?: string, utc?: string) =>
      `${year}-${month}-${day}${hour ? ` ${hour}:${minute}` : ''}${utc ? ' UTC' : ''}`,
  );
}

/** RFC 5545, 3.3.11. */
function unescaped(value: string): string {
  return value.replace(/\\([nN;,\\])/g, (_, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  );
}
