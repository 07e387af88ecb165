/** Whether a sentence of a mail wants words written. */

/** Who speaks of what is, and asks for nothing: "when we add it", "both say so", "the use of". */
const tells =
  "(?<!(?<!(?:can|could|shall|should|may|might|must|let|would|will|need) )(?<![a-z'])(?:i|we|they|he|she|it|both|who|which|people|the|an?|my|our|his|her|their|its|this|of|for|in|at|by|with|from|on|no|any|some) )";
const verbs =
  'say|saying|write|writing|include|insert|add|append|put|place|print|output|repeat|mention|quote|use|type|state|confirm|translate|spell|send back|return';
/** "Open with …", unlike "the slot is open". */
const frames =
  "(?:begin|start|end|finish|close|open|sign|prefix)(?=:| (?:[a-z']+ ){0,5}(?:(?:with|by|as|using)(?![a-z])|on [\"“„«'‘]))";
const nouns =
  'contain\\w*|including|words?|phrase|sentence|token|code ?words?|pass ?(?:word|phrase)|keyword|secret|string|text|repl(?:y|ies|ied)|respond\\w*|response|answer\\w*';
const others =
  'schreib\\w*|antwort\\w*|erwahn\\w*|fug\\w*|wort\\w*|satz|beginn\\w*|beend\\w*|verwend\\w*|nenn\\w*|sag\\w*|ecri\\w*|repon(?:ds|dez|dre|drez|se|ses)|ajout\\w*|inclu(?!de[ds]?(?![a-z]))\\w*|mot|commenc\\w*|termin\\w*|mentionn\\w*|dis|dites|escrib\\w*|respuesta|anad\\w*|agreg\\w*|palabra|frase|empiez\\w*|comienz\\w*|menci\\w*|di|diga|scriv\\w*|rispond\\w*|risposta|aggiung\\w*|inserisc\\w*|parola|inizi\\w*|menzion\\w*|schrijf\\w*|antwoord\\w*|voeg\\w*|woord|zin|begin (?:je|uw|met)|eindig\\w*|vermeld\\w*|noem\\w*|escrev\\w*|resposta|adicion\\w*|acrescent\\w*|palavra|comec\\w*|napisz\\w*|odpow\\w*|dodaj\\w*|slowo|zdanie|zaczn\\w*|skriv\\w*|svar\\w*|ord|mening|inkluder\\w*|tilfoj\\w*|napis\\w*|odpov\\w*|slovo|kirjoit\\w*|vasta\\w*|sana\\w*|scrie\\w*|raspun\\w*|cuvant\\w*|ird|irja|valasz\\w*|szo|szot|yaz\\w*|yanit\\w*|cevap\\w*|kelime\\w*';
const asks = new RegExp(
  `(?<![a-z0-9_])(?:${nouns}|${others}|${tells}(?:${verbs})|${frames})(?![a-z0-9_(])|напиш|ответ|слов|добав|відпов|напис|додай|γραψ|απαντ|λεξη|写|寫|回复|回覆|回信|包含|加上|書|返信|返事|言葉|쓰|답장|단어|포함|اكتب|كلمة|أجب|رد|लिख|जवाब|शब्द`,
  'u',
);

/** In the languages of most mail: say, write, include, the word, your reply. Takes folded text. */
export function asksForWords(sentence: string): boolean {
  return asks.test(sentence);
}
