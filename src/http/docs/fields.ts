import type { JsonSchema } from '../openapi/json-schema.ts';
import { type Part, partsOf } from './text.ts';
import { nameOf, typeParts } from './type-text.ts';

/** A row of a table of fields. */
export interface Field {
  /** A path, such as `reply.subject` or `items[].at`. */
  name: string;
  optional: boolean;
  type: Part[];
  about: Part[];
}

/** The fields of an object, those of objects without a name of their own below theirs. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema, above = ''): Field[] {
  return Object.entries(properties as Record<string, JsonSchema>).flatMap(([key, schema]) => {
    const name = above + key;
    const { inner, suffix } = innerOf(schema);
    const own = {
      name,
      optional: !required.includes(key),
      type: inner
        ? typeParts({ type: suffix === '' ? 'object' : 'array', items: { type: 'object' } })
        : typeParts(schema),
      about: partsOf(schema.description ?? ''),
    };
    return inner ? [own, ...fieldsOf(inner, `${name}${suffix}.`)] : [own];
  });
}

function innerOf(schema: JsonSchema): { inner: JsonSchema | null; suffix: '' | '[]' } {
  if (isInline(schema)) return { inner: schema, suffix: '' };
  const items = schema.items as JsonSchema | undefined;
  if (schema.type === 'array' && items && isInline(items)) return { inner: items, suffix: '[]' };
  return { inner: null, suffix: '' };
}

function isInline(schema: JsonSchema): boolean {
  return nameOf(schema) === null && Object.keys(schema.properties ?? {}).length > 0;
}
