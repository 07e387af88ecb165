/** Promises that are none: what is to be found out, or what the customer has asked for. */

const end = '(?:(?! (?:and|but|und|aber|et|mais|y|pero|ma|maar|och|og) )[^,;:–—.!?]){0,70}$';
/** "We will check whether …", "prüfen, ob …"; where the word also means a condition, with its verb. */
const inquiry = new RegExp(
  `(?<!\\p{L})(?:(?:whether|if possible|ob|czy|zda|чи|si (?:es )?posible|si possible|se (?:e )?possibile|se (?:for )?possivel|of het mogelijk is)(?!\\p{L})|(?:check|ask|see|know|clarif|confirm|find out|look into|tell|decide|wonder|verif|consult|pregunt|comprob|averigu|indic|inform|demand|savoir|voir|dire|chied|saper|vedere|kijk|vra(?:ag|gen)|weten|kolla|fraga|tjek|kysy|selvit|intreb|pergunt|saber|ver)\\p{L}*(?: [^,;:.]{0,40})? (?:if|si|se|of|om|jos|daca)(?!\\p{L}))${end}`,
  'u',
);
/** "You asked for …", "your request for …". */
const request = new RegExp(
  `(?<!\\p{L})(?:(?:you|he|she|they|customer|sender)(?:'d| would)? (?:like|want|prefer|expect|ask|request|mention|claim|demand|hope|need)\\p{L}*|(?:your|the|a) (?:request|question|enquiry|inquiry|claim|wish|demand|complaint)|request(?:s|ed|ing)? for|regarding|concerning|sie (?:mochten|wunschen|bitten|fragen)|(?:ihr|eur|dein)\\p{L}* (?:wunsch|anfrage|bitte|frage)|vous (?:souhait|demand)\\p{L}*|votre demande|(?:su|tu) solicitud|(?:sua|vostra|tua) richiesta|(?:uw|je) (?:verzoek|vraag)|(?:seu|vosso) pedido)(?!\\p{L})${end}`,
  'u',
);
/** "Once the contract is signed, …" */
const condition = new RegExp(
  `(?<!\\p{L})(?:once|when|as soon as|until|before|after)(?!\\p{L})${end}`,
  'u',
);
const ourselves = /^(?:we|i|wir|ich|nous|je|wij)(?!\p{L})/u;
const acts =
  /(?<!\p{L})(?:we|i|wir|ich|nous|je|wij|hereby|gladly|approv\p{L}*|grant\p{L}*|accept\p{L}*|agreed?|confirm\p{L}*|process\p{L}*|issue\p{L}*|genehmig\p{L}*|gewahr\p{L}*|bewilligt|accord\p{L}*)(?!\p{L})/u;

/** @returns whether what stands at `index` of the sentence is only asked or reported there */
export function isOnlyReported(sentence: string, index: number, promise: string): boolean {
  const before = sentence.slice(0, index);
  if (inquiry.test(before)) return !/(?<!\p{L})(?:and|und|et|y|e)(?!\p{L})/u.test(promise);
  if (condition.test(before) && !ourselves.test(promise)) return true;
  return request.test(before) && !acts.test(promise) && !acts.test(sentence.slice(index));
}
