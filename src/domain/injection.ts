import { decoded } from './injection/decode.ts';
import { dismissalsIn } from './injection/dismissal.ts';
import { evidenceIn, tellsUnseen } from './injection/evidence.ts';
import { passage, passageLength } from './injection/passage.ts';
import { scan } from './injection/scan.ts';
import { hiddenSigns, injectionSigns } from './injection/signs.ts';
import { fold, latinized, visible } from './injection/text.ts';
import { type Window, Windows } from './injection/windows.ts';
import type { Address, Attachment, Injection, Mail } from './mail.ts';

/** Characters of each part that are looked at; instructions further down reach no model either. */
const textCap = 100_000;
const attachmentCap = 20_000;
/** Characters of a subject or a name. */
const shortCap = 2_000;
const maxAttachments = 20;
const maxPassages = 5;
const suspicion = 2;
/** Signs further apart than this are not taken together. */
const reach = 700;
/** How far from words that address a machine an order is still meant for it. */
const earshot = 300;

interface Span {
  at: number;
  length: number;
}

export interface Finding extends Span {
  sign: number;
  points: number;
}

/** What `findInjection` looks at; what a caller does not have may be missing. */
export type Suspect = Partial<
  Pick<Mail, 'subject' | 'text' | 'quoted' | 'signature' | 'hidden'>
> & {
  from?: Address | null;
  replyTo?: Address | null;
  attachments?: Pick<Attachment, 'name' | 'text'>[];
};

/**
 * Passages that address a model instead of a person, in some thirty languages, in any part of a
 * mail and through the usual disguises. A mail that is not flagged is data all the same.
 *
 * Time is linear in the length of the mail.
 *
 * @returns at most 5 passages of at most 160 characters, in the order of the mail; `…` stands where
 *   one leaves something out
 */
export function findInjection(mail: Suspect): Injection {
  const found = partsOf(mail).flatMap((text) => suspectPassages(text, suspicion));
  if (mail.hidden) found.push(...hiddenPassages(mail.hidden.slice(0, textCap)));
  return { suspected: found.length > 0, evidence: found.slice(0, maxPassages) };
}

/** Texts that are looked at one by one, so that no phrase and no sum of points spans two of them. */
function partsOf({ subject, from, replyTo, text = '', ...mail }: Suspect): string[] {
  const attachments = (mail.attachments ?? []).slice(0, maxAttachments);
  const names = [from?.name, replyTo?.name, ...attachments.map(({ name }) => name)].map((name) =>
    (name ?? '').slice(0, shortCap).replace(/[_.+-]/g, ' '),
  );
  // They are within the text as a rule; a caller may have taken them out.
  const rest = [mail.quoted, mail.signature].filter((part) => part && !text.includes(part));
  return [
    [(subject ?? '').slice(0, shortCap), ...names].filter((part) => part !== '').join('\n\n'),
    text.slice(0, textCap),
    ...rest.map((part) => part!.slice(0, textCap)),
    ...attachments.map((attachment) => (attachment.text ?? '').slice(0, attachmentCap)),
  ].filter((part) => part.trim() !== '');
}

/** The text as it is, and then what it hides; an encoded order is looked into once more. */
function suspectPassages(raw: string, threshold: number, depth = 0): string[] {
  const text = visible(raw);
  const found = passagesIn(text, threshold);
  if (found.length > 0 || depth === 2) return found;
  return decoded(text).flatMap((piece) => suspectPassages(piece, threshold, depth + 1));
}

function passagesIn(text: string, threshold: number): string[] {
  const folded = latinized(fold(text));
  const sentences = scan(folded);
  const windows = new Windows(folded, sentences);
  const all = [
    ...evidenceIn(folded, sentences),
    ...dismissalsIn(windows),
    ...signsIn(folded, windows),
  ].toSorted((a, b) => a.at - b.at);
  const findings = withoutMentions(folded, all);
  if (!findings.some((_, i) => pointsFrom(findings, i) >= threshold)) return [];
  // Folding rarely changes the length; then the folded text serves as well.
  return passages(folded.length === text.length ? text : folded, findings);
}

