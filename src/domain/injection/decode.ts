/** Longer runs are looked at in part. */
const maxRun = 8_000;
const maxDecoded = 40_000;
const maxRuns = 40;

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
};
const named: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

type Decoder = (text: string) => string[];

/** Each yields what a text would say if it were encoded its way, or nothing. All are linear. */
const decoders: Decoder[] = [
  base64,
  hexadecimal,
  numbered,
  escaped,
  entities,
  morse,
  rot13,
  reversed,
  leetspeak,
  spaced,
  joined,
  hyphenated,
];

/** What the encodings in a text say: a model reads many of them as readily as plain words. */
export function decoded(text: string): string[] {
  let left = maxDecoded;
  const found: string[] = [];
  for (const decode of decoders) {
    for (const piece of decode(text)) {
      if (left <= 0) return found;
      found.push(piece.slice(0, left));
      left -= piece.length;
    }
  }
  return found;
}

function runs(text: string, pattern: RegExp): string[] {
  const found: string[] = [];
  for (const [run] of text.matchAll(pattern)) {
    found.push(run.slice(0, maxRun));
    if (found.length === maxRuns) break;
  }
  return found;
}

function base64(text: string): string[] {
  return runs(
    text,
    /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{8,})*/g,
  ).flatMap((run) => {
    const packed = run.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
    try {
      return readable(atob(packed.slice(0, packed.length - (packed.length % 4 === 1 ? 1 : 0))));
    } catch {
      return [];
    }
  });
}

function hexadecimal(text: string): string[] {
  return runs(text, /(?<![a-z0-9])(?:(?:0x|\\x)?[0-9a-f]{2}[ :,]?){12,}/gi).flatMap((run) =>
    readable(
      (run.replace(/0x|\\x/gi, '').match(/[0-9a-f]{2}/gi) ?? [])
        .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
        .join(''),
    ),
  );
}

/** Binary and decimal codes of characters: `01101001 …`, `105 103 …`. */
function numbered(text: string): string[] {
  const codes = (pattern: RegExp, each: RegExp, base: number): string[] =>
    runs(text, pattern).flatMap((run) =>
      readable(
        (run.match(each) ?? [])
          .map((code) => String.fromCharCode(Number.parseInt(code, base)))
          .join(''),
      ),
    );
  return [
    ...codes(/(?:[01]{8}[ ,]?){10,}/g, /[01]{8}/g, 2),
    ...codes(/(?:\d{2,3}[ ,]{1,2}){12,}/g, /\d{2,3}/g, 10),
  ];
}

/** `%69%67`, `\u0069`, `=69`. */
function escaped(text: string): string[] {
  if (!/%[0-9a-f]{2}|\\u[0-9a-f]{4}/i.test(text)) return [];
  const escape = /%([0-9a-f]{2})|\\u([0-9a-f]{4})/gi;
  const lines = text.split('\n').filter((line) => line.search(escape) !== -1);
  const plain = lines
    .join('\n\n')
    .replace(/\+(?=[^\s]{0,40}%20)/g, ' ')
    .replace(escape, (_, short: string, long: string) =>
      String.fromCharCode(Number.parseInt(short ?? long, 16)),
    );
  return [/%[89a-f][0-9a-f]/i.test(text) ? utf8(plain) : plain];
}

function entities(text: string): string[] {
  if (!/&(?:#|[lg]t;|quot;)/.test(text)) return [];
  const coded = text.split('\n').filter((line) => /&#?\w/.test(line));
  const plain = coded
    .join('\n\n')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));?/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name) return named[name.toLowerCase()] ?? whole;
        const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      },
    );
  return [plain];
}

const morseCode =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'.split(
    ' ',
  );

function morse(text: string): string[] {
  return runs(text, /[.\-/ ]{40,}/g).flatMap((run) => {
    const words = run.split(/ ?\/ ?| {2,}/).map((word) =>
      word
        .split(' ')
        .map((sign) => String.fromCharCode(97 + morseCode.indexOf(sign)))
        .join(''),
    );
    return readable(words.join(' '));
  });
}

