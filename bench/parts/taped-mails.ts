import type { TapedCall } from './tape.ts';

/** A mail that the program has worked. */
export interface WorkedMail {
  subject: string | null;
  /** ISO 8601 UTC: when it was parsed, and when it had come to its end. */
  since: string | null;
  until: string;
}

/**
 * Which requests were about which mail, in their order. Requests that show the model the same mail
 * belong together; it is the one of that subject that was in work when the first of them was sent. Of
 * two that fit, either will do: it is their number and their size that count.
 * @throws where none fits
 */
export function callsOf<M extends WorkedMail>(mails: M[], calls: TapedCall[]): Map<M, object[]> {
  const together = new Map<string, TapedCall[]>();
  for (const call of calls) {
    const shown = shownMail(call.body);
    together.set(shown, [...(together.get(shown) ?? []), call]);
  }
  const asked = new Map<M, object[]>();
  for (const [shown, group] of together) {
    const { subject = '' } = JSON.parse(shown) as { subject?: string };
    const at = new Date(group[0]?.at ?? 0).toISOString();
    const mail = mails.find(
      (one) =>
        !asked.has(one) &&
        wordsOf(one.subject ?? '') === wordsOf(subject) &&
        one.since !== null &&
        one.since <= at &&
        at <= one.until,
    );
    if (!mail) throw new Error(`no mail with the subject "${subject}" was in work at ${at}`);
    asked.set(
      mail,
      group.map(({ body }) => body),
    );
  }
  return asked;
}

/** The block of the prompt that holds the mail, which is the same in each step. */
function shownMail(body: object): string {
  const { messages } = body as { messages: { content: string }[] };
  for (const { content } of messages) {
    const json = /<mail>\n(.*)\n<\/mail>/.exec(content)?.[1];
    if (json !== undefined) return json;
  }
  throw new Error('a request to the LLM shows no mail');
}

/** Without blanks and signs, which a prompt may have tidied up; long ones are cut there. */
function wordsOf(subject: string): string {
  return subject.replaceAll(/[^\p{L}\p{N}]/gu, '').slice(0, 200);
}
