/** How text is looked at: as a model would read it, and what its encodings hide. */

/** Soft hyphens, joiners, zero-width spaces, directional marks, variation selectors, fillers. */
const invisible =
  /\u{AD}|\u{34F}|\u{61C}|[\u{115F}\u{1160}]|[\u{17B4}\u{17B5}]|[\u{180B}-\u{180E}]|[\u{200B}-\u{200F}]|[\u{202A}-\u{202E}]|[\u{2060}-\u{206F}]|\u{3164}|[\u{FE00}-\u{FE0F}]|\u{FEFF}|\u{FFA0}/gu;

/**
 * Compatibility forms unified, invisible characters gone, and the "tag" characters (U+E0020 to
 * U+E007E), which smuggle ASCII past people, made visible.
 */
export function visible(text: string): string {
  return text
    .replace(/[\u{E0020}-\u{E007E}]/gu, (tag) =>
      String.fromCodePoint(tag.codePointAt(0)! - 0xe0000),
    )
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u{2018}\u{2019}\u{201B}\u{2032}]/gu, "'")
    .replace(/[\u{2010}-\u{2012}]/gu, '-');
}

const strokes: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', ß: 'ss' };

/** Lower-cased, without accents: those of "instrucción" are as often left out. */
export function fold(text: string): string {
  return stripped(text.toLowerCase());
}

/** A pattern's source, which is written in lower case with its accents, in the form of `fold`. */
export function stripped(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u{300}-\u{36F}\u{64B}-\u{65F}]/gu, '')
    .normalize('NFC')
    .replace(/[łøđıæß]/gu, (letter) => strokes[letter]!);
}

/** Letters of other scripts that look like Latin ones, and small capitals. */
const lookAlikes = new Map(
  Object.entries({
    a: 'аαɑᴀ',
    b: 'ьвβʙ',
    c: 'сϲᴄ',
    d: 'ԁᴅ',
    e: 'еεєᴇ',
    f: 'ғꜰ',
    g: 'ɡɢ',
    h: 'һнʜ',
    i: 'іιɩɪ',
    j: 'јᴊ',
    k: 'кκᴋ',
    l: 'ӏʟ',
    m: 'мᴍ',
    n: 'пηɴ',
    o: 'оοσօᴏ',
    p: 'рρᴘ',
    q: 'ԛ',
    r: 'гʀ',
    s: 'ѕꜱ',
    t: 'тτᴛ',
    u: 'υսᴜ',
    v: 'ѵνᴠ',
    w: 'ԝωᴡ',
    x: 'хχ',
    y: 'уүγʏ',
    z: 'ᴢ',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);
const alien = /[\u{250}-\u{2AF}\u{370}-\u{52F}\u{570}-\u{57F}\u{1D00}-\u{1D7F}\u{A730}-\u{A7FF}]/u;
const aliens = new RegExp(alien, 'gu');

/** Latin text of which single letters were taken from another script; other text stays as it is. */
export function latinized(folded: string): string {
  if (!alien.test(folded)) return folded;
  return folded.replace(/[\p{L}\p{M}]+/gu, (word) =>
    /[a-zᴀ-ᵿꜰꜱɢɪɴʀʏʜʟʙ]/u.test(word) && alien.test(word)
      ? word.replace(aliens, (letter) => lookAlikes.get(letter) ?? letter)
      : word,
  );
}
