import { stripped } from '../text.ts';

/**
 * Words that say nothing one by one, and a lot together: they are worth a closer look wherever they
 * stand.
 */
const phrases = `
  will be graded / will be evaluated / will be scored / operator note / operator / output format / context window /
  return nothing / new session / machine-readable / non-human / if no human / end of customer / end of user /
  from here on / from now on / from this point on / you will now / you are now /
  you are no longer / new task / new request / i want you to / you must act / play a game /
  no matter your / no matter what / regardless of your / complete the following / verbatim /
  word for word / other customers / all other / without review / without asking /
  nothing else / nothing but / everything above / everything before / text above /
  text before / words above / you were told / you were given / system override /
  admin override / reply-to  / _of_turn  /
  end of / send_ / forward_ / get_emails / read_inbox / delete_email / execute_ / tool_ /
  function_ / user_role / jailbr / stop what / in the crm / share all / only with / with: /
  what it says / hidden task / do anything now / api key / environment variable /
  process.env / ab jetzt / ab sofort / von nun an / alles, was / alles was / désormais /
  dorénavant / à partir de / a partir de / d'ora in poi / tutto quello / tudo o que /
  vanaf nu / od teraz / отныне / с этого момента / lo que te / lo anterior / tout ce qu / wszystki /
  ignoreall / ignorethe / ignoreprev / previousinstr / yourinstructions / set reply`;

/** By their first words. */
export const openers = new Map<string, string[]>();
for (const phrase of stripped(phrases)
  .trim()
  .split(/\s\/\s+/)) {
  const [first = ''] = phrase.split(/[^a-z0-9\u00c0-\u1fff]/);
  openers.set(first, [...(openers.get(first) ?? []), phrase]);
}

export function opensPhrase(text: string, at: number, word: string): boolean {
  return (openers.get(word) ?? []).some((phrase) => text.startsWith(phrase, at));
}
