/** A call as documents write it. */
export interface Call {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  /** As it was written. */
  line: string;
}

/**
 * The calls of `curl` in a text, one a command; comments are left out.
 * @throws where one uses what this does not know, so that none is passed over
 */
export function callsIn(text: string): Call[] {
  const joined = text.replace(/\\\n\s*/g, ' ');
  return joined
    .split('\n')
    .filter((line) => /^\s*curl /.test(line))
    .map((line) => callOf(line.trim()));
}

function callOf(line: string): Call {
  const [, ...words] = wordsOf(line);
  const call: Call = { method: 'GET', url: '', headers: {}, body: null, line };
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '-X') call.method = words.shift() ?? '';
    else if (word === '-H') addHeader(call, words.shift() ?? '');
    else if (word === '-d') call.body = words.shift() ?? '';
    else if (/^https?:/.test(word) && call.url === '') call.url = word;
    // What becomes of the answer is not asked of the server.
    else if (!['-N', '-OJ', '-s', '-sS'].includes(word)) throw new Error(`${word} in: ${line}`);
  }
  return call;
}

function addHeader(call: Call, header: string): void {
  const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(header) ?? [];
  call.headers[name.toLowerCase()] = value;
}

/** Words as a shell parts them: quotes group, an escaped quote is itself, `#` begins a comment. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  const word = /(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g;
  for (const [found] of line.matchAll(word)) {
    if (found.startsWith('#')) break;
    words.push(found.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, a, b, c) => a ?? b ?? c));
  }
  return words;
}
