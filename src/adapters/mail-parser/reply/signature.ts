import EmailReplyParser from 'email-reply-parser';

const library = new EmailReplyParser();

/** RFC 3676, 4.3: the separator; many programs and people lose its space. */
const separator = /^-- ?$|^[—–]{1,2}\s?$|^_{2,3}\s?$/;
const maxLines = 40;
const maxCharacters = 3_000;

/** A farewell with what stands below it is at most so long. */
const farewellLines = 14;
const farewellCharacters = 900;

const farewell =
  /^((with |my |our )?(very )?(best|kind(est)?|warm(est)?|many|sincere|friendly|respectful)( and (best|kind|warm))? ?(regards|wishes|greetings|thanks)?|regards|rgds|brgds|br|cheers|sincerely( yours)?|yours (sincerely|faithfully|truly)|respectfully( yours)?|cordially|thanks( and (best |kind )?regards| again| in advance| so much)?|many thanks( and (best |kind )?regards)?|thank you( (very|so) much| in advance| and (best |kind )?regards)?|all the best|best|take care|mit (freundlichen|besten|herzlichen|lieben|vielen|sonnigen|kollegialen) (gr(ü|ue)(ß|ss)en|gr(ü|ue)(ß|ss)e|dank)( aus .{2,30})?|(freundliche|beste|herzliche|liebe|viele|schöne) gr(ü|ue)(ß|ss)e( aus .{2,30})?|mfg|lg|vg|gru(ß|ss)|hochachtungsvoll|vielen dank( und .{2,30})?|danke|(bien |très )?cordialement|bien à (vous|toi)|(sincères |meilleures |cordiales )?salutations( distinguées)?|amicalement|merci( d['’]avance| beaucoup)?|(un )?(cordial(es)?|atentos?) saludos?|saludos( cordiales)?|atentamente|(muchas )?gracias( de antemano)?|un abrazo|cordiali saluti|(distinti|cordiali|migliori|tanti) saluti|(un )?cordiale? saluto|saluti|grazie( mille)?|met (vriendelijke|hartelijke|beste) groet(en)?|(vriendelijke|hartelijke) groet(en)?|mvg|groet(en|jes)?|bedankt|(com os )?(melhores|atenciosos) cumprimentos|atenciosamente|cumprimentos|obrigad[oa]|abraços|(med )?(vänlig(a)?|vennlig|venlig|bästa|beste|bedste) (hälsning(ar)?|hilsen(er)?)|hälsningar|hilsen|mvh|mvh\.|ystävällisin terveisin|terveisin|z (poważaniem|wyrazami szacunku)|pozdrawiam( serdecznie)?|s (pozdravem|pozdravom|úctou)|с уважением|з повагою|üdvözlettel|cu (stimă|respect)|saygılarım(ız)?la|με εκτίμηση|此致|祝好|よろしくお願い(いた)?します|감사합니다)\s*[,!.;:~ -]{0,3}$/iu;

/** What mail programs of telephones add, where the library does not know it. */
const footer =
  /^(sent (from|via|with) |get (outlook|bluemail|yahoo mail) for |sent from my |von meinem .{2,40} gesendet|gesendet (von|mit|aus) |diese nachricht wurde von meinem |envoyé (depuis|de|à partir|avec) |télécharge[rz] outlook |enviado (desde|do|de|a partir|via) (mi|meu|mon|my|o meu|el|outlook|yahoo|correo|gmail|samsung)|obtener outlook |obter o outlook |inviato (da|dal|con) |scarica outlook |(verzonden|verstuurd) (vanaf|met|vanuit) |outlook voor .{2,20} downloaden|skickat från |hämta outlook |sendt fra |hent outlook |lähetetty |wysłan[eo] z |pobierz program outlook|odesláno z|odoslané z|отправлено (с|из) |надіслано з |iphone'umdan|iphone['’]?umdan gönderildi|στάλθηκε από |从我的 .{2,30}发送|发自我的|來自我的|iphoneから送信|나의 .{2,20}에서 보냄|von meinem|diese e-?mail wurde von avast|virus-free\.)/iu;

/** The first words of what lawyers have added to every mail. */
const disclaimer =
  /^[\s*_]{0,4}((confidentiality|legal|privacy|important) (notice|note|information|disclaimer)|disclaimer|(this|the information (contained )?in this|the contents? of this|any views)\b.{0,60}\b(e-?mail|message|communication|transmission)\b.{0,160}\b(confidential|intended|privileged|recipient|addressee)|(diese|der inhalt dieser)\b.{0,40}(e-?mail|nachricht)\b.{0,120}(vertraulich|bestimmt)|vertraulichkeitshinweis|ce (message|courriel|mail)\b.{0,120}(confidentiel|destin)|este (mensaje|correo|e-?mail)\b.{0,120}(confidencial|destinatari)|(questo messaggio|le informazioni contenute|il presente messaggio)\b.{0,120}(riservat|confidenzial|destinatari)|(dit (bericht|e-?mail)|deze (e-?mail|mail))\b.{0,120}(vertrouwelijk|bestemd)|(esta mensagem|este e-?mail)\b.{0,120}(confidencia|destinat)|please consider the environment|think before (you )?print|aviso legal|avviso di riservatezza|handelsregister|registergericht|amtsgericht .{2,30} hrb)/iu;

/**
 * The line on which the signature begins, or the number of lines where there is none. A separator
 * counts before a farewell, a farewell before a telephone's footer or a lawyer's.
 */
export function signatureStart(lines: string[]): number {
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  const rest = lengthsFrom(lines, end);
  const first = Math.max(0, end - maxLines);
  for (let at = first; at < end; at++) {
    const line = lines[at]!;
    const isShort = end - at <= farewellLines && rest[at]! <= farewellCharacters;
    if (separator.test(line) && at > 0 && rest[at]! <= maxCharacters) {
      // Below a rule of another kind than the standard's may stand another chapter.
      if (line.startsWith('--') || isShort) return at;
    }
    if (isShort && at > 0 && isFarewell(line.trim()) && !goesOn(lines.slice(at + 1, end)))
      return at;
    if (isFooter(line.trim()) && end - at <= 6) return at;
    if (disclaimer.test(line.slice(0, 400)) && isParagraph(lines, at)) return at;
  }
  return end;
}

/** Characters from each line to the end. */
function lengthsFrom(lines: string[], end: number): number[] {
  const lengths = Array<number>(end + 1).fill(0);
  for (let at = end - 1; at >= 0; at--) lengths[at] = lengths[at + 1]! + lines[at]!.length + 1;
  return lengths;
}

function isFarewell(line: string): boolean {
  if (line.length > 60 || line === '') return false;
  return farewell.test(line) || isKnownToLibrary(line);
}

function isFooter(line: string): boolean {
  return line.length <= 200 && footer.test(line);
}

/** One short line at a time, and only a likely one: over a whole text its patterns are quadratic. */
function isKnownToLibrary(line: string): boolean {
  if (
    !/^\p{L}.{0,40}[,!！]$|^(sent|get|von|gesendet|sendt|envoy|t.l.ch|bonne|enviado|ver)\b/iu.test(
      line,
    )
  ) {
    return false;
  }
  return library
    .read(`\n${line}`)
    .getFragments()
    .some((fragment) => fragment.isSignature());
}

/** A postscript, a question or an item below the name: the farewell was not the end. */
function goesOn(lines: string[]): boolean {
  return lines.some((line) =>
    /^\s*p\.? ?p?\.?s\.?\b\s*[:.,-]?|[?？]\s*$|^\s*\d+[.)]\s/i.test(line),
  );
}

function isParagraph(lines: string[], at: number): boolean {
  return at > 0 && lines[at - 1]!.trim().length < 80;
}
