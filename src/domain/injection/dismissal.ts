/** "Ignore all previous instructions" in any of its forms. */
import type { Finding } from '../injection.ts';
import { needs } from './needs.ts';
import type { Windows } from './windows.ts';
import { directives, dismissals, dismissalsElsewhere, fillers, pattern, scopes } from './words.ts';

/** Negative, so that they are no index of `injectionSigns`. */
const sign = { here: -1, elsewhere: -2 };
const maxFindings = 50;
/** On either side of the verb: in Turkish and Japanese it comes last. */
const span = 70;

export function* dismissalsIn(windows: Windows): Generator<Finding> {
  for (const { at, text } of windows.for(needs.dismissal)) {
    for (const finding of wordByWord(text)) yield { ...finding, at: at + finding.at };
    for (const finding of inOtherLanguages(text)) yield { ...finding, at: at + finding.at };
  }
}

/** "We ignore all rules" tells of somebody; it orders nothing. */
const reported =
  /(?<!\p{L})(?:i|we|they|who|people|users|staff|customers|never|not|ich|wir|nous|ils)\s$/u;

/** Instructions for a thing, not for a model: "the previous instructions for the delivery". */
const otherwise =
  /^ {0,2}(?:on|about|regarding|concerning|for|zu[rm]?|für|pour|sobre|per|voor) (?:the |our |my |this |your |die |den |la |el |il |de )?(?!this|it|mail|e-?mail|message|an? (?:moment|second|minute|while)|once|now|me|us)/u;

/** A verb, then a directive, only known words between, and a scope on either side of it. */
function* wordByWord(text: string): Generator<Finding> {
  let found = 0;
  for (const match of text.matchAll(dismissals)) {
    if (reported.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    const start = match.index + match[0].length;
    const length = dismissedWithin(text.slice(start, start + 120));
    if (!length) continue;
    const isOther = otherwise.test(text.slice(start + length, start + length + 40));
    const points = isOther ? 1 : 2;
    yield { sign: sign.here, points, at: match.index, length: match[0].length + length };
    if (++found === maxFindings) return;
  }
}

const told =
  /^(?:that |which |what )?(?:you(?:'ve| were| have been| know| had been| are) ?(?:been )?(?:told|given|taught|instructed|about|programmed)?|(?:came|comes|was|is|stands) (?:before|above))/u;

/** How far the dismissed directive reaches, or 0 where it is something else that is dismissed. */
function dismissedWithin(rest: string): number {
  let isScoped = false;
  let directive = 0;
  let count = 0;
  for (const { 0: word, index } of rest.matchAll(/[\p{L}\p{M}-]+|[.!?\n]/gu)) {
    if (/^[.!?]/.test(word) || ++count > 10) break;
    if (word === '\n') continue;
    if (scopes.has(word)) isScoped = true;
    else if (directives.has(word)) directive ||= index + word.length;
    else if (!fillers.has(word)) {
      // "forget everything you were told", "the instructions you were given"
      const tail = told.exec(rest.slice(index));
      const isAll = /everything|all|what/.test(rest.slice(0, index)) || word === 'what';
      return tail && (directive || isAll) ? index + tail[0].length : 0;
    }
    if (isScoped && directive) return Math.max(directive, index + word.length);
  }
  return 0;
}

const verbs = pattern(dismissalsElsewhere.map(({ verb }) => verb.source).join('|'));

function* inOtherLanguages(text: string): Generator<Finding> {
  let found = 0;
  for (const { 0: verb, index } of text.matchAll(verbs)) {
    const end = index + verb.length;
    const before = (/[^.!?。！？]*$/u.exec(text.slice(Math.max(0, index - span), index)) ?? [
      '',
    ])[0];
    const after = (/^[^.!?。！？]*/u.exec(text.slice(end, end + span)) ?? [''])[0];
    const around = before + verb + after;
    const language = dismissalsElsewhere.find(
      ({ scope, directive }) => scope.test(around) && directive.test(around),
    );
    if (!language) continue;
    yield { sign: sign.elsewhere, points: 2, at: index - before.length, length: around.length };
    if (++found === maxFindings) return;
  }
}
