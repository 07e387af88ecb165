/** An attribution names a person and a time: a longer line is somebody's sentence. */
const maxLength = 300;
/** Mail programs wrap it, or set name, address and verb on lines of their own. */
const maxLines = 4;

/** "Wrote", as mail programs put it. */
const verbs =
  /(?<!\p{L})(wrote|writes|schrieb|geschrieben|a [eé]crit|[eé]crit|escribi[oó]|ha escrito|va escriure|ha scritto|scrisse|escreveu|schreef|het volgende geschreven|geschreven|skrev|skrifaði|kirjoitti|napisa[lł](\(a\))?|napisała|pisze|napsal(\(a\)|a)?|napísal(\(a\)|a)?|написал(\(а\)|а)?|пишет|пише|írta|a scris|yazdı|şunları yazdı|έγραψε|kirjutas|rašė|rakstīja|je napisao|je napisala|menulis|đã viết|כתב(ה)?|كتب|写道|寫道|のメッセージ|は書きました|님이 작성|작성)(?!\p{L})/iu;

/** A date, a time of day, or an address: what tells an attribution from a sentence. */
const details =
  /\d{1,2}[:.h]\d{2}|(?<!\d)(19|20)\d{2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[^\s<>]@[^\s<>]/;

/**
 * How many lines from `at` attribute what follows to somebody, such as "On Monday, Jo wrote:", in
 * the languages of the world's mail programs; 0: none.
 */
export function attributionAt(lines: string[], at: number): number {
  const count = linesToEnd(lines, at);
  if (count === 0) return 0;
  const joined = lines
    .slice(at, at + count)
    .map((line) => line.trim())
    .join(' ');
  return joined.length <= maxLength && isAttribution(joined) ? count : 0;
}

/** The lines up to the first that ends as an attribution does, if they stand together. */
function linesToEnd(lines: string[], at: number): number {
  for (let count = 1; count <= maxLines && at + count <= lines.length; count++) {
    const line = lines[at + count - 1]!;
    if (line.length > maxLength || line.trim() === '' || /^\s*>/.test(line)) return 0;
    if (/[:：]\s*[-*_]{0,40}\s*$/.test(line)) return count;
    if (/(?<!\p{L})(wrote|写道|작성)[-\s]{0,40}$/u.test(line)) return count;
    // A sentence that ends here, or a greeting, does not begin an attribution.
    if (/[.!?,]\s*$/.test(line) && !details.test(line)) return 0;
  }
  return 0;
}

function isAttribution(line: string): boolean {
  if (verbs.test(line)) return details.test(line);
  // Google has languages in which nobody writes: "Mon, 16 Nov 2026 10:00, Jo <jo@x.example>:".
  return /<[^<>]+@[^<>]+>\p{Cf}?\s*[:：]$/u.test(line) && isFullAttribution(line);
}

/**
 * Whether an attribution can only be a mail program's: with an address, or with date and time.
 * "In your mail of 5 May you wrote:" is somebody's own sentence.
 */
export function isFullAttribution(line: string): boolean {
  const hasTime = /\d{1,2}[:.h]\d{2}/.test(line);
  const hasDate = /(?<!\d)(19|20)\d{2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(line);
  return /[^\s<>]@[^\s<>]/.test(line) || (hasTime && hasDate);
}

/** Set before what is known without its words, by a verb and a quotation that follows at once. */
export function looseAttribution(line: string): boolean {
  return line.length <= maxLength && /[:：]\s*$/.test(line) && verbs.test(line);
}

const original =
  /^(original( message| appointment|meldung)?|ursprüngliche (nachricht|e-?mail)|originalnachricht|ursprünglicher termin|message d['’]origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|originalmeddelande|ursprungligt meddelande|original(meddelelse|t meddelande)|oprindelig (besked|meddelelse)|opprinnelig melding|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|pôvodná správa|исходное сообщение|оригинальное сообщение|eredeti üzenet|mesaj original|orijinal mesaj|αρχικό μήνυμα|原始邮件|原始郵件|邮件原件|元のメッセージ|원본 메시지|原文|reply message|reply above this line)$/iu;
const forwarded =
  /^((begin |start of )?forwarded (message|mail|e-?mail)|forward(ed)?|(anfang der )?weitergeleiteten? (nachricht|e-?mail)|(début du )?message (transféré|réexpédié)|(inicio del )?mensaje reenviado|(inizio )?messaggio inoltrato|(begin )?doorgestuurd bericht|(início da )?mensagem (encaminhada|reencaminhada)|vidarebefordrat (meddelande|brev)|videresendt (besked|meddelelse|melding)|välitetty viesti|edelleenlähetetty viesti|(początek )?przekazan(ej|a) wiadomoś(ci|ć)|přeposlaná zpráva|(начало )?(пересылаемое|переадресованное|пересланного) (сообщение|сообщения)|továbbított üzenet|mesaj redirecționat|yönlendirilen (ileti|mesaj)|προωθημένο μήνυμα|转发(的)?(邮件|消息)|轉寄(的)?郵件|転送(された)?メッセージ|전달된 메시지)$/iu;

export type Divider = 'original' | 'forwarded';

/** A line such as "-----Original Message-----" or "Begin forwarded message:". */
export function dividerIn(line: string): Divider | null {
  if (line.length > 120 || !/[:：]\s*$|[-_=*~—–]{2}/.test(line)) return null;
  const strokes = /^[\s\-_=*~—–]+|[\s\-_=*~—–]+$/g;
  const words = line.replace(strokes, '');
  const bare = words.replace(/\s*[:：]$/, '').replace(strokes, '');
  const isRuled = line.length - words.length > 3;
  if (original.test(bare)) return isRuled ? 'original' : null;
  return forwarded.test(bare) ? 'forwarded' : null;
}
