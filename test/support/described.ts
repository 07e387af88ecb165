import { z } from 'zod';
import type {
  DescribedAnswer,
  DescribedOperation,
  OpenApiDocument,
} from '../../src/http/openapi/document.ts';
import type { JsonSchema } from '../../src/http/openapi/json-schema.ts';

/** One operation of a description, with where it is. */
export interface Route extends DescribedOperation {
  method: string;
  /** Such as `/drafts/{id}`. */
  template: string;
}

export function routesOf({ paths }: OpenApiDocument): Route[] {
  return Object.entries(paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      template,
    })),
  );
}

/** The operation that a request is for; a path that is spelt out goes before one with parameters. */
export function routeOf(routes: Route[], method: string, path: string): Route | undefined {
  const fitting = routes.filter(
    (route) =>
      route.method === method &&
      new RegExp(`^${route.template.replace(/\{\w+\}/g, '[^/]+').replace('.', '\\.')}$`).test(path),
  );
  return fitting.find(({ template }) => template === path) ?? fitting[0];
}

/** A schema of the description with everything that it refers to. */
export function standalone({ components }: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const whole = { ...schema, $defs: components.schemas };
  return JSON.parse(
    JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as JsonSchema;
}

export interface Received {
  status: number;
  /** The Content-Type header. */
  type: string;
  body: string;
}

/** Holds what is sent and received against the description. */
export class Description {
  readonly routes: Route[];
  readonly #document: OpenApiDocument;
  readonly #schemas = new Map<string, z.ZodType>();

  constructor(document: OpenApiDocument) {
    this.#document = document;
    this.routes = routesOf(document);
  }

  /** What an answer has that its operation does not say, or the other way round; empty: nothing. */
  faultsOf(route: Route, { status, type, body }: Received): string[] {
    const answer = route.responses[String(status)];
    if (!answer) return [`status ${status} is not described`];
    const [given = ''] = type.split(';');
    if (!answer.content) return body === '' ? [] : [`a body of ${given} is not described`];
    const media = answer.content[given];
    if (!media) return [`a body of ${given} is not described`];
    if (!media.schema) return [];
    return this.#faults(media.schema, JSON.parse(body), true);
  }

  /** What is wrong with a value that a client would send, by a schema of the description. */
  faultsOfInput(schema: JsonSchema, value: unknown): string[] {
    return this.#faults(schema, value, false);
  }

  /** What is wrong with an item of a stream. */
  faultsOfItem(answer: DescribedAnswer, item: unknown): string[] {
    const schema = Object.values(answer.content ?? {})[0]?.['x-item-schema'];
    return schema ? this.#faults(schema, item, true) : ['no items are described'];
  }

  #faults(schema: JsonSchema, value: unknown, closed: boolean): string[] {
    const result = this.#compiled(schema, closed).safeParse(value);
    return result.success ? [] : [z.prettifyError(result.error)];
  }

  #compiled(schema: JsonSchema, closed: boolean): z.ZodType {
    const key = `${closed} ${JSON.stringify(schema)}`;
    const known = this.#schemas.get(key);
    if (known) return known;
    const whole = standalone(this.#document, schema);
    const made = z.fromJSONSchema(closed ? close(whole) : whole);
    this.#schemas.set(key, made);
    return made;
  }
}

/** Clients are told to expect more fields one day; a test is not, so that none goes undescribed. */
function close(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, (_key, value: unknown) =>
    isOpenObject(value) ? { ...value, additionalProperties: false } : value,
  );
  return JSON.parse(text) as JsonSchema;
}

function isOpenObject(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'object' &&
    'properties' in value &&
    !('additionalProperties' in value)
  );
}
