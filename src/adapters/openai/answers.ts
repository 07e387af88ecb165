import { z } from 'zod';

import { categories, urgencies } from '../../domain/category.ts';
import { Failure } from '../../domain/failure.ts';

/** Bytes of an answer's text; the longest draft allowed needs a third of it. */
const maxAnswerBytes = 64 * 1024;

/**
 * The answer of each step, once: the JSON schema sent to the server is made from it, and the answer
 * is checked by it. Fields stand in the order in which a model should think: reasons come first.
 * Fields that were not asked for are dropped.
 */
const answers = {
  classify: z.object({
    reason: line(500).describe('One sentence, in English, on what the sender wants.'),
    category: z.enum(categories),
    confidence: z.number().min(0).max(1).describe('From 0 (a guess) to 1 (certain).'),
  }),
  draft: z.object({
    language: z
      .string()
      .trim()
      .overwrite(languageTag)
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .describe('The language of the reply as a BCP 47 tag, such as en, de or pt-BR.'),
    subject: z.string().overwrite((text) => oneLine(text, 250)),
    body: z
      .string()
      .overwrite((text) => printable(text).trim())
      .min(1)
      .max(6_000)
      .describe('The reply in plain text, without closing and signature.'),
  }),
  summarize: z.object({
    intent: line(500).describe('What the sender wants, in one or two sentences, in English.'),
    urgency: z.enum(urgencies),
  }),
};

/** Also the schema's name on the wire. */
export type LlmStep = keyof typeof answers;
type Answers = { [S in LlmStep]: z.output<(typeof answers)[S]> };
export type Answer<S extends LlmStep> = Answers[S];

/** JSON Schema of each answer, within the subset that strict structured outputs allow. */
export const jsonSchemas: Record<LlmStep, Record<string, unknown>> = {
  classify: strictSchema(answers.classify),
  draft: strictSchema(answers.draft),
  summarize: strictSchema(answers.summarize),
};

/**
 * What a model wrote, as the step's answer.
 * @throws Failure `llm.invalid`, naming the fields that are wrong but never their values
 */
export function readAnswer<S extends LlmStep>(step: S, content: string): Answer<S> {
  if (Buffer.byteLength(content) > maxAnswerBytes) {
    throw new Failure(
      'llm.invalid',
      `the answer to ${step} is longer than ${maxAnswerBytes} bytes`,
    );
  }
  const schemas: { [T in LlmStep]: z.ZodType<Answers[T]> } = answers;
  const checked = schemas[step].safeParse(parseJson(step, content));
  if (!checked.success) {
    const faults = checked.error.issues.map(
      (issue) => `${issue.path.join('.') || 'answer'}: ${issue.code}`,
    );
    throw new Failure(
      'llm.invalid',
      `the answer to ${step} has the wrong shape (${faults.join(', ')})`,
    );
  }
  return checked.data;
}

function parseJson(step: LlmStep, content: string): unknown {
  try {
    return JSON.parse(unwrapped(content));
  } catch {
    // The parser's own message quotes the answer, and the answer may quote the mail.
    throw new Failure('llm.invalid', `the answer to ${step} is not JSON`);
  }
}

/** Without the thoughts before and the code fence around it that some local models add. */
function unwrapped(content: string): string {
  const answer = content.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  return /^```\w*\s*\n([\s\S]*?)\n?```$/.exec(answer)?.[1] ?? answer;
}

/**
 * Limits on numbers and lengths are left out: OpenAI knows some of them and Azure none, and a
 * schema with an unknown keyword is refused whole. The answer is checked for them in any case.
 */
function strictSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      for (const limit of ['minimum', 'maximum', 'minLength', 'maxLength', 'pattern'] as const) {
        delete jsonSchema[limit];
      }
    },
  });
  return rest;
}

function line(most: number): z.ZodString {
  return z
    .string()
    .overwrite((text) => oneLine(text, most))
    .min(1);
}

/** On one line and not longer than `most`: a line break in a subject would start another header. */
export function oneLine(text: string, most: number): string {
  return clip(printable(text).replace(/\s+/g, ' ').trim(), most);
}

/** At most `most` UTF-16 units, never half of a surrogate pair. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** Without control characters and lone surrogates, which PostgreSQL refuses to store. */
function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Surrogate}/gu, '');
}

/** `DE_de` is what some models make of `de-DE`. */
function languageTag(text: string): string {
  return text.replaceAll('_', '-').replace(/^[A-Z]+/, (primary) => primary.toLowerCase());
}
