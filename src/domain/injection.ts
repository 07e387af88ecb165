import { directives, dismissals, fillers, injectionSigns, scopes } from './injection-signs.ts';
import type { Mail } from './mail.ts';
import type { Injection } from './message.ts';

/** Characters of the text that are looked at; instructions further down reach no model either. */
const textCap = 100_000;
/** Characters of a subject or a name. */
const shortCap = 2_000;
const maxPassages = 5;
const passageLength = 160;
const suspicion = 2;

interface Finding {
  sign: number;
  points: number;
  at: number;
  length: number;
}

/**
 * Passages that address a model instead of a person, in en, de, fr, es, it, nl and pt. It warns
 * people and guards nothing by itself: a mail is data whether or not it is flagged.
 *
 * @returns at most 5 passages of at most 160 characters, in the order of the mail
 */
export function findInjection(
  mail: Pick<Mail, 'subject' | 'text' | 'attachments' | 'from'>,
): Injection {
  const names = [mail.from?.name ?? '', ...mail.attachments.slice(0, 20).map(({ name }) => name)];
  const short = [mail.subject, ...names].map((each) => each.slice(0, shortCap));
  // One text: a blank line apart, so that no phrase spans two of them.
  const text = visible([...short, mail.text.slice(0, textCap)].join('\n\n'));
  const lower = text.toLowerCase();
  const findings = [...dismissalsIn(lower), ...signsIn(lower)];
  const bySign = new Map(findings.map(({ sign, points }) => [sign, points]));
  const points = [...bySign.values()].reduce((sum, each) => sum + each, 0);
  if (points < suspicion) return { suspected: false, evidence: [] };
  return { suspected: true, evidence: passages(text, findings) };
}

/** Soft hyphens, joiners, zero-width spaces, directional marks, variation selectors. */
const invisible =
  /\u{AD}|\u{34F}|\u{61C}|\u{180E}|[\u{200B}-\u{200F}]|[\u{202A}-\u{202E}]|[\u{2060}-\u{206F}]|[\u{FE00}-\u{FE0F}]|\u{FEFF}/gu;

/**
 * The text as a model would read it: compatibility forms unified, invisible characters gone, and
 * the "tag" characters (U+E0020 to U+E007E), which smuggle ASCII past people, made visible.
 */
function visible(text: string): string {
  return text
    .replace(/[\u{E0020}-\u{E007E}]/gu, (tag) =>
      String.fromCodePoint(tag.codePointAt(0)! - 0xe0000),
    )
    .normalize('NFKC')
    .replace(invisible, '');
}

/** "We ignore all rules" tells of somebody; it orders nothing. */
const reported = /(?<!\p{L})(?:i|we|they|who|people|users|never|not|ich|wir|nous|ils)\s$/u;

/**
 * "Ignore all previous instructions" in any of its forms: a verb, then a directive, only known
 * words between them, and a word that says all or previous on either side of the directive.
 */
function* dismissalsIn(text: string): Generator<Finding> {
  for (const match of text.matchAll(dismissals)) {
    if (reported.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    const start = match.index + match[0].length;
    const length = dismissedWithin(text.slice(start, start + 120));
    if (length) yield { sign: -1, points: 2, at: match.index, length: match[0].length + length };
  }
}

/** How far the dismissed directive reaches, or 0 where it is something else that is dismissed. */
function dismissedWithin(rest: string): number {
  let isScoped = false;
  let directive = 0;
  let words = 0;
  for (const match of rest.matchAll(/[\p{L}\p{M}-]+|[.!?\n]/gu)) {
    const word = match[0];
    const end = match.index + word.length;
    if (/^[.!?]/.test(word) || ++words > 10) break;
    if (word === '\n') continue;
    if (scopes.has(word)) isScoped = true;
    else if (directives.has(word)) directive ||= end;
    else if (!fillers.has(word)) {
      // "forget everything you were told", "the instructions you were given"
      if (isScoped || directive) {
        const told =
          /^(?:that )?you (?:were|have been|know|had been) ?(?:told|given|taught|instructed|about)?/u;
        const tail = told.exec(rest.slice(match.index));
        if (tail && (directive || /everything/.test(rest.slice(0, match.index)))) {
          return match.index + tail[0].length;
        }
      }
      break;
    }
    if (isScoped && directive) return Math.max(directive, end);
  }
  return 0;
}

function* signsIn(text: string): Generator<Finding> {
  for (const [sign, { points, pattern }] of injectionSigns.entries()) {
    let taken = 0;
    for (const match of text.matchAll(pattern)) {
      yield { sign, points, at: match.index, length: match[0].length };
      if (++taken === maxPassages) break;
    }
  }
}

/** The firmest findings, each with some words around it, without overlap. */
function passages(text: string, findings: Finding[]): string[] {
  const taken: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => b.points - a.points || a.at - b.at)) {
    if (taken.length === maxPassages) break;
    if (taken.every(({ at }) => Math.abs(at - finding.at) >= passageLength / 2))
      taken.push(finding);
  }
  return taken.toSorted((a, b) => a.at - b.at).map(({ at, length }) => passage(text, at, length));
}

function passage(text: string, at: number, length: number): string {
  const margin = Math.max(0, Math.floor((passageLength - length) / 2));
  const from = Math.max(0, at - Math.min(margin, 40));
  const clip = text.slice(from, from + passageLength).replace(/\s+/gu, ' ');
  return clip.toWellFormed().trim();
}