/** Only where a word of an order shows in it: "instructions", "ignore", "previous", "prompt". */
function rot13(text: string): string[] {
  if (!/vafgehpgvba|vtaber|cerivbhf|cebzcg|qvfertneq/i.test(text)) return [];
  return [
    text.replace(/[a-z]/gi, (letter) => {
      const base = letter <= 'Z' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  ];
}

/** The same words backwards: the whole text, or word for word. */
function reversed(text: string): string[] {
  if (!/noitcurtsni|erongi|suoiverp|tpmorp|dragersid/i.test(text)) return [];
  const backwards = (part: string): string => Array.from(part).toReversed().join('');
  return [backwards(text), text.replace(/\S+/g, backwards)];
}

function leetspeak(text: string): string[] {
  if (!/[a-z][013457@$!|][a-z]/i.test(text)) return [];
  return paragraphs(text).flatMap((part) => {
    const mixed = runs(part, /[013457@$!|][a-z]{1,2}[a-z013457@$!|]/gi);
    if (mixed.length < 2) return [];
    return revealed(
      part,
      part.replace(/[013457@$!|]/g, (digit) => leet[digit] ?? digit),
    );
  });
}

/** `i g n o r e`, `i-g-n-o-r-e`, `i.g.n.o.r.e`: two blanks or a slash are then the end of a word. */
function spaced(text: string): string[] {
  if (!/(?<!\w)\w[ .\-_*|~]{1,3}\w[ .\-_*|~]{1,3}\w[ .\-_*|~]{1,3}\w(?!\w)/.test(text)) return [];
  return runs(text, /(?:\p{L}[ .\-_*|~]{1,3}){7,}\p{L}(?!\p{L})/gu).map((run) =>
    run
      .replace(/ {2,}|[ ]?[|/][ ]?/g, '\n')
      .replace(/[ .\-_*~]/g, '')
      .replaceAll('\n', ' '),
  );
}

/** `ignore_all_previous-instructions`, `IgnoreAllPreviousInstructions`. */
function joined(text: string): string[] {
  const words =
    /\b[a-z]{2,20}(?:[_.+*-][a-z]{2,20}){2,}|\b[A-Z]?[a-z]{1,20}(?:[A-Z][a-z]{1,20}){2,}/g;
  if (telling(text).length === 0) return [];
  return runs(text, words)
    .filter((run) => telling(run).length > 0)
    .map((run) => run.replace(/[_.+*-]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2'));
}

/** `ign-ore prev-ious instruct-ions`. */
function hyphenated(text: string): string[] {
  if (revealed(text, text.replaceAll('-', '')).length === 0) return [];
  return paragraphs(text).flatMap((part) => {
    const broken = runs(part, /\b[a-z]{2,9}-[a-z]{2,9}\b(?!-)/g);
    if (broken.length < 2) return [];
    return revealed(part, part.replace(/(?<=[a-z])-(?=[a-z])/g, ''));
  });
}

const orderWords = /ignor|instruc|previous|prompt|disregard|forget|assistant|classif/gi;

function telling(text: string): string[] {
  return text.match(orderWords) ?? [];
}

/** A text is only looked at again where more words of an order show in it than did before. */
function revealed(before: string, after: string): string[] {
  return telling(after).length > telling(before).length ? [after] : [];
}

function paragraphs(text: string): string[] {
  return text.split(/\n[ \t\r]*\n/);
}

/** The bytes as text, where nearly all of it is text. */
function readable(bytes: string): string[] {
  if (/(?![\t\n\v\f\r])\p{Cc}/u.test(bytes.slice(0, 200))) return [];
  const text = utf8(bytes);
  const odd = text.replace(/[\p{L}\p{M}\p{N}\p{P}\p{Zs}\n\r\t<>=+|]/gu, '').length;
  return text.length >= 8 && odd * 20 < text.length && /\p{L}{3}/u.test(text) ? [text] : [];
}

/** Code units up to 255 taken for UTF-8; as they are where they are none. */
function utf8(bytes: string): string {
  if (!/[\u{80}-\u{FF}]/u.test(bytes)) return bytes;
  try {
    const escapes = bytes.replace(
      /[%\u{80}-\u{FF}]/gu,
      (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
    return decodeURIComponent(escapes);
  } catch {
    return bytes;
  }
}
