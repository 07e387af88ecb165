/**
 * What identifies people and deals, masked: what one sender wrote must not reach another by way of
 * an example. Masks too much rather than too little; the manner of a reply survives that.
 */
export function masked(texts: string[]): string[] {
  const names = texts.flatMap(namesIn);
  return texts.map((text) => maskNames(maskMarks(text), names));
}

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*/gu;
const link =
  /\b(?:[a-z][a-z+.-]*:\/\/|www\.)[^\s<>"']+|\b(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,24})\b(?:\/[^\s<>"']*)?/giu;
const amount =
  /(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY))\s?\d(?:[\d.,' ]*\d)?|\b\d(?:[\d.,' ]*\d)?\s?(?:[$€£¥%]|(?:USD|EUR|GBP|CHF|JPY|dollars?|euros?|pounds?|percent|Prozent)\b)/giu;
/** Telephone, account and order numbers, dates. */
const number = /\+?\p{N}[\p{N}().,/ -]{2,}\p{N}/gu;
/** Words of letters and digits, such as a ticket's or a contract's number. */
const code = /\b(?=\p{L}*\p{N})(?=\p{N}*\p{L})[\p{L}\p{N}]+(?:[-_/][\p{L}\p{N}]+)*\b/gu;

function maskMarks(text: string): string {
  return text
    .replace(email, '[address]')
    .replace(link, '[link]')
    .replace(amount, '[amount]')
    .replace(number, '[number]')
    .replace(code, '[number]');
}

const word = String.raw`\p{Lu}[\p{L}'’-]+`;
/** After these words stands a name, whatever it looks like. */
const introduced = [
  new RegExp(
    String.raw`\b(?:[Dd]ear|[Hh]ello|[Hh]i|[Hh]ey|[Hh]allo|[Ll]iebe[rs]?|[Gg]eehrte[rs]?|[Bb]onjour|[Cc]her|[Cc]hère|[Hh]ola|[Ee]stimad[oa]|[Cc]iao|[Gg]entile|[Bb]este|[Oo]lá|[Cc]aro|[Cc]ara)\s+((?:${word}\.?\s*){1,4})`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|Mme|Madame|Monsieur|Sr|Sra|Señora?|Signora?)\.?\s+((?:${word}\s*){1,3})`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:[Mm]y name is|I am|I'm|[Tt]his is|[Ii]ch bin|[Jj]e suis|[Ss]oy|[Ss]ono)\s+((?:${word}\s*){1,3})`,
    'gu',
  ),
];
/** Two or more capitalised words in a row: people, companies, products. */
const row = new RegExp(
  String.raw`(?<!\p{L})${word}(?:[ \t]+(?:(?:van|von|de|der|di|da)[ \t]+)*${word})+`,
  'gu',
);
/** What stands alone on one of the last lines, as under a letter. */
const signed = new RegExp(String.raw`^${word}(?:[ \t]+${word}){0,2}$`, 'u');

/** What stands before a name and is none. */
const greetings = new Set(
  'dear hello hi hey good morning afternoon evening hallo guten tag morgen liebe lieber liebes sehr geehrte geehrter bonjour bonsoir cher chère hola buenos días estimado estimada ciao buongiorno gentile beste olá bom dia caro cara'.split(
    ' ',
  ),
);

function namesIn(text: string): string[] {
  const found = [row, ...introduced].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]),
  );
  const below = text
    .trimEnd()
    .split('\n')
    .slice(-4)
    .filter((line) => signed.test(line.trim()));
  const words = [...found, ...below].flatMap((name) => name.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []);
  return [...new Set(words)].filter((name) => !greetings.has(name.toLowerCase()));
}

/** Also where a name stands alone. */
function maskNames(text: string, names: string[]): string {
  if (names.length === 0) return text;
  const known = new Set(names);
  return text
    .replace(/\p{L}[\p{L}'’-]*/gu, (found) =>
      known.has(found) || known.has(found.replace(/['’]s$/, '')) ? '[name]' : found,
    )
    .replace(/\[name\](?:[ \t]+\[name\])+/g, '[name]');
}
