import type { Corpus } from './corpus.ts';

/** What rows are put together from: texts that people wrote, in tables of the builder's own. */
export interface Texts {
  /** Of mails, without "Re:" and the tags of lists. */
  subjects: string[];
  /** Of replies and intents: one after the other, any of them makes something that reads like a text. */
  sentences: string[];
  /** Bodies of mails, cut to what a person writes. */
  bodies: string[];
  firstNames: string[];
  lastNames: string[];
  /** Host names of senders. */
  domains: string[];
}

const longestBody = 300;

/**
 * Taken from real mail, so that words are as frequent and as rare as words are: a search through
 * made-up ones would be through another language.
 */
export function textsOf(corpus: Corpus, mails: number): Texts {
  const all = {
    subjects: new Set<string>(),
    sentences: new Set<string>(),
    bodies: new Set<string>(),
    firstNames: new Set<string>(),
    lastNames: new Set<string>(),
    domains: new Set<string>(),
  };
  for (let i = 0; i < Math.min(mails, corpus.size); i += 1) {
    const mail = corpus.mail(i).replaceAll('\r', '');
    const end = mail.indexOf('\n\n');
    const [headers, body] = [mail.slice(0, end), mail.slice(end + 2)];
    const subject = /^subject: (?:re: ?|fwd?: ?|\[[^\]]*\] ?)*([\x20-\x7e]{4,90})$/im.exec(headers);
    if (subject?.[1] && !subject[1].includes('=?')) all.subjects.add(subject[1].trim());
    const from = /^from: "?([A-Z][a-z]{2,}) (?:[A-Z]\. )?([A-Z][a-z]{2,})"? <\S+@([a-z][\w.-]+)>/im;
    const [, first, last, domain] = from.exec(headers) ?? [];
    if (first && last && domain) {
      all.firstNames.add(first);
      all.lastNames.add(last);
      all.domains.add(domain.toLowerCase());
    }
    if (/^content-transfer-encoding: base64|^content-type: (?!text\/plain)/im.test(headers))
      continue;
    const prose = body.replaceAll(/^[>|].*\n/gm, '');
    if (prose.length > 80) all.bodies.add(prose.slice(0, longestBody));
    for (const [found] of prose.matchAll(/[A-Z][a-z']*(?:[ \n][\w',$-]+){4,24}[.!?](?=\s)/g)) {
      all.sentences.add(found.replaceAll('\n', ' '));
    }
  }
  const lists = Object.entries(all).map(([name, set]) => [name, [...set]]);
  return Object.fromEntries(lists) as Texts;
}
