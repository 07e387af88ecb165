/** Links, addresses and numbers by which an answer would lead its reader somewhere. */
import { isReferred } from './references.ts';
import type { Sources } from './sources.ts';
import { fold, visible } from '../injection/text.ts';

const ending =
  'com|net|org|info|biz|io|co|ai|app|dev|xyz|top|site|online|shop|store|club|tech|link|click|live|life|world|today|news|blog|cloud|digital|agency|email|services?|support|solutions|group|team|company|global|example|test|invalid|localhost|local|onion|zip|mov|me|tv|cc|ly|gl|gg|to|ws|eu|de|at|ch|fr|es|it|nl|be|pt|pl|se|dk|no|fi|cz|sk|hu|ro|bg|gr|tr|ru|ua|by|kz|uk|ie|us|ca|mx|br|ar|cl|pe|au|nz|jp|cn|hk|tw|kr|in|id|sg|my|th|vn|ph|il|ae|sa|eg|za|ng|ke|is|lt|lv|ee|lu|mt|cy|hr|si|rs';
const files =
  'pdf|docx?|xlsx?|pptx?|csv|txt|rtf|odt|ods|odp|jpe?g|png|gif|svg|webp|heic|tiff?|bmp|mp[34]|wav|avi|json|xml|ya?ml|html?|css|js|ts|jsx|tsx|py|php|java|cpp|exe|msi|dll|dmg|iso|tar|gz|rar|log|ini|cfg|conf|eml|msg|ics|vcf|dwg|dxf|step|stl|psd|indd|eps|sql|db|bak|net|md|toml|bat|cmd|ps1|env|lock|woff2?|ttf|otf|apk|deb|rpm|pkg|jar|pem|crt|cer|p12|pfx|key|vsdx?|mpp|swift|kt|map';

const sure = 'com|net|org|biz|info|io|xyz|ru|cn|uk|eu|app|dev|shop|site|online';
/** Written out so that no program sees them: "evil dot com", "evil[.]com", "evil punto com". */
const disguised = new RegExp(
  `(?<![\\p{L}\\p{N}-])[\\p{L}\\p{N}-]{2,63}\\s{0,3}(?:(?:[[({<]\\s{0,3}(?:dot|\\.|punkt|point|punto|ponto|kropka|prik)\\s*[\\])}>]|\\sdot\\s|\\s\\.\\s?)\\s*(?:${ending})|\\s(?:punkt\\s+(?:${sure}|de|at|ch)|punto\\s+(?:${sure}|mx|ar)|ponto\\s+(?:${sure}|br|pt)|point\\s+(?:com|net|org|eu|fr|io|biz)))(?![\\p{L}\\p{N}])(?=/|\\s|[.,;:!?)\\]]|$)`,
  'u',
);
/** "evil. com": a full stop and the next sentence look the same, so only with endings that are no word. */
const detached =
  /(?<=[\p{L}\p{N}-]{2})\.[ \t]{1,3}(?:com|net|org|biz|info|io|xyz|ru|cn|uk|eu)(?![\p{L}\p{N}])/iu;
/** Where sentences begin with such a word: "Com isso, …", "Io penso …", "Net als …". */
const opening = /\.[ \t]{1,3}(?:Com|Net|Info|Io|Eu)(?= \p{L})/gu;
const english = /(?<!\p{L})(?:the|and|you|your)(?!\p{L})/iu;

