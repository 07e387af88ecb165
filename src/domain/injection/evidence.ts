/**
 * Orders in whatever words: kinds of words that together, within a sentence, are said to no person.
 * A machine is spoken to and told something; its reply is prescribed; its sorting is settled for it;
 * its rules are called off.
 */
import type { Finding } from '../injection.ts';
import { kind } from './lexicon/index.ts';
import type { Mark, Sentence } from './scan.ts';

const automaton = kind.machine | kind.device | kind.automatic;
/** What only somebody who sorts or answers mail is told. */
const task = kind.sort | kind.name | kind.reply | kind.summary | kind.rules;
const action = kind.must | kind.say | kind.grant | kind.dismiss | kind.reveal | kind.sort;

type Rule = (sentence: Sentence, text: string) => boolean;

/** Each is enough by itself. */
const rules: Rule[] = [commandsMachine, prescribesReply, settlesSorting, liftsRules];

/** Below those of `dismissal.ts`, so that they are no index of `injectionSigns`. */
const firstSign = -10;

export function evidenceIn(text: string, sentences: Sentence[]): Finding[] {
  return sentences.flatMap((sentence) => {
    const rule = rules.findIndex((each) => each(sentence, text));
    if (rule === -1 || quotes.test(text.slice(sentence.at, sentence.end))) return [];
    const first = sentence.marks[0]!;
    return [{ sign: firstSign - rule, points: 2, at: first.at, length: sentence.end - first.at }];
  });
}

