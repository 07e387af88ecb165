import { z } from 'zod';

import { categories, urgencies } from '../../domain/category.ts';
import { Failure } from '../../domain/failure.ts';
import { beginsAsJson, jsonText } from './json-text.ts';
import { oneLine, printable } from './text.ts';

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
      .max(35)
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

/** What is wrong with an answer. Neither text has a value of the answer in it. */
export interface Fault {
  /** For a person. */
  message: string;
  /** For the model, which is asked once more. */
  advice: string;
  /** No server that holds its model to the schema lets such an answer pass. */
  freeForm: boolean;
}

export type Reading<T> = { ok: true; value: T } | { ok: false; fault: Fault };

/**
 * What a model wrote, as the step's answer.
 * @throws Failure `llm.invalid` where it is too long to be shown to the model again
 */
export function readAnswer<S extends LlmStep>(step: S, content: string): Reading<Answer<S>> {
  if (Buffer.byteLength(content) > maxAnswerBytes) {
    throw new Failure(
      'llm.invalid',
      `the answer to ${step} is longer than ${maxAnswerBytes} bytes`,
    );
  }
  const json = parse(content);
  if (json === undefined) return { ok: false, fault: noJson(step, content) };
  const schemas: { [T in LlmStep]: z.ZodType<Answers[T]> } = answers;
  const checked = schemas[step].safeParse(json);
  if (!checked.success) return { ok: false, fault: wrongShape(step, checked.error.issues) };
  return { ok: true, value: checked.data };
}

function parse(content: string): unknown {
  try {
    return JSON.parse(jsonText(content));
  } catch {
    // The parser's own message quotes the answer, and the answer may quote the mail.
    return undefined;
  }
}

function noJson(step: LlmStep, content: string): Fault {
  return {
    message: `the answer to ${step} is not JSON`,
    advice: 'It is not one valid JSON object.',
    freeForm: !beginsAsJson(content),
  };
}

function wrongShape(step: LlmStep, issues: z.core.$ZodIssue[]): Fault {
  const at = ({ path }: z.core.$ZodIssue) => path.join('.') || 'answer';
  return {
    message: `the answer to ${step} has the wrong shape (${issues.map((issue) => `${at(issue)}: ${issue.code}`).join(', ')})`,
    advice: issues.map((issue) => `${at(issue)}: ${issue.message}.`).join('\n'),
    freeForm: issues.some(({ code }) => code === 'invalid_type' || code === 'invalid_value'),
  };
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

/** `DE_de` is what some models make of `de-DE`. */
function languageTag(text: string): string {
  return text.replaceAll('_', '-').replace(/^[A-Z]+/, (primary) => primary.toLowerCase());
}
