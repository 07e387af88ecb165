import { letters, plain } from './job-titles.ts';

/** What follows a company's name, in law. Written as they are: `as` and `ab` are words, too. */
const legalForms = [
  'GmbH(?: ?& ?Co\\.? ?(?:KG|OHG|KGaA))?',
  'gGmbH|mbH|UG(?: \\(haftungsbeschränkt\\))?|AG|KGaA|KG|OHG|GbR|eG|e\\.\\s?V\\.',
  'e\\.\\s?U\\.|e\\.\\s?K\\.|Ges\\.m\\.b\\.H\\.|SE',
  '(?:Pty\\.? |Pvt\\.? |Pte\\.? |Co\\.?,? )?(?:Ltd|LTD|Limited)\\.?|PLC|plc|LLP|CIC',
  'Inc\\.?|Incorporated|LLC|L\\.L\\.C\\.|Corp\\.?|Corporation|Co\\.|Bhd\\.?',
  'S\\.\\s?A\\.(?:\\s?S\\.|\\s?R\\.\\s?L\\.)?|SAS|SASU|SARL|S\\.?à\\.? ?r\\.?l\\.?|Sàrl',
  'EURL|SNC|SCOP|SA',
  'S\\.\\s?r\\.\\s?l\\.s?|Srl|SRL|S\\.\\s?p\\.\\s?A\\.|SpA|S\\.\\s?n\\.\\s?c\\.',
  'S\\.\\s?a\\.\\s?s\\.',
  'S\\.\\s?L\\.(?:\\s?U\\.)?|SLU?|Lda\\.?|Ltda\\.?|S\\.\\s?A\\. de C\\.\\s?V\\.|EIRELI',
  'B\\.\\s?V\\.|BV|N\\.\\s?V\\.|NV|VOF|BVBA|CVBA|vzw',
  'AB|HB|A/S|ApS|I/S|ASA|AS|Oyj?|Ky|OÜ|SIA|UAB|ehf\\.?|hf\\.',
  'Sp\\. ?z ?o\\.? ?o\\.?|sp\\. ?z ?o\\.? ?o\\.?|S\\.A\\.|s\\. ?r\\. ?o\\.|a\\. ?s\\.',
  'spol\\. s r\\. ?o\\.|d\\. ?o\\. ?o\\.|d\\. ?d\\.|Kft\\.?|Zrt\\.?|Bt\\.|EOOD|ЕООД|ООД',
  'A\\.Ş\\.|Ltd\\. Şti\\.',
  'K\\.K\\.|G\\.K\\.|株式会社|合同会社|有限公司|股份有限公司',
].join('|');

const withForm = new RegExp(`^(.{1,60}?)[\\s,]*(?<![\\p{L}])(${legalForms})(?![\\p{L}])`, 'u');
const asianForm =
  /(株式会社|合同会社|有限会社)[\p{L}\p{N}ー・&]{1,30}|[\p{L}\p{N}ー・&]{1,30}(株式会社|合同会社|有限会社|有限公司)|[\p{L}\p{N}]{1,20}㈜|(주식회사|\(주\)) ?[\p{L}\p{N}]{1,20}/u;
