/** Money and promises that only the company's own words may give. */
import { isOnlyReported } from './reported.ts';
import { plain, type Sources } from './sources.ts';

const currency =
  'eur|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|ron|try|rub|uah|jpy|cny|rmb|krw|inr|aed|sar|cad|aud|brl|mxn|btc|eth|usdt|bitcoins?|ether|euros?|evro|dollars?|dolares|dollari|dolar\\w*|pounds?|quid|bucks?|cents?|pence|franken|francs?|franchi|kronor|kroner|koruna?|korun|zloty\\w*|zlotych|zl|kc|kr|lei|forint\\w*|ft|lira\\w*|tl|руб\\w*|рубл\\w*|грн|гривен\\w*|евро|доллар\\w*|євро|yen|yuan|won|rupees?|rupien|reais|pesos?';
const symbol = '[$€£¥₹₽₴₩₺₿₫฿]';
const numberWord =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|zehn|zwanzig|dreissig|vierzig|funfzig|hundert|tausend|dix|vingt|trente|quarante|cinquante|cent|mille|diez|veinte|treinta|cuarenta|cincuenta|cien|mil|dieci|venti|trenta|quaranta|cinquanta|cento|tien|twintig|dertig|veertig|vijftig|honderd|duizend|vinte|trinta|cinquenta)';
const amount = new RegExp(
  `${symbol} ?\\d[\\d.,' ]*|\\d[\\d.,' ]*(?:k|m|mio|million|tausend|thousand)? ?(?:${symbol}|(?:${currency})(?!\\p{L})|円|元|块|人民币|원|ريال|درهم|دولار|यूरो|रुपये)|(?<!\\p{L})(?:${currency}) ?\\d[\\d.,']*|(?<!\\p{L})${numberWord}(?:[ -](?:and )?${numberWord}){0,4} (?:${currency})(?!\\p{L})`,
  'gu',
);
const percent = new RegExp(
  `(?:\\d+(?:[.,]\\d+)?|(?<!\\p{L})${numberWord}(?:[ -]${numberWord})?) ?(?:%|percent|per cent|prozent|pour ?cent|por ciento|per cento|procent|por cento|процент\\p{L}*|відсотк\\p{L}*|パーセント|퍼센트)`,
  'gu',
);
const discount =
  /discount|rebate|reduc|(?<!\p{L})off(?!\p{L})|cheaper|price|rabatt|nachlass|ermassig|preis|remise|reduction|rabais|prix|descuento|rebaja|precio|sconto|riduzione|prezzo|korting|prijs|desconto|preco|rabat|znizk|cen[aey]|pris|slev|alennus|reducere|kedvezmeny|indirim|скидк|цен|знижк|εκπτωση|折|割引|할인|خصم|छूट/u;

const refundStem =
  /refund|reimburs|erstatt|gutschrift|rembours|reembols|rimbors|terugbetal|zwrot|aterbetal|refusion/u;
const freeStem =
  /(?<!feel |for your |free )(?:free of (?:charge|cost)|(?:completely|entirely|absolutely|totally) free|for free|(?<!(?:you|we|i|he|she|they) )(?:is|are|be|get|it|them) free(?=[ .,!]|$)(?! (?:to|for|from|of|on|at))|at no (?:extra |additional |further )?(?:cost|charge)|without (?:any )?(?:extra |additional )?(?:cost|charge)|no charge|free (?:upgrade|gift|lifetime|month|year|shipping|licen[cs]e|of)|complimentary|on the house|kostenlos(?!e[nrs]? (?:test|probe|demo))|kostenfrei|unentgeltlich|gratis(?! (?:proef|test))|geschenkt|(?<!(?:essai|essais|prueba|prova|teste) )gratuit|(?:est|sont|etre|sera) offert|sin (?:coste|costo|cargo)|(?<!(?:essai|essais|prueba|prova|teste) )gratuit|senza (?:alcun )?cost|omaggio|kosteloos|bezplatn|za darmo|kostnadsfri|avgiftsfri|uden beregning|zdarma|ilmai|ingyen|ucretsiz|бесплатн|безкоштовн|δωρεαν|免费|免費|無料|무료|مجان|मुफ्त)/u;