/** The points of the different signs within reach behind a finding. */
function pointsFrom(findings: Finding[], first: number): number {
  const bySign = new Map<number, number>();
  const end = findings[first]!.at + reach;
  for (let i = first; i < findings.length && findings[i]!.at <= end; i++) {
    bySign.set(findings[i]!.sign, findings[i]!.points);
  }
  return [...bySign.values()].reduce((sum, points) => sum + points, 0);
}

function signsIn(text: string, windows: Windows): Finding[] {
  const findings: Finding[] = [];
  const addressed: Span[] = [];
  for (const [sign, { points, kind, needs, pattern }] of injectionSigns.entries()) {
    const places = kind === 'order' ? earshots(text, addressed) : windows.for(needs);
    let taken = 0;
    for (const place of places) {
      // `matchAll` would copy the expression each time, which takes longer than the search.
      pattern.lastIndex = 0;
      for (let found; (found = pattern.exec(place.text)) && taken < maxPassages; taken++) {
        const span = { at: place.at + found.index, length: found[0].length };
        findings.push({ ...span, sign, points: points || Number(kind === 'order') });
        if (kind === 'address') addressed.push(span);
      }
    }
  }
  return findings;
}

/** Where an order is heard by the machine that is spoken to: before, or longer behind. */
function earshots(text: string, addressed: Span[]): Window[] {
  return addressed.slice(0, maxPassages).flatMap(({ at, length }) => {
    const end = at + length;
    const from = Math.max(0, at - earshot / 2);
    return [
      { at: from, text: text.slice(from, at) },
      { at: end, text: text.slice(end, end + earshot) },
    ];
  });
}

/** "We'd need to recognise things like "ignore your rules" tells of an order and gives none. */
const mention =
  /(?:like|such as|e\.?g\.?|phrases?|put|says?|said|called|named|typ(?:e|es|ing)|example|instance|z\.b\.|comme|como|wie)[ :,]{0,2}["'“”„«][^"“”»\n]{0,60}$/u;

function withoutMentions(text: string, findings: Finding[]): Finding[] {
  return findings.map((finding) =>
    mention.test(text.slice(Math.max(0, finding.at - 80), finding.at))
      ? { ...finding, points: 0 }
      : finding,
  );
}

/** What browsers and mail programs are told, and links: none of it is for a reader of any kind. */
const technical =
  /\[(?:if|endif)[^\]]{0,80}\]>?|<!\[endif\]|\{[^{}]{0,2000}\}|https?:\/\/\S+|<(?!!--)[^<>]{0,1000}>/gi;

/** Nobody but a machine reads it, so that one sign is enough. */
function hiddenPassages(raw: string): string[] {
  const text = raw.replace(technical, ' ');
  const found = suspectPassages(text, 1);
  if (found.length > 0) return found;
  const folded = fold(visible(text));
  const told = scan(folded).filter((sentence) => tellsUnseen(sentence, folded));
  if (told.length > 0) {
    return passages(
      folded,
      told.map(({ at, end }) => ({ sign: 0, points: suspicion, at, length: end - at })),
    );
  }
  const findings: Finding[] = [];
  for (const [sign, pattern] of hiddenSigns.entries()) {
    const [match] = folded.matchAll(pattern);
    if (match) findings.push({ sign, points: 1, at: match.index, length: match[0].length });
  }
  // A preheader may speak of AI, and another may ask for a reply.
  return findings.length >= suspicion ? passages(folded, findings) : [];
}

/** The firmest findings, each with some words around it, without overlap. */
function passages(text: string, findings: Finding[]): string[] {
  const taken: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => b.points - a.points || a.at - b.at)) {
    if (taken.length === maxPassages) break;
    if (taken.every(({ at }) => Math.abs(at - finding.at) >= passageLength / 2)) {
      taken.push(finding);
    }
  }
  return taken.toSorted((a, b) => a.at - b.at).map(({ at, length }) => passage(text, at, length));
}
