/** What an answer may draw on, and what the mail wants to have written. */
import { fold, latinized, visible } from '../injection/text.ts';
import type { Mail } from '../mail.ts';
import type { CrmRecord } from '../message.ts';
import type { Playbook } from '../playbook.ts';

export interface Sources {
  mail: Mail;
  /** All that people of the company wrote: the playbook and the instruction, folded. */
  granted: string;
  /** Of that only what states facts: prices and promises come from here. Folded. */
  facts: string;
  /** The mail's subject, folded: an answer's subject continues it. */
  subject: string;
  /** Names, attachments' names and the mail without its asking sentences. Folded. */
  told: string;
  /** The sentences of the mail that want something written, folded. */
  asking: string[];
  /** The asking sentences as they were written. */
  askingRaw: string[];
  /** The playbook's prose for the model, folded; it must not be recited. */
  guidance: string;
}

export interface AnswerContext {
  mail: Mail;
  playbook: Playbook;
  crm?: CrmRecord | null;
  instruction?: string | null;
}

/** How texts are compared: folded, one alphabet, blanks as blanks. */
export function plain(text: string): string {
  return latinized(fold(visible(text))).replace(/[^\S\n]+/g, ' ');
}

/** Longer mail is cut; no model sees more of it. */
const cap = 30_000;

/** In the languages of most mail, what asks for words: say, write, include, the word, your reply. */
const asks =
  /(?<![a-z])(?:say|saying|write|writing|include|including|insert|add|append|put|place|print|output|repeat|mention|begin|start|end|finish|close|open|sign|prefix|quote|use|contain\w*|words?|phrase|sentence|token|code ?words?|pass ?(?:word|phrase)|keyword|secret|string|text|repl(?:y|ies|ied)|respond\w*|response|answer\w*|type|state|confirm|translate|spell|send back|return|schreib\w*|antwort\w*|erwahn\w*|fug\w*|wort\w*|satz|beginn\w*|beend\w*|verwend\w*|nenn\w*|sag\w*|ecri\w*|repon\w*|ajout\w*|inclu\w*|mot|phrase|commenc\w*|termin\w*|mentionn\w*|dis|dites|escrib\w*|respond\w*|respuesta|anad\w*|agreg\w*|palabra|frase|empiez\w*|comienz\w*|menci\w*|di|diga|scriv\w*|rispond\w*|risposta|aggiung\w*|inserisc\w*|parola|inizi\w*|menzion\w*|schrijf\w*|antwoord\w*|voeg\w*|woord|zin|begin|eindig\w*|vermeld\w*|noem\w*|escrev\w*|resposta|adicion\w*|acrescent\w*|palavra|comec\w*|napisz\w*|odpow\w*|dodaj\w*|slowo|zdanie|zaczn\w*|skriv\w*|svar\w*|ord|mening|inkluder\w*|tilfoj\w*|napis\w*|odpov\w*|slovo|kirjoit\w*|vasta\w*|sana\w*|scrie\w*|raspun\w*|cuvant\w*|ird|irja|valasz\w*|szo|szot|yaz\w*|yanit\w*|cevap\w*|kelime\w*)(?![a-z])|напиш|ответ|слов|добав|відпов|напис|додай|γραψ|απαντ|λεξη|写|寫|回复|回覆|回信|包含|加上|書|返信|返事|言葉|쓰|답장|단어|포함|اكتب|كلمة|أجب|رد|लिख|जवाब|शब्द/u;

const sentences =
  /[^.!?。！？\n]+(?:[.!?。！？]+(?=\s|$|["'”“»」)\]])|[.](?=\S)|[!?。！？]|\n|$)/gu;

export function sourcesOf({ mail, playbook, crm, instruction }: AnswerContext): Sources {
  const knowledge = playbook.knowledge.map(({ title, text }) => `${title}\n${text}`);
  const examples = playbook.examples.map(({ reply }) => reply);
  const guidance = [
    ...Object.values(playbook.policies),
    ...Object.values(playbook.categories),
    playbook.voice,
  ];
  const facts = [...knowledge, ...examples, instruction ?? ''];
  const company = [playbook.company, playbook.signature];
  const { asked, told } = sortedSentences(mail);
  const names = [
    mail.from?.name,
    mail.replyTo?.name,
    ...mail.recipients.slice(0, 50).map(({ name }) => name),
    ...mail.attachments.slice(0, 50).map(({ name }) => name),
    mail.from?.address,
    mail.replyTo?.address,
    ...mail.recipients.slice(0, 50).map(({ address }) => address),
  ];
  return {
    mail,
    granted: plain([...facts, ...company, ...guidance].join('\n')),
    facts: plain(facts.join('\n')),
    told: plain(
      [...names, ...told, crm ? Object.values(crm).join('\n') : '', ...facts, ...company].join(
        '\n',
      ),
    ),
    subject: plain(mail.subject),
    asking: asked.map(plain),
    askingRaw: asked,
    guidance: plain(guidance.join('\n')),
  };
}

function sortedSentences(mail: Mail): { asked: string[]; told: string[] } {
  const asked: string[] = [];
  const told: string[] = [];
  const whole = [
    mail.subject,
    mail.text.slice(0, cap),
    mail.quoted.slice(0, cap),
    mail.hidden.slice(0, cap),
    ...mail.attachments
      .slice(0, 20)
      .map(({ name, text }) => `${name}\n${(text ?? '').slice(0, cap)}`),
  ];
  for (const [i, part] of whole.entries()) {
    for (const [sentence] of part.matchAll(sentences)) {
      if (asks.test(plain(sentence))) asked.push(sentence);
      // What a reader is not shown, and attachments, are nothing that a reply takes up.
      else if (i < 3) told.push(sentence);
    }
  }
  return { asked, told };
}
