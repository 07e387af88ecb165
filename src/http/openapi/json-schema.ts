import { z } from 'zod';

/** JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const components = '#/components/schemas/';

/**
 * Makes JSON Schemas of Zod's. What has an `id` in its metadata becomes a component of the document
 * once, and is referred to from wherever it is used.
 */
export class Shapes {
  readonly #named = new Map<string, JsonSchema>();

  /** What a client may send. */
  ofInput(schema: z.ZodType): JsonSchema {
    return this.#of(schema, 'input');
  }

  /** What a client gets. It may get more fields one day: only what is parsed strictly is closed. */
  ofOutput(schema: z.ZodType): JsonSchema {
    return this.#of(schema, 'output');
  }

  /** The components that were met so far, by name. */
  named(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Within another one, so that a schema with a name of its own is referred to as well.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), { io, override });
    for (const [name, named] of Object.entries($defs)) this.#keep(name, named);
    return referring(properties?.['it'] as JsonSchema);
  }

  #keep(name: string, given: JsonSchema): void {
    const { id: _, ...schema } = referring(given);
    const known = this.#named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two different schemas are named ${name}`);
    }
    this.#named.set(name, schema);
  }
}

interface Overridden {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: JsonSchema;
}

function override({ zodSchema, jsonSchema }: Overridden): void {
  const { wire } = jsonSchema as { wire?: JsonSchema };
  if (wire) {
    const { description } = jsonSchema;
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, wire, description === undefined ? {} : { description });
  }
  const { def } = zodSchema._zod;
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
  // A page of leap years, which the format says as well.
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.type === 'integer' && jsonSchema.exclusiveMinimum === 0) {
    delete jsonSchema.exclusiveMinimum;
    jsonSchema.minimum = 1;
  }
}

/** The schema with references into the document instead of into itself. */
function referring(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', components) : value,
  );
  return JSON.parse(text) as JsonSchema;
}
