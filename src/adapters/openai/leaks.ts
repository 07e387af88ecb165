import { Failure } from '../../domain/failure.ts';
import type { Mail } from '../../domain/mail.ts';
import type { Playbook } from '../../domain/playbook.ts';
import type { LlmStep } from './answers.ts';
import { legend } from './background-data.ts';
import { ownText } from './instructions.ts';
import { secretCheck, type Secrets } from './secrets.ts';
import { letterRunsOf, viewsOf, wordRunsOf, wordsOf } from './views.ts';

/**
 * Rejects answers that tell what was told to the model.
 * @param texts every text of the answer
 * @param known what may be in it whatever it is: the mail, and the wish of a colleague
 * @throws Failure `llm.unsafe`, which names what was found but does not show it
 */
export type LeakGuard = (step: LlmStep, texts: string[], known: string[]) => void;

/** Words in a row that are no coincidence. */
const ownWords = 8;
/** The same in letters and digits: whatever is told in 40 of them has a run of 32 at an eighth place. */
const ownLetters = 32;
const stride = 8;
/** What a playbook says of replies is meant to show in them: only a longer passage is a quotation. */
const policyWords = 12;

/** Terms of the request itself; a reply has no use for them. */
const wireTerms =
  /additionalProperties|response_format|json_?schema|schema\W{1,3}(classify|draft|summarize)\b|<\/?(mail|background|crm|system)>/i;

/**
 * Texts of the playbook that are public by their nature (company, voice, knowledge, examples, what
 * stands in quotation marks) may be repeated. Categories are no secret within the team, and in a
 * reply they have no place.
 */
export function leakGuard(playbook: Playbook, secrets: Secrets): LeakGuard {
  const own = `${ownText()}\n${legend}`;
  const sentences = new Set([...passages(own, ownWords), ...letters(own)]);
  const categories = new Set(
    Object.values(playbook.categories).flatMap((text) => passages(text, ownWords)),
  );
  const policies = new Set(
    Object.values(playbook.policies).flatMap((text) => passages(text, policyWords)),
  );
  const holdsSecret = secretCheck(secrets);
  const open = publicTexts(playbook);

  /** Whether a run of the view is in `told`, and neither in what is public nor in the mail. */
  const quotes = (runs: string[], told: Set<string>, known: () => string) =>
    runs.some((run) => told.has(run) && !known().includes(run));

  function leakIn(step: LlmStep, view: string, known: string): string | null {
    const words = wordsOf(view);
    const knownWords = once(() => wordsOf(known).join(' '));
    const knownLetters = once(() => wordsOf(known).join(''));
    const eight = wordRunsOf(words, ownWords);
    if (
      quotes(eight, sentences, knownWords) ||
      quotes(letterRunsOf(words.join(''), ownLetters, stride), sentences, knownLetters)
    ) {
      return 'a piece of the instructions to the model';
    }
    if (step === 'draft') {
      if (quotes(eight, categories, knownWords)) return 'the description of a category';
      if (quotes(wordRunsOf(words, policyWords), policies, knownWords)) return 'a drafting policy';
    }
    const term = wireTerms.exec(view)?.[0];
    if (term && !known.includes(term)) return 'terms of the request';
    return holdsSecret(view, known);
  }

  return (step, texts, known) => {
    const context = [open, ...known].join('\n');
    for (const view of viewsOf(texts.join('\n'))) {
      const leak = leakIn(step, view, context);
      if (leak) throw new Failure('llm.unsafe', `the answer to ${step} holds ${leak}`);
    }
  };
}

/** All of a mail that an answer may quote. */
export function textsOf(mail: Mail): string[] {
  const { subject, text, attachments, from, replyTo } = mail;
  return [
    subject,
    text,
    from?.name ?? '',
    replyTo?.name ?? '',
    ...attachments.flatMap(({ name, text: read }) => [name, read ?? '']),
  ];
}

function publicTexts({
  company,
  voice,
  signature,
  knowledge,
  examples,
  policies,
}: Playbook): string {
  const quoted = Object.values(policies).flatMap(
    (text) => text.match(/"[^"]+"|“[^”]+”|„[^“]+“|«[^»]+»/g) ?? [],
  );
  return [
    company,
    voice,
    signature,
    ...knowledge.flatMap(({ title, text }) => [title, text]),
    ...examples.flatMap(({ mail, reply }) => [mail, reply]),
    ...quoted,
  ].join('\n');
}

function passages(text: string, length: number): string[] {
  return wordRunsOf(wordsOf(text), length);
}

/** For text that is written with spaces between its letters, or with none between its words. */
function letters(text: string): string[] {
  return text.split('\n').flatMap((line) => letterRunsOf(wordsOf(line).join(''), ownLetters));
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}
