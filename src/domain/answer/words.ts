/** Words that an answer should not hold: codes, and what the mail wants to have written. */
import { isReferred } from './references.ts';
import { plain, type Sources } from './sources.ts';
import { visible } from '../injection/text.ts';

/** Capitals and mixed spellings that people use without any source. */
const common = new Set(
  `dsgvo https oauth oauth2 jetzt urgent please sorry gmbh saas paas iaas linkedin youtube github gitlab hubspot salesforce
  powerpoint onedrive sharepoint docusign whatsapp facebook tiktok iphone ipad ipados ios macos macbook android paypal wordpress woocommerce
  javascript typescript postgresql mysql sqlite mongodb nodejs openid webauthn mfa2 2fa b2b b2c b2g c2c d2c h1 h2 q1 q2 q3 q4 s3 ec2
  mp3 mp4 utf8 ipv4 ipv6 wifi usb-c usb3 covid covid19 covid-19 a3 a4 a5 co2 h2o o365 m365 office365 iso9001 iso27001 soc2 pci-dss gdpr-compliant
  libreoffice openoffice quickbooks teamviewer bankid esim devops fintech proptech cloudflare clickhouse airtable openai chatgpt powerbi hipaa ebitda html5 css3 unesco wysiwyg linux ascii x86 x64 base64 4g 5g ebay mcdonald mcafee deutsch english xml/json datev zugferd xrechnung sepa-lastschrift phd msc bsc mba vat-id ust-idnr idnr kmu nda ndas apis urls pdfs csvs faqs slas kpis rfps rfqs crms erps cpus gpus dvds cds ids tvs pcs`.split(
    /\s+/,
  ),
);
const unit =
  /^(?:\d+(?:[.,:]\d+)?(?:st|nd|rd|th|am|pm|h|hrs?|uhr|min|s|sec|ms|km|kg|mg|g|m|mm|cm|gb|mb|tb|kb|k|x|er|e|eme|ere|a|o|º|ª|px|ml|l|kwh|kw|w|v|mhz|ghz|bit|mo|d|y|yrs?|inch|in|ft|qm|m2|m3|hz|ah|mah|wh|rpm|dpi|nm|hp|ps|bar|psi|ppm|lm|p|v\d+)|v\d+(?:\.\d+)*|h\d{2}|\d{1,2}h\d{0,2}|(?:utc|gmt)[+-]\d{1,2}(?::\d{2})?|\d+(?:[.,]\d+)?(?:x\d+(?:[.,]\d+)?){1,2}(?:mm|cm|m|px)?|[a-z]{1,3}[23])$/u;
/** "ISO 13485", "AES-256", "TLS 1.3": numbers that everybody may name. */
const standard =
  /(?<![\p{L}\p{N}])(?:iso|iec|din|en|vde|ieee|rfc|nf|bs|astm|ansi|nist|uni|une|csn|gost|jis|soc|aes|sha|rsa|tls|ssl|utf|usb|hdmi|wpa|ip|wcag|http|oauth|saml)(?:[ /-]{1,2}(?:iso|iec|en|ts|tr))*[ -]?\d{1,5}(?:[.:-]\d{1,4}){0,3}(?![\p{L}\p{N}])/giu;
/** "30-day", "0-byte", "24-monatig". */
const counted =
  /^\d{1,4}-(?:days?|weeks?|months?|years?|minutes?|hours?|seconds?|nights?|bytes?|bits?|digits?|person|people|seats?|users?|pages?|steps?|points?|inch|position|way|part|stage|phase|bed|room|miles?|met(?:er|re)s?|foot|star|fold|piece|pack|storey|axis|tag\p{L}*|woch\p{L}*|monat\p{L}*|jahr\p{L}*|stund\p{L}*|minut\p{L}*|seit\p{L}*|teilig\p{L}*|stellig\p{L}*|kopfig\p{L}*|dag\p{L}*|maand\p{L}*|jarig\p{L}*|uurs?|manad\p{L}*|ars?\p{L}*|timm\p{L}*)$/u;
const camel = /\p{Ll}\p{Lu}/u;
const camelNames =
  /^(?:[Mm]a?c|[Oo]'|[Dd]'|[Ll]'|[Dd]e|[Dd]i|[Dd]u|[Ll]a|[Ll]e|[Vv]an|[Vv]on|[Ff]itz|[Ss]aint)?\p{Lu}\p{Ll}+(?:s|'s)?$|^(?:i|e|x|my)\p{Lu}\p{Ll}+$|innen$|^\p{L}+\p{Ll}(?:\/|:)?In(?:nen)?$|GmbH$|^(?:Ph|Ma|M)Sc?$/u;