/** Forms that stand before the name. */
const before =
  /^(?:ООО|ТОВ|ЗАО|АО|ПрАТ|ФОП|PT\.?|UAB|SIA|AB)\s+[«"„“]?([\p{Lu}\p{N}][^«»"“”,|]{1,40})[»"”]?$/u;

/** Words that may stand in a name with a small letter. */
const joints = new Set(
  'and & + of the for und für von der die das et de des du la le les aux y e da do dos del della'
    .concat(' di van den en het og och ja i w')
    .split(' '),
);

/** What kinds of companies and institutions call themselves. */
const kinds = new RegExp(
  `(^|[^\\p{L}])(${`group gruppe groupe gruppo grupo holding holdings associates partners works studio studios
    clinic clinics practice hospital klinik klinikum school schule college university
    universitat universite universidad universita institute institut instituto academy
    akademie museum museo musee library gallery galerie theatre theater hotel hostel
    restaurant bakery backerei brewery brauerei farm farms estate foundation stiftung
    fondation fundacion fondazione trust society association verein verband council stadtwerke
    agency agentur agence agencia agenzia consulting consultants logistics logistik spedition
    transport solutions systems services technologies technology tech software labs lab
    industries engineering maschinenbau manufacturing supplies supply trading imports exports
    foods motors automotive energy solar pharma dental optical physiotherapy architects
    architekten builders construction bau interiors media press verlag publishing books
    records events catering travel reisen tours sports fitness gym insurance versicherung bank
    capital ventures legal rechtsanwalte kanzlei steuerberatung etudes cabinet atelier
    ateliers boulangerie domaine maison editions estudio bodega bodegas clinica colegio
    panaderia azienda officine cantina tipografia bedrijf bouw drukkerij bakkerij praktijk
    fabrika nyomda gardens nurseries nursery pest control security cleaning gebaudedienste
    werkstatt werkstatten handel grosshandel vertrieb shop store stores brands collective
    network federation union druckerei tischlerei schreinerei metzgerei konditorei gartnerei
    apotheke praxis brasserie imprimerie librairie ebenisterie carpinteria panificio libreria
    church parish primary cycles bikes outfitters coffee roasters kaffee winery weingut
    distillery dairy`
    .trim()
    .split(/\s+/)
    .join('|')})([^\\p{L}]|$)`,
  'u',
);

/** The company's name with its legal form, where the words hold one; else null. */
export function legalName(text: string): string | null {
  const asian = asianForm.exec(text)?.[0];
  if (asian) return asian;
  const prefixed = before.exec(text);
  if (prefixed) return text.replace(/[.,\s]+$/, '');
  const [, name = '', form = ''] = withForm.exec(text) ?? [];
  const run = endOfName(name);
  return run && `${run} ${form.replace(/\s+/g, ' ')}`;
}

/** The capitalised words at the end: `This mail is sent by Lumen Or` has `Lumen Or`. */
function endOfName(text: string): string | null {
  const all = text.trim().split(/\s+/);
  let start = all.length;
  while (start > 0 && isPartOfName(all[start - 1] ?? '')) start -= 1;
  while (start < all.length && joints.has((all[start] ?? '').toLowerCase())) start += 1;
  const run = all
    .slice(start)
    .join(' ')
    .replace(/[,;:\s]+$/, '');
  return /\p{L}/u.test(run) ? run : null;
}

function isPartOfName(word: string): boolean {
  return (
    joints.has(word.toLowerCase()) || /^[("'“„«]?[\p{Lu}\p{Lo}\p{N}]|^[a-z]+\p{Lu}/u.test(word)
  );
}

/** Whether the words are written as names are, and short enough for one. */
export function looksLikeName(text: string): boolean {
  const all = text.split(/\s+/);
  return all.length <= 6 && all.every(isPartOfName);
}

/** Whether the words say what kind of house it is, as `Lomas Pest Control`. */
export function saysItsKind(text: string): boolean {
  return kinds.test(plain(text));
}

/**
 * Whether the words and the domain's label name the same: `Castellan Optical` and
 * `castellanoptical`, `Certification body ZertAlp` and `zertalp`.
 */
export function matchesLabel(text: string, label: string): boolean {
  const whole = letters(text);
  const name = letters(label);
  if (whole.length < 3 || name.length < 3) return false;
  if (whole === name || (whole.length > 4 && name.includes(whole))) return true;
  if (name.length > 4 && whole.includes(name)) return true;
  const words = plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
    .map(letters);
  const shared = words.filter((word) => name.includes(word)).join('').length;
  return shared >= 4 && shared >= name.length * 0.5;
}
