/** Order, ticket, serial and account numbers, by the word before them. */

/** What stands before a reference that an answer may take up. */
const reference =
  /(?:号|號|番号|번호|رقم|номер\p{L}*|заказ\p{L}*|αρ|order|bestell\p{L}*|auftrag\p{L}*|ticket|case|vorgang\p{L}*|invoice|rechnung\p{L}*|facture|factura|fattura|factuur|fatura|commande|pedido|ordine|bestelling|encomenda|zamowien\p{L}*|ref\p{L}*|no|nr|num\p{L}*|n|number|nummer|model\p{L}*|modell|version|release|serial|seri\p{L}*|sku|part|art\p{L}*|article|po|quote|quotation|angebot|devis|offerta|offerte|booking|buchung|reservation|tracking|sendung\p{L}*|parcel|account|konto|customer|kunden\p{L}*|client\p{L}*|klant\p{L}*|error|fehler\p{L}*|erreur|errore|fout|alarm|fault|firmware|device|gerat|room|zimmer|hall|halle|stand|booth|contract|vertrag\p{L}*|tender|rfp|rfq|lot|batch|charge|id|licen[cs]e|type|typ|series|retour\p{L}*|return|rma|claim|schaden\p{L}*|project|projekt\p{L}*|sn|s\/n)[ .:°#№º-]{0,4}(?:no|nr|number|nummer|id|code|n)?[ .:°#№º-]{0,3}$/u;

/** Whether the folded text names the token as such a number: "order 4711". */
export function isReferred(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    if (reference.test(text.slice(Math.max(0, at - 40), at))) return true;
  }
  return false;
}
