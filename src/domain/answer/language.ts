/** Whether an answer is in another language than the mail, told only where it is plain. */
import { plain } from './sources.ts';

const words = (list: string): Set<string> => new Set(list.split(' '));

/** Frequent words of each language, as `plain` writes them. */
const stopWords: Record<string, Set<string>> = {
  en: words(
    'the and to of you your we our for is are with that this have will be can please thank not it on from would my as at if',
  ),
  de: words(
    'der die das und sie wir ihre ihr ihnen ist fur mit nicht ein eine einen zu den von auf ich haben wird bitte vielen dank auch uber bei konnen',
  ),
  fr: words(
    'le la les des et vous votre nous pour est une un avec que dans sur merci de du nos pas ce au aux sont je notre bonjour plus cette',
  ),
  es: words(
    'el la los las y que de en su para por con una un es gracias nos usted hola del al le se lo como estamos sobre mas nuestro buenos',
  ),
  it: words(
    'il la le gli di e che per con una un non sono grazie vostra sua suo ci vi nostro del della dei buongiorno al alla si anche come questo lei',
  ),
  nl: words(
    'de het een en van uw u wij we voor met niet is zijn op dat bedankt aan ons onze te bij graag kunnen ik je wordt ook naar heeft',
  ),
  pt: words(
    'o a os as e que de em para por com uma um nao obrigado sua seu nos do da dos no na ao voce nosso mais como esta bom dia sobre',
  ),
  pl: words(
    'i w na z do sie nie jest ze za dziekujemy panstwa prosze oraz czy jak dla przez o po od to pan pani mozemy nasz',
  ),
  sv: words(
    'och att det som en ett for vi ni er med av pa inte ar tack har till om kan den du din var hej era',
  ),
  da: words(
    'og at det som en et for vi dig jer med af pa ikke er tak har til om kan den du din vores hej jeg',
  ),
  cs: words(
    'a v na se je ze do za dekujeme vas vase prosim jak pro by s to nam jsme nebo o od po jako dobry den',
  ),
  fi: words(
    'ja on ei etta se kiitos teidan meidan jos olemme voimme tai kun hei mita myos ovat viestista',
  ),
  ro: words(
    'si de la in cu pentru va multumim nu este pe un o sa din care mai ne dumneavoastra buna ziua',
  ),
  hu: words('a az es hogy nem egy is meg koszonjuk on onok kerjuk vagy ha de mint van lesz minket'),
  tr: words(
    've bir bu icin ile tesekkur ederiz size sizin olarak da de en mi daha sayin merhaba lutfen',
  ),
};
/** In which languages a word is frequent. */
const languagesOf = new Map<string, string[]>();
for (const [language, frequent] of Object.entries(stopWords)) {
  for (const word of frequent) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}
const scripts: [name: string, letters: RegExp][] = [
  ['latin', /\p{Script=Latin}/gu],
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['greek', /\p{Script=Greek}/gu],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['han', /\p{Script=Han}/gu],
  ['hangul', /\p{Script=Hangul}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['hebrew', /\p{Script=Hebrew}/gu],
  ['devanagari', /\p{Script=Devanagari}/gu],
  ['thai', /\p{Script=Thai}/gu],
];
const minLetters = 60;

/** @returns whether the two plainly differ; false where either is short or mixed */
export function isOtherLanguage(answer: string, mail: string): boolean {
  const here = scriptOf(answer.slice(0, 6_000));
  const there = scriptOf(mail.slice(0, 6_000));
  if (here && there && here !== there) return true;
  if (here !== 'latin' || there !== 'latin') return false;
  const said = languageOf(answer);
  const asked = languageOf(mail);
  // Danish and Swedish, Spanish and Portuguese are too near to each other for a table of this size.
  return said !== null && asked !== null && said !== asked && !areNear(said, asked);
}

function areNear(one: string, other: string): boolean {
  return ['sv da', 'es pt', 'it es', 'it pt', 'nl de', 'cs pl'].some(
    (pair) => pair === `${one} ${other}` || pair === `${other} ${one}`,
  );
}

const otherThanLatin = /[^\p{Script=Latin}\P{L}]/u;

function scriptOf(text: string): string | null {
  if (!otherThanLatin.test(text)) {
    return (text.match(/\p{L}/gu)?.length ?? 0) >= minLetters ? 'latin' : null;
  }
  const counts = scripts.map(
    ([name, letters]) => [name, text.match(letters)?.length ?? 0] as const,
  );
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const kana = counts.find(([name]) => name === 'kana')![1];
  // Japanese is written with Han as well.
  if (kana * 10 > total) return total >= 20 ? 'kana' : null;
  const [name, count] = counts.toSorted(([, a], [, b]) => b - a)[0]!;
  const needed = name === 'han' || name === 'hangul' ? 15 : minLetters;
  return count >= needed && count > total * 0.8 ? name : null;
}

/** By a margin: at least eight of its frequent words, a tenth of all, and twice the runner-up's. */
function languageOf(text: string): string | null {
  const all = plain(text.slice(0, 4_000)).match(/[\p{L}']+/gu) ?? [];
  const counts = new Map(Object.keys(stopWords).map((language) => [language, 0]));
  for (const word of all) {
    for (const language of languagesOf.get(word) ?? []) {
      counts.set(language, counts.get(language)! + 1);
    }
  }
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a);
  const [language, count] = ranked[0]!;
  return count >= 8 && count * 10 >= all.length && count >= ranked[1]![1] * 2 ? language : null;
}

const names =
  /^(?:english|german|french|spanish|italian|dutch|portuguese|polish|swedish|danish|norwegian|finnish|czech|slovak|romanian|hungarian|turkish|russian|ukrainian|bulgarian|greek|hebrew|arabic|hindi|chinese|japanese|korean|vietnamese|thai|indonesian|catalan|croatian|serbian|slovenian|deutsch|francais|espanol|italiano|nederlands|portugues|polski|svenska|dansk|norsk|suomi|cesky|turkce)(?: \([\p{L} ]{2,20}\))?$/u;

/** A language tag (RFC 5646), or a language's name. */
export function isLanguage(field: string): boolean {
  return (
    /^[a-z]{2,3}(?:[-_][a-z0-9]{2,4}){0,2}$/i.test(field.trim()) || names.test(plain(field.trim()))
  );
}