/** Promises, and the word of the company that would cover them. */
const promises: [says: string, pattern: RegExp, coveredBy: RegExp | null][] = [
  ['a promise that something is free', freeStem, freeStem],
  [
    'a promise of a refund',
    /(?:we|i)(?:'ll| will| shall| have| can| are able to| would| are happy to| hereby)? (?:now |gladly |happily |fully |immediately |of course |already |also |hereby |then ){0,2}(?:refund(?:ed)?|reimburse[d]?|compensate[d]?|waive[d]?|credit(?:ed)? (?:you|your)|issue[d]? (?:you )?(?:a |the |your )?(?:full |partial )?(?:refund|credit)|process(?:ed)? (?:a |the |your )(?:full )?refund|approve[d]? (?:a |the |your )(?:full )?refund|grant(?:ed)? (?:you )?(?:a |the |your )(?:full )?refund)|refund (?:of [^.\n]{1,20} )?(?:has been|was|is|will be) (?:hereby |now |already |fully )?(?:approved|granted|issued|processed|made|confirmed|paid|credited|on its way)|(?:will|shall|to) (?:receive|get|be) (?:(?!(?:back to|about|regarding|concerning|on|whether|if|for your|updates?|answer|reply|news|information)(?!\p{L}))[^.\n]){0,24}(?:refund(?!\p{L})|refunded|reimbursed|compensated|money back)|full refund|money back|(?:wir|ich) (?:erstatten|uberweisen|zahlen|verguten|schreiben)(?! (?:uns|weil|wie))[^.\n]{0,50}(?:zuruck|betrag|gut(?!\p{L})|kosten|kaufpreis|geld|ihnen)|(?:erstatt|verguten|zuruckzahl)\p{L}* wir|(?:wird|wurde|werden|ist) [^.\n]{0,40}(?:erstattet|gutgeschrieben|zuruckgezahlt|ruckerstattet)|erstattung (?:wurde|ist|wird)[^.\n]{0,30}(?:genehmigt|veranlasst|bewilligt|bestatigt|erfolg)|(?:nous|je) (?:vous )?(?:rembours(?:ons|erons|e|erai)|credit(?:ons|erons))|remboursement[^.\n]{0,24} (?:est|a ete|sera) (?:accorde|effectue|valide|approuve|confirme)|serez (?:integralement )?rembours|(?:le |les |te )?reembols(?:aremos|amos|are)|reembolso[^.\n]{0,24} (?:ha sido|esta|fue|sera|foi)|(?:la |le |vi )?rimbors(?:eremo|iamo)|rimborso[^.\n]{0,24} (?:e stato|sara|e) |(?:we|wij) (?:betalen|storten|vergoeden)[^.\n]{0,40}terug|terugbetaling[^.\n]{0,24} (?:is|wordt)|krijgt [^.\n]{0,24}terug(?!\p{L})|zwroc(?:imy|ilismy)|вернем деньги|возврат[^.\n]{0,20} (?:одобрен|подтвержд)/u,
    refundStem,
  ],
  [
    'a promise of a discount',
    /(?:grant|giv(?:e|ing)|offer|apply|applied|approv|receiv|get|enjoy|confirm|entitled to|qualif|extend|include|add|agree|provid|gewahr|erhalt|bekomm|biet|raum|geben|bestatig|accord|offr|benefici|ofrec|conced|otorg|aplic|concedi|offriamo|applic|krijg|bied|geef|geven|udzie|otrzym|получ|предостав)(?:(?!(?:back to|about|regarding|concerning|on|whether|if|for your|updates?|answer|reply|news|information)(?!\p{L}))[^.?\n]){0,50}(?:discount|rebate|rabatt|nachlass|remise|rabais|descuento|sconto|korting|desconto|rabat(?!t)|znizk|скидк)(?! (?:polic|request|question|option|possib|structure|level|tier|anfrage|stru))|(?:discount|rabatt|remise|descuento|sconto|korting|desconto)[^.?\n]{0,24}(?:approved|granted|applied|confirmed|activated|genehmigt|gewahrt|bestatigt|bewilligt|accordee?|approuvee?|confirmee?|aprobado|concedido|confirmado|approvato|concesso|confermato|goedgekeurd|toegekend|aprovado)|(?:discount|promo|promotion|voucher|coupon|rabatt|gutschein|kortings|kupon)[ -]?codes?|code (?:promo|de reduction)|codigo (?:de descuento|promocional)|codice sconto|half(?: the)?(?: list)? price|halbe[rnm]? preis|moitie prix|mitad de precio|meta prezzo|halve prijs|match any (?:competitor|offer|price|quote)|price match|undercut|lowest price|best price/u,
    null,
  ],
  [
    'a promise of a contract',
    /(?:contract|agreement|deal|tender|bid|application|transfer|payment|bank details|account details|terms|partnership|purchase|sponsorship|loan|order) (?:is|are|has been|have been|was|were) (?:hereby |now |already |officially |fully )?(?:signed|accepted|approved|concluded|awarded|agreed|granted|won|binding|changed)|(?:we|i) (?:hereby |fully |gladly |do |will |formally ){0,2}(?:accept|agree to|approve|sign|guarantee|commit to|warrant|pledge|undertake)(?!\p{L})[^.\n]{0,50}(?:terms|conditions|offer|contract|order|price|proposal|details|invoice|request|bid|quote|payment|purchase|delivery|uptime|result|refund|success|agreement|liability)|legally binding|(?:we|i) (?:fully |hereby |can )?(?:guarantee|promise|warrant)(?!\p{L})|(?:admit|accept) (?:full |all )?(?:fault|liability|responsib|guilt)|(?:hiermit|verbindlich) (?:bestatig|akzeptier|nehmen wir|zusag)|(?:wir|ich) (?:garantier|akzeptier|versprech|genehmig|nehmen [^.\n]{0,30} an(?!\p{L}))|(?:vertrag|auftrag|angebot) (?:ist|wurde|gilt) (?:hiermit |damit )?(?:angenommen|unterzeichnet|geschlossen|genehmigt|unterschrieben|erteilt)|(?:nous|je) (?:acceptons|accepte|garantissons|garantis|promettons|approuvons)|(?:tout|contrat|commande|offre|demande) (?:est|a ete) (?:approuve|valide|confirme|accepte)|(?:todo|pedido|oferta|solicitud) (?:esta|ha sido) (?:aceptad|aprobad|confirmad)|(?:tutto|ordine|offerta|richiesta) (?:e|e stat[oa]) (?:accettat|approvat|confermat)|contrat (?:est|a ete) (?:signe|accepte|conclu)|(?:aceptamos|garantizamos|prometemos|aprobamos)|contrato (?:esta|ha sido|foi) (?:firmado|aceptado|assinado|aceite)|(?:accettiamo|garantiamo|promettiamo|approviamo)|contratto (?:e|e stato) (?:firmato|accettato|concluso)|(?:wij|we) (?:accepteren|garanderen|beloven)|(?:aceitamos|garantimos|prometemos)|for (?:life|ever)(?!\p{L}|-| (?:scien|insur))|lifetime (?:access|licen|deal|support|membership)|de por vida|a vie(?!\p{L})|a vita(?!\p{L})|auf lebenszeit|levenslang/u,
    /guarant|garant|binding|verbindlich|lifetime/u,
  ],
  [
    'a request for money or secrets',
    /(?<!not |never |n't |nor |ever )(?:send|provide|give|tell|share|confirm|enter|reply with|verify)(?: me| us)? (?:with )?your (?:[\p{L}-]{1,12} ){0,2}(?:password|pin(?!\p{L})|credit card|card number|cvv|bank details|credentials|login(?! (?:name|e-?mail|address|page|id(?!\p{L})|screen))|passport|social security)|(?:wire|transfer|pay|deposit)(?: the| this| your| all)?(?: \p{L}{1,12})? (?:money|funds?|amount|payment|balance|sum|invoice|fee)[^.\n]{0,40}(?: to | into | via )|send(?: the| this| your| all)? (?:money|funds?|amount|balance|sum|fee|payment(?! (?:reminder|confirmation|details|link|receipt)))[^.\n]{0,40}(?: to | into | via )|gift cards?|western union|(?:schicken|senden|nennen|teilen) sie [^.\n]{0,30}(?:passwort|kennwort|kreditkarte|bankdaten|zugangsdaten)|uberweisen sie|envoyez[^.\n]{0,24}(?:mot de passe|carte bancaire)|(?<!no (?:nos |me )?)envie[^.\n]{0,20}(?:contrasena|tarjeta)|invii?[^.\n]{0,20}password/u,
    null,
  ],
];

export function promiseFaults(answer: string, sources: Sources): string[] {
  const text = plain(answer);
  const faults: string[] = [];
  if (!everyKnown(text, amount, sources.facts))
    faults.push('an amount that is not in the playbook');
  if (!everyPercentage(text, sources)) faults.push('a percentage that is not in the playbook');
  const sentences = sentencesOf(text);
  for (const [says, pattern, coveredBy] of promises) {
    const isUncovered = sentences.some(
      (sentence) =>
        isPromised(sentence, pattern) &&
        !isCovered(sentence, pattern, coveredBy ?? pattern, sources.facts),
    );
    if (isUncovered) faults.push(says);
  }
  return faults;
}

/** Whether the sentence says it somewhere and does not only ask about it. */
function isPromised(sentence: string, pattern: RegExp): boolean {
  if (!pattern.test(sentence)) return false;
  return [...sentence.matchAll(new RegExp(pattern.source, 'gu'))].some(
    ({ 0: promise, index }) => !isOnlyReported(sentence, index, promise),
  );
}

/** Whether the company says the like of the same thing: beside the promise they share a word. */
function isCovered(sentence: string, pattern: RegExp, cover: RegExp, facts: string): boolean {
  const topics = sentence.replace(pattern, ' ').match(/\p{L}{4,}|\d+/gu) ?? [];
  return sentencesOf(facts).some(
    (fact) => cover.test(fact) && topics.some((topic) => fact.includes(topic)),
  );
}

function sentencesOf(text: string): string[] {
  return text.split(/[.!?\n](?=\s|$)/u);
}

const compact = (value: string): string => value.replace(/[\s.,']/g, '');

function everyKnown(text: string, pattern: RegExp, facts: string): boolean {
  const said = text.match(pattern);
  if (!said) return true;
  const known = new Set((facts.match(pattern) ?? []).map(compact));
  return said.every((each) => known.has(compact(each)));
}

/** Nearly all of something is no discount: "99.9 % of the time". */
const nearlyAll =
  /^(?:99(?:[.,]\d{1,4})?|100) ?(?:%|percent|per cent|prozent|pour ?cent|por ciento|per cento|procent)$/u;
const reward = /back|refund|cash|bonus|free|zuruck|gratis|rembours|reembols|rimbors|terug/u;

/** Others may be echoed where they are no discount: "the disk is 90 % full". */
function everyPercentage(text: string, { facts, told }: Sources): boolean {
  const said = text.match(percent);
  if (!said) return true;
  const known = new Set((facts.match(percent) ?? []).map(compact));
  const echoed = new Set((told.match(percent) ?? []).map(compact));
  return text.split(/[.!?\n](?=\s|$)/).every((sentence) => {
    const isReduced = discount.test(sentence);
    return (sentence.match(percent) ?? []).every(
      (each) =>
        known.has(compact(each)) ||
        (!isReduced &&
          (echoed.has(compact(each)) || (nearlyAll.test(each) && !reward.test(sentence)))),
    );
  });
}