/** What the slow ones below cannot do without. */
const dotSign =
  /[[({<]\s{0,3}(?:dot|\.|punkt|point|punto|ponto|kropka|prik)|\s(?:dot|punkt|punto|ponto|point)\s|\s\./u;
const atSign = /@|[[({<]\s{0,3}(?:at|ät|arroba|chiocciola|apenstaartje|ätt|a)\s{0,3}[\])}>]/u;
const atWord = /\s(?:at|arroba|chiocciola)\s/u;

const links: RegExp[] = [
  /(?<![a-z])[a-z][a-z0-9+.-]{1,14}:\/{1,3}[^\s<>"”»]+/gu,
  /(?<![a-z])(?:hxxps?|https?|ftp|mailto|tel|sms|javascript|data|file|callto|whatsapp|skype|bitcoin)\s?:\S+/gu,
  /(?<![\p{L}\p{N}])www\d?\s?\.\s?\S+/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}@._-])(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61})\\.){1,6}(?:xn--[a-z0-9-]+|[\\p{L}]{2,24})(?![\\p{L}\\p{N}])(?::\\d{2,5})?(?:[/?#][^\\s<>"”»)]*)?`,
    'gu',
  ),
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(?:[:/]\S*)?/gu,
];
/** "e v i l . c o m" */
const spaced =
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}] ){3,}(?:[.] |dot )?(?:[\p{L}\p{N}] ){1,}[\p{L}\p{N}](?![\p{L}\p{N}])/u;
const markup = /\]\s?\([^)]*\)|\]\s?\[[^\]]*\]|^\s*\[[^\]]+\]:\s|<\/?[a-z][^>\n]*>|!\[/mu;

/** Which of these stand in the answer without leave. */
export function linkFaults(answer: string, sources: Sources): string[] {
  const seen = visible(answer);
  const text = fold(seen).replace(/(?<=[a-z0-9])[。．｡](?=[a-z])/gu, '.');
  const faults: string[] = [];
  const rest = text.includes('@') ? withoutKnownAddresses(text, sources) : text;
  if (rest.includes('\0') || hasAddress(rest)) {
    faults.push('a mail address that is not in the playbook');
  }
  if (handle.test(rest) && !includesAll(sources.granted, rest.match(handles))) {
    faults.push('an account name that is not in the playbook');
  }
  if (markup.test(rest)) faults.push('markup');
  const found = linksIn(rest.replaceAll('\0', ' '));
  const permitted = new Set(found.length > 0 ? linksIn(sources.granted) : []);
  const unknown = found.filter(
    (link) => !isKnown(link, permitted) && !isFileOf(link, sources) && !isName(link, seen, sources),
  );
  const joined = english.test(seen) ? seen : seen.replace(opening, '; ');
  if (
    unknown.length > 0 ||
    detached.test(joined) ||
    (dotSign.test(rest) && disguised.test(rest)) ||
    spaced.test(rest)
  ) {
    faults.push('a link that is not in the playbook');
  }
  return faults;
}

const addresses = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*/gu;
const spelledAddress =
  /(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{1,64}\s{0,3}[[({<]\s{0,3}(?:at|ät|arroba|chiocciola|apenstaartje|@|ätt)\s{0,3}[\])}>]\s{0,3}[\p{L}\p{N}]|(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{1,64}\s{0,3}[[({<]\s?a\s?[\])}>]\s{0,3}[\p{L}\p{N}-]{1,64}(?:\.[\p{L}]|\s?[[({<]|\s(?:dot|punkt|punto|ponto|point)\s)|(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{1,64}\s@\s?[\p{L}\p{N}-]{1,64}\.|(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{1,64}\s?@\s[\p{L}\p{N}-]{1,64}\s?\.|(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{1,64}\s(?:at|arroba|chiocciola)\s[\p{L}\p{N}-]{1,64}\s(?:dot|punkt|punto|ponto|point)\s/u;
function hasAddress(text: string): boolean {
  const canHave = atSign.test(text) || (atWord.test(text) && dotSign.test(text));
  return canHave && spelledAddress.test(text);
}

const handle = /(?<![\p{L}\p{N}._-])@[\p{L}\p{N}_]{2,}/u;
const handles = new RegExp(handle.source, 'gu');

function includesAll(granted: string, found: string[] | null): boolean {
  return (found ?? []).every((each) => granted.includes(each));
}

/** What is left marks the others with a NUL. */
function withoutKnownAddresses(text: string, sources: Sources): string {
  const tolerated = tolerable(sources);
  return text.replace(addresses, (address) =>
    tolerated.has(bare(address)) ? ' ' : `${address} \0`,
  );
}

/** Addresses that the reader knows anyway: our own, their own, and those of the playbook. */
function tolerable({ mail, granted }: Sources): Set<string> {
  return new Set(
    [
      mail.from?.address,
      mail.replyTo?.address,
      ...mail.recipients.map(({ address }) => address),
      ...(granted.match(addresses) ?? []),
    ].map((address) => bare(fold(address ?? ''))),
  );
}

function bare(link: string): string {
  return link.replace(/[.,;:!?'")\]}>]+$/u, '').replace(/^mailto:/, '');
}

function linksIn(text: string): string[] {
  return links
    .flatMap((pattern, i) =>
      [...text.matchAll(pattern)]
        .map(([link]) => bare(link))
        .filter((link) => i < 3 || i === 4 || isDomain(link)),
    )
    .map((link) =>
      link
        .replace(/^[a-z]{3,6}:\/\//, '')
        .replace(/^www\./, '')
        .replace(/\/$/, ''),
    );
}

const knownEnding = new RegExp(`\\.(?:${ending}|xn--[a-z0-9-]+)(?:[:/?#]|$)`, 'u');
const fileName = new RegExp(`\\.(?:${files})$`, 'u');
const abbreviation = /^(?:\p{L}\.)+\p{L}{1,4}$|^(?:\p{L}{1,4}\.)+\p{L}{1,3}$/u;

/** `evil.anything`, but no file name, no `e.g`, and no two sentences without a blank. */
function isDomain(link: string): boolean {
  const host = link.split(/[/?#:]/)[0]!;
  if (link !== host || knownEnding.test(host))
    return !/^(?:\p{L}\.){1,4}\p{L}{1,2}$/u.test(host) || link !== host;
  return !fileName.test(host) && !abbreviation.test(host);
}

/** A link of the playbook, or the way to it. */
function isKnown(link: string, granted: Set<string>): boolean {
  return granted.has(link) || [...granted].some((each) => each.startsWith(`${link}/`));
}

function isFileOf(link: string, { mail }: Sources): boolean {
  return mail.attachments.some(({ name }) => fold(name).includes(link) && fileName.test(link));
}

const camel = /\p{Ll}\p{Lu}\p{L}*\./u;

/** A user's name, or a name in code that a trace or a call in the mail holds: no ending of a domain. */
function isName(link: string, answer: string, { mail, text }: Sources): boolean {
  // "TableFlow.java:412"
  const [file = '', line] = link.split(':');
  if (line && /^\d+$/.test(line) && fileName.test(file)) return text.includes(link);
  if (!/^[\p{L}\p{N}_.-]+$/u.test(link) || knownEnding.test(link)) return false;
  const people = [mail.from, mail.replyTo, ...mail.recipients];
  const isUser = people.some((each) => each && fold(each.address).startsWith(`${link}@`));
  if (isUser) return true;
  const isCode = answer
    .split(/[\s()]+/u)
    .some((each) => fold(each).includes(link) && camel.test(each));
  return isCode && text.includes(`.${link}(`);
}

const dates =
  /(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./] ?\d{1,2}[-./] ?\d{2,4}|\d{1,2}[:.h]\d{2}(?:\s?(?:-|–|to|bis|à|a)\s?\d{1,2}[:.h]\d{2})?|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d)(?!\d)/gu;
const phone = /(?<![\p{L}\d#/-])(?:\+|00)?\(?\d(?:[ ()./–-]{0,3}\d){6,}(?![\d\p{L}])/gu;
const digitWord =
  'zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve';
const spelled = new RegExp(
  `(?:(?<!\\p{L})(?:${digitWord})[\\s,-]+){5,}(?:${digitWord})(?!\\p{L})`,
  'u',
);
const iban =
  /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?(?![\p{L}\p{N}])/u;

/** Telephone numbers, bank accounts, cards and wallets. */
export function numberFaults(answer: string, sources: Sources): string[] {
  // Of a number of four digits and more, no bracket is a part: "2281 (14-17 May)".
  const text = fold(visible(answer))
    .replace(dates, ' ; ')
    .replace(/(\d{4}) ?(?=\()/g, '$1; ');
  const digits = (run: string): string => run.replace(/\D/g, '');
  const numbers = (text.match(phone) ?? []).filter((run) => {
    const isReference =
      /^\d+(?:[-/]\d+)?$/.test(run) &&
      sources.told.includes(run) &&
      (!run.startsWith('0') ||
        /^0{3}/.test(run) ||
        // Too short for a telephone number with its area.
        (digits(run).length <= 8 && isReferred(sources.text, run)));
    return !isReference && !digits(sources.granted).includes(digits(run));
  });
  const faults = numbers.length > 0 || spelled.test(text) ? ['a telephone or account number'] : [];
  const account = iban.exec(text);
  if (account && !sources.granted.replace(/ /g, '').includes(account[0].replace(/ /g, ''))) {
    faults.push('a bank account');
  }
  return faults;
}