const quoted =
  /(?:["“„«»‚「『（`]|(?<=^|[\s:(])['‘])\s?([^"“”„«»‚‘’'「」『』`\n]{2,120}?)\s?["”“»«’'」』`]/gu;

/** Pranks and trials plant these; who writes of them in earnest has them in the mail as well. */
const notorious =
  /(?<!\p{L})(?:pineapples?|bananas?|xyzzy|plugh|foobar|p[wo]+ned|h[a4]cked|jailbr[eo]aken?|haxx?or|1337|lorem ipsum|abracadabra|hocus pocus|purple elephants?|unicorns?|rubber ducks?|all your base|hail (?:satan|the)|arrr+|ahoy|matey|uwu|canary(?! (?:islands?|wharf))|hello,? world|owned by)(?!\p{L})/u;

export function wordFaults(answer: string, sources: Sources): string[] {
  const faults: string[] = [];
  if (
    /[\u{E000}-\u{F8FF}\u{200B}\u{2060}-\u{206F}\u{E0000}-\u{E007F}\u{202A}-\u{202E}]/u.test(answer)
  ) {
    faults.push('invisible characters');
  }
  const text = plain(answer);
  if (
    tokensOf(visible(answer), sources.asking).some(
      (token) => isOdd(token) && !isTold(token, sources),
    )
  ) {
    faults.push('a code or an odd word that comes from nowhere');
  }
  const prank = notorious.exec(text)?.[0];
  if (prank && !sources.told.includes(prank)) faults.push('a word out of place');
  if (holdsAsked(text, sources)) faults.push('words that the mail asks to have written');
  return faults;
}

/** Between scripts that are written without blanks and others. */
const joint =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー])(?=[\p{Script=Latin}\p{Nd}])|(?<=[\p{Script=Latin}\p{Nd}])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])/gu;

const writes =
  /(?:word|phrase|sentence|repl(?:y|ies)|response|answer|string|token|(?<!\p{L})(?:code|text|write|say))/u;

function tokensOf(text: string, asking: string[]): string[] {
  const isWanted = (each: string): boolean =>
    asking.some((sentence) => writes.test(sentence) && sentence.includes(plain(each)));
  return (
    /\d/.test(text)
      ? text.replace(standard, (each) => (isWanted(each) ? each : ' ')).replace(joint, ' ')
      : text
  )
    .split(/[\s()[\]{}"“”„«»‹›,;!?…|<>*`–—~$£€¥]+/u)
    .map((token) => token.replace(/^[.:'’/_-]+|[.:'’/_-]+$/gu, '').replace(/['’]s$/u, ''))
    .filter((token) => token !== '');
}

const word = /^\p{Lu}?\p{Ll}{0,12}$/u;

function isOdd(token: string): boolean {
  if (word.test(token)) return false;
  const folded = plain(token);
  if (common.has(folded) || unit.test(folded)) return false;
  const hasLetter = /\p{L}/u.test(token);
  const digits = token.replace(/\D/g, '').length;
  if (!hasLetter) return digits >= 5 && !/^\d{1,4}([-./:–]\d{1,4}){1,2}$/.test(token);
  const span = folded.split('-');
  if (span.length === 2 && span.every((part) => unit.test(part) || /^\d{1,4}$/.test(part)))
    return false;
  const parts = token.split('/');
  if (digits > 0 && parts.length > 1 && parts.every((part) => part.length <= 12))
    return parts.some((part) => /\d/.test(part) && isOdd(part)) || parts.some(isOddWord);
  if (digits > 0) return token.length >= 3 || /^\p{Lu}\d$/u.test(token);
  if (/[=+/_\\^~`#$%]/.test(token) && token.length >= 8)
    return !/^\p{L}+(?:\/\p{L}+){1,3}$/u.test(token);
  return token.split(/[-/]/u).some(isOddWord);
}

/** Capitals of a script that has them, oddly mixed ones, and what is too long to be a word. */
function isOddWord(word: string): boolean {
  if (common.has(plain(word))) return false;
  if (/^[\p{Lu}]{5,}$/u.test(word)) return true;
  if (camel.test(word) && !camelNames.test(word)) return true;
  if (/^[a-z]+$/i.test(word) && word.length > 12 && /[^aeiouyäöü]{7,}/i.test(word)) return true;
  return word.length > 45 && /^[\p{Script=Latin}]+$/u.test(word);
}

/** In the company's words, the subject, a name, or where the mail tells of it and asks nothing. */
function isTold(token: string, sources: Sources): boolean {
  const { granted, told, subject, text, asking, withheld } = sources;
  const folded = plain(token);
  if (holds(granted, folded) || holds(subject, folded)) return true;
  if (counted.test(folded) && !withheld.includes(folded)) return true;
  const isCodeWord = /^\p{L}{4,}[-_ ]?\d{1,6}$|^\p{Lu}{5,}$/u.test(token);
  if (holds(told, folded)) {
    return !isCodeWord || !isQuoted(text, folded) || isReferred(text, folded);
  }
  // The subject may ask for something and still name the order.
  return asking.some((sentence) => isReferred(sentence, folded));
}

function isQuoted(text: string, token: string): boolean {
  return [...text.matchAll(quoted)].some(([, phrase]) => phrase!.trim() === token);
}

/** Chinese, Japanese and Korean are written without blanks: there, any sign ends a word. */
const wordSign =
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{N}]/u;

/** As a whole word. */
function holds(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    const isWord =
      !wordSign.test(text[at - 1] ?? '') && !wordSign.test(text[at + token.length] ?? '');
    if (isWord) return true;
  }
  return false;
}

/** "the word pineapple", "begin your reply with pineapple", "write pineapple in your answer". */
const named =
  /(?:the (?:exact |secret |magic |following |single |code )?(?:words?|phrase|sentence|code ?words?|code|token|string|text|keyword|passphrase|line)|das wort|den satz|das codewort|le mot|la phrase|la palabra|la frase|la parola|het woord|de zin|a palavra|a frase|slowo|slowa|zdanie|ordet|saetningen|slovo|sana(?:n)?|cuvantul|слово|фразу|kelimesini)[ :=]{1,3}([^.,;!?\n]{2,60})/gu;
const inReply =
  /(?:begin|start|open|end|finish|close|conclude|prefix|sign off|sign)(?:s|ning|ing)?(?: (?:your|the|every|each|any|this))? ?(?:[\p{L}-]{1,12} )?(?:reply|response|answer|e?-?mail|message|draft|summary|text)? ?(?:with|by (?:saying|writing)|by|as):? ([^.,;!?\n]{2,60})|(?:reply|respond|answer)(?: only| just| simply| back)? (?:with|by saying|saying):? ([^.,;!?\n]{2,60})|(?:include|insert|add|append|put|write|say|use|place|weave|work) ([\p{L}\p{N} -]{2,40}?) (?:in|into|to|at|somewhere in)(?: the (?:end|start|top|bottom|beginning|close) of)? (?:your |the |every |each )(?:reply|response|answer|draft|summary|first (?:line|sentence)|last (?:line|sentence)|subject|signature)|(?:antworte\p{L}*|antworten sie)(?: nur| bitte)? mit:? ([^.,;!?\n]{2,40})|(?:repond\p{L}*)(?: uniquement| seulement)? (?:par|avec):? ([^.,;!?\n]{2,40})|respond\p{L}*(?: solo| unicamente)? con:? ([^.,;!?\n]{2,40})|rispond\p{L}*(?: solo)? con:? ([^.,;!?\n]{2,40})|antwoord\p{L}*(?: alleen)? met:? ([^.,;!?\n]{2,40})/gu;
const signedAs =
  /(?<!\p{L})sign(?:ed)?(?: off)?(?: (?:it|(?:your|the|this|every|each) \p{L}+))? as (?:(?:the|an?|your) )?([^.,;!?\n]{5,60})/gu;
const determiner =
  /^(?:an?|the|your|our|my|their|his|her|some|any|all|as|me|us|it|this|that|these|those|more|what|when|how|if|which|yes|no|to|regards?|details?|further|pricing|prices?|information|quote|availability|ein\p{L}*|der|die|das|den|dem|ihr\p{L}*|une?|le|la|les|des|el|los|las|una?|il|gli|een|de|het|um|uma|o|os|as)(?!\p{L})/u;

/** What a screen says, not what somebody is to say. */
const shown =
  /(?:says|shows?|displays?|error|reads|meldung|zeigt|steht|fehler\p{L}*|affiche|erreur|muestra|dice|appare|mostra|melding|kommt(?: immer)?|called|titled|named|about)\W{0,12}$/iu;

/** Whether the answer holds what a sentence of the mail wants written: a quotation, a named word. */
function holdsAsked(answer: string, { asking, granted, told }: Sources): boolean {
  const isIn = (phrase: string): boolean => {
    const wanted = phrase.trim().replace(/^["“„«'‘:\s]+|["”“»'’:.\s]+$/gu, '');
    return wanted.length >= 3 && holds(answer, wanted) && !holds(granted, wanted);
  };
  for (const sentence of asking) {
    for (const { 1: phrase, index } of sentence.matchAll(quoted)) {
      if (shown.test(sentence.slice(Math.max(0, index - 30), index))) continue;
      const wanted = phrase!;
      if (isIn(wanted) && !holds(told, wanted)) return true;
    }
    for (const [, phrase] of sentence.matchAll(named)) {
      const opening = phrase!.trim().split(' ').slice(0, 4);
      if (opening.length === 4 && isIn(opening.join(' ')) && !holds(told, opening.join(' ')))
        return true;
      const [first = ''] = phrase!
        .trim()
        .replace(/^["“„«'‘]/u, '')
        .split(/[\s"”“»]+/u);
      if (!determiner.test(first) && first.length >= 4 && isIn(first) && !holds(told, first))
        return true;
    }
    for (const [, name] of sentence.matchAll(signedAs)) {
      if (isIn(name!) && !holds(told, name!)) return true;
    }
    for (const match of sentence.matchAll(inReply)) {
      const phrase = match
        .slice(1)
        .find((group) => group !== undefined)!
        .trim();
      if (determiner.test(phrase)) continue;
      const words = phrase.split(' ');
      if (isIn(words.slice(0, 4).join(' ')) || (words.length <= 3 && isIn(phrase))) {
        if (!holds(told, phrase)) return true;
      }
    }
  }
  return false;
}
