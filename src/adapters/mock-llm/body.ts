/** A mail's text, parted into what its sender wrote and what was quoted. */
export interface Body {
  /** Without quoted lines, forwarded heads and signature; the whole text where little else is left. */
  own: string;
  /** Quoted lines. */
  quoted: number;
}

/** Below this many characters a text beside its quotes says too little. */
const leastOwn = 25;

const quoteIntro =
  /^(on .{5,200} wrote:|.{0,120}(schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\s*:|-{2,}\s*(original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original)\s*-{2,})\s*$/iu;
const quotedLine = /^\s{0,3}[>|]/;

/** @param text at most some ten thousand characters; the caller caps it */
export function bodyOf(text: string): Body {
  const own: string[] = [];
  let quoted = 0;
  for (const line of text.split(/\r?\n/)) {
    if (quotedLine.test(line)) quoted++;
    // "-- " ends the text (RFC 3676, section 4.3); what follows an "Original Message" is quoted.
    else if (line === '-- ') break;
    else if (line.length < 400 && quoteIntro.test(line.trim())) {
      quoted++;
      if (line.trim().startsWith('--')) break;
    } else own.push(line);
  }
  const kept = own.join('\n').trim();
  return { own: kept.length >= leastOwn ? kept : text.trim(), quoted };
}

/** Sentences, or lines where there are no full stops; each trimmed and on one line. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n\s*\n|\n(?=[-*•]\s)/u)
    .map((sentence) => sentence.replace(/\s+/gu, ' ').trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}
