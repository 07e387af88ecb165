/** How a route of the REST API is described, beside the route itself. */
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** The chapters of `/docs`, in their order. */
export const tags = {
  Drafts: 'What the pipeline proposes to answer, and every version of it.',
  Review: 'What a person, or a program in their place, decides on a draft.',
  Messages: 'The ledger row of each mail, its journey and its source.',
  Mailboxes: 'The watched folders, and the proof that nothing in them is missing.',
  Running: 'Pausing, health, figures, and who changed what.',
  Inspector: 'The actor system now, and the drawings of its machines.',
  Description: 'This description.',
} as const;
export type Tag = keyof typeof tags;

/** What a request may be answered with, other than by an error. */
export interface Answer {
  description: string;
  /** Absent: there is no body, or one that is no JSON. */
  schema?: z.ZodType;
  /** Of the body; `application/json` where there is a schema. */
  mediaType?: string;
  /** Of a stream: what each of its items is. */
  item?: z.ZodType;
  example?: unknown;
  headers?: Record<string, string>;
}

export interface Body {
  schema: z.ZodType;
  /** The same as `{}` where there is none. */
  optional?: boolean;
  example?: unknown;
}

/** One route. The schemas are those by which the route parses and its answers are typed. */
export interface Operation {
  /** Its name in generated clients; never changed. */
  id: string;
  method: 'delete' | 'get' | 'patch' | 'post';
  /** As the router has it, such as `/drafts/:id`. */
  path: string;
  tag: Tag;
  /** A few words, for lists. */
  summary: string;
  /** Paragraphs of plain text; `code` stands in backquotes. */
  description?: string;
  params?: Record<string, z.ZodType>;
  /** A Zod object of the query's parameters. */
  query?: z.ZodType;
  body?: Body;
  answers: Record<number, Answer>;
  /** Why it is refused, beside what follows from its parameters, its body and the guard. */
  refusals?: Partial<Record<ErrorCode, string>>;
  /** No token is asked for. */
  open?: boolean;
  /** It works without the database, and so it is never refused because of that. */
  storeless?: boolean;
}