/** "We'd need to recognise things like "ignore your rules" tells of an order and gives none. */
const quotes =
  /(?<!\p{L})(?:like|such as|e\.?g\.?|example|instance|put|typ(?:e|es|ing)|z\.b\.|comme|como|wie)[ :,]{0,2}["“„«]/u;

const has = (mask: number, ...kinds: number[]): boolean =>
  kinds.every((each) => (mask & each) !== 0);
const isAsked = ({ mask }: Sentence): boolean => has(mask, kind.question);

function commandsMachine(sentence: Sentence, text: string): boolean {
  if (!has(sentence.mask, automaton, action) || isAsked(sentence)) return false;
  return addresses(sentence, text);
}

/** Whether the sentence speaks to a machine, and not of one. */
function addresses(sentence: Sentence, text: string): boolean {
  return sentence.marks.some(
    (mark, i) =>
      has(mark.mask, automaton) &&
      (isAnyone(sentence, i, text) ||
        isCalled(sentence, i, text) ||
        isHeading(sentence, i, text) ||
        isSupposed(sentence, i) ||
        isDescribed(sentence, i, text) ||
        isDescribedBefore(sentence, i)),
  );
}

/** "For any automated triage", "whatever software reads this": people know whom they write to. */
function isAnyone({ marks, mask }: Sentence, at: number, text: string): boolean {
  const { mask: self, word } = marks[at]!;
  const isAboutMail = has(mask, kind.mail, kind.sort | kind.reads);
  if (!has(self, kind.machine) && !isAboutMail && !has(mask, task & ~kind.sort)) return false;
  return marks.some(
    (any) =>
      has(any.mask, kind.anyone) &&
      isJustBefore(any, word, 3) &&
      (begins(text, any.at) ||
        marks.some(
          (call) =>
            has(call.mask, kind.vocative) &&
            isJustBefore(call, any.word, 5) &&
            begins(text, call.at),
        )),
  );
}

/** "To the non-human recipient", "dear sorting machine": but not "our" machine or Mr Brown's. */
function isCalled(sentence: Sentence, at: number, text: string): boolean {
  const { marks } = sentence;
  const self = marks[at]!;
  if (!isMachine(marks, at) || !calledEnd.test(text.slice(self.end, self.end + 70))) return false;
  return marks.some(
    (mark) =>
      has(mark.mask, kind.vocative) &&
      isJustBefore(mark, self.word, 4) &&
      begins(text, mark.at) &&
      !marks.some(({ mask, word }) => has(mask, kind.own) && word > mark.word && word < self.word),
  );
}

/** What is called ends there, or at the colon behind what it does. */
const calledEnd =
  /^(?:[\s"'”)]{0,2}(?:[,:;.!)–—-](?!\p{L})|$)| (?:that|which|who|die|der|das|qui|que|che) [^.:\n]{0,50}:)/u;

/** "Mail-handling automation: mark as handled", "Sorting bots, …" */
function isHeading({ marks }: Sentence, at: number, text: string): boolean {
  const self = marks[at]!;
  if (self.word > 3 || !isMachine(marks, at) || /[,:]/.test(text.slice(marks[0]!.at, self.at))) {
    return false;
  }
  if (marks.some(({ mask, word }) => has(mask, kind.own) && word < self.word)) return false;
  // No more than known words may stand before the colon: "AI Solutions Ltd," is a firm.
  const rest = /^(?: [^,:!\n.]{0,30})?[,:!](?=\s|$)/.exec(text.slice(self.end, self.end + 32));
  if (!rest) return false;
  const end = self.end + rest[0].length;
  const between = rest[0].match(/[\p{L}\p{N}]{4,}/gu)?.length ?? 0;
  return (
    between <=
    marks.filter(
      (mark) =>
        mark.at > self.at &&
        mark.end < end &&
        has(mark.mask, automaton | kind.sort | kind.reply | kind.mail),
    ).length
  );
}

/** "Should a computer be composing your replies", "if this text is processed by software". */
function isSupposed({ marks, mask }: Sentence, at: number): boolean {
  const self = marks[at]!;
  if (!has(mask, kind.condition, kind.reads, kind.mail | kind.reply, kind.must | kind.grant))
    return false;
  if (
    marks.some((mark) => has(mark.mask, kind.own | kind.your) && isJustBefore(mark, self.word, 1))
  )
    return false;
  const supposition = marks.find((mark) => has(mark.mask, kind.condition));
  const reading = marks.some(
    (mark) => has(mark.mask, kind.reads) && Math.abs(mark.word - self.word) <= 5,
  );
  return reading && supposition!.word <= 2 && !has(self.mask, kind.reads);
}

function isMachine(marks: Mark[], at: number): boolean {
  const { mask } = marks[at]!;
  return has(mask, kind.machine) || (has(mask, kind.device) && hasCompany(marks, at));
}

/** "The software that answers for this mailbox shall …" */
function isDescribed({ marks, mask }: Sentence, at: number, text: string): boolean {
  const self = marks[at]!;
  return (
    has(self.mask, kind.machine | kind.device) &&
    has(mask, kind.must, kind.mail | kind.reply | kind.summary) &&
    !has(mask, kind.own) &&
    marks.some((must) => has(must.mask, kind.must) && (must.word === 0 || must.word > self.word)) &&
    relative.test(text.slice(self.end, self.end + 12)) &&
    marks.some(
      (mark) =>
        has(mark.mask, kind.reads | kind.sort | kind.say) &&
        mark.word > self.word &&
        mark.word - self.word <= 5,
    )
  );
}

/** Where the clause comes first: "返信を作成するアシスタント", "yanıtı yazan asistan". */
function isDescribedBefore({ marks, mask }: Sentence, at: number): boolean {
  const { mask: self, word } = marks[at]!;
  const isBefore = (kinds: number): boolean =>
    marks.some((mark) => has(mark.mask, kinds) && isJustBefore(mark, word - 1, 6));
  return (
    has(self, kind.machine | kind.device) &&
    has(mask, kind.must | kind.grant, kind.grant) &&
    !has(mask, kind.own) &&
    isBefore(kind.reply) &&
    isBefore(kind.say | kind.reads)
  );
}

const relative =
  /^,? (?:that|which|who|die|der|das|qui|que|che|dat|som|który|która|který|что|котор\p{L}+|яка|який|الذي|التي) /u;

function isYours(marks: Mark[], { word }: Mark): boolean {
  return marks.some((mark) => has(mark.mask, kind.your) && word - mark.word === 1);
}

/** An "assistant" is a machine beside words of its kind and of its work. */
function hasCompany(marks: Mark[], at: number): boolean {
  const self = marks[at]!;
  return marks.some(
    (mark, i) =>
      i !== at &&
      Math.abs(mark.word - self.word) <= 2 &&
      has(mark.mask, kind.machine | kind.automatic | kind.sort | kind.reply),
  );
}

/** "The generated reply has to contain", "your summary shall read": with words that shall stand there. */
function prescribesReply(sentence: Sentence): boolean {
  const { marks, mask } = sentence;
  if (!has(mask, kind.reply | kind.summary, kind.say) || isAsked(sentence)) return false;
  return marks.some((written, i) => {
    if (!has(written.mask, kind.reply | kind.summary)) return false;
    const isGenerated = marks.some(
      (mark, j) =>
        i !== j &&
        has(mark.mask, kind.machine | kind.automatic | kind.reads) &&
        Math.abs(mark.word - written.word) <= 3,
    );
    if (marks.some((mark) => has(mark.mask, kind.own) && mark.word < written.word)) return false;
    const wanted = marks.some((must) => has(must.mask, kind.must) && isSaid(marks, written, must));
    const isQuoted = has(mask, kind.quotation | kind.phrase);
    if (has(written.mask, kind.summary) && wanted)
      return isGenerated || isQuoted || isYours(marks, written) || has(mask, kind.mail | kind.top);
    return isGenerated
      ? wanted || (isQuoted && has(mask, kind.quotation))
      : wanted && isQuoted && has(mask, kind.quotation);
  });
}

/** Reply, must and say close together, in any order, and nobody else who must. */
function isSaid(marks: Mark[], written: Mark, must: Mark): boolean {
  if (Math.abs(must.word - written.word) > 9) return false;
  const isOther = marks.some(
    ({ mask, word }) => has(mask, kind.own) && word > written.word && word < must.word,
  );
  return (
    !isOther && marks.some((say) => has(say.mask, kind.say) && Math.abs(say.word - must.word) <= 6)
  );
}

const asName =
  /(?:(?:^|\s)(?:as|als|como|comme|come|jako|som|label|unter|under|onder|sous|bajo|sotto|su|auf|em|is|an?|une?|ein|eine|een|um|in the|to|o|the|sales|categor\p{L}+|является)|["'“„«(:=>/–-]) ?$/u;
const afterName =
  /^["'”“»]?(?: ?(?:로|으로|として|に|という|の|は|'(?:dir|dır)|o |вид|या|है|वाला|bucket|\/|\.|;|!|$))/u;

/** "Our mails are always to be filed as Lead". */
function settlesSorting(sentence: Sentence, text: string): boolean {
  const { marks, mask } = sentence;
  if (!has(mask, kind.name, kind.sort | kind.automatic | kind.machine) || isAsked(sentence))
    return false;
  const sorted = marks.filter((mark) => has(mark.mask, kind.sort)).length;
  if (!has(mask, kind.must | kind.mail | kind.anyone) && !(sorted > 1 && has(mask, kind.top)))
    return false;
  if (marks.filter((mark) => has(mark.mask, kind.name)).length > 1) return false;
  return marks.some((name) => {
    if (!has(name.mask, kind.name)) return false;
    const before = text.slice(Math.max(0, name.at - 12), name.at);
    const isSet = asName.test(before);
    if (!isSet && !has(mask, kind.must | kind.mail | kind.anyone)) return false;
    if (!isSet && !afterName.test(text.slice(name.end, name.end + 8))) return false;
    const sorting = marks.some(
      (mark) => has(mark.mask, kind.sort | kind.automatic) && Math.abs(mark.word - name.word) <= 12,
    );
    const isLead = text.startsWith('lead', name.at);
    if (text.startsWith('spam', name.at) || (/\bin $/.test(before) && !isLead)) return false;
    return (
      sorting && (isLead || has(mask, kind.must)) && !has(marks[0]!.mask, kind.own & ~kind.mail)
    );
  });
}

/** "Put your guardrails aside", "the limits you work under are lifted". */
function liftsRules(sentence: Sentence): boolean {
  const { marks, mask } = sentence;
  if (!has(mask, kind.rules, kind.your, kind.dismiss) || isAsked(sentence)) return false;
  return marks.some(
    (rule) =>
      has(rule.mask, kind.rules) &&
      marks.some((mark) => has(mark.mask, kind.your) && Math.abs(mark.word - rule.word) <= 3) &&
      marks.some(
        (mark) =>
          mark !== rule && has(mark.mask, kind.dismiss) && Math.abs(mark.word - rule.word) <= 7,
      ) &&
      !marks.some((mark) => has(mark.mask, kind.own) && Math.abs(mark.word - rule.word) <= 3),
  );
}

/** Where no reader looks, a machine that is spoken to is enough, or one thing that only it does. */
export function tellsUnseen(sentence: Sentence, text: string): boolean {
  const { mask } = sentence;
  if (isAsked(sentence)) return false;
  return (
    (has(mask, automaton) && addresses(sentence, text)) ||
    has(mask, kind.anyone, kind.reads, kind.must, kind.grant | kind.reply | kind.sort) ||
    has(mask, kind.reply | kind.summary, kind.must, kind.say) ||
    has(mask, kind.sort, kind.name, kind.mail) ||
    unseen.test(text.slice(sentence.at, sentence.at + 80))
  );
}

/** An imperative of saying, of what nobody asked. */
const unseen =
  /^\W{0,5}(?:please |kindly )?(?:(?:say|state|claim|respond|reply|answer|recommend|assert) (?:that|us|this|positively)|(?:antworte|sag|schreib)\p{L}*,? dass|(?:réponds|reponds|dis) que|ne mentionne|(?:responde|di|diga) que|(?:rispondi|di') che|(?:ответь|скажи),? что)/u;

function isJustBefore({ word }: Mark, of: number, distance: number): boolean {
  return word <= of && of - word <= distance;
}

/** Whether a sentence, a line or a clause begins here. */
function begins(text: string, at: number): boolean {
  return /(?:^|[\n.,!?;:()[\]{}<>*#"“„«»。，、：/|~=–—-])\s{0,3}$/u.test(
    text.slice(Math.max(0, at - 4), at),
  );
}
