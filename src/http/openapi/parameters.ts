import type { JsonSchema, Shapes } from './json-schema.ts';
import type { Operation } from './operation.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

/** Of the path in their order, then of the query. */
export function parametersOf({ path, params = {}, query }: Operation, shapes: Shapes): Parameter[] {
  const inPath = Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => {
    const schema = params[name];
    if (!schema) throw new Error(`${path} does not describe its parameter ${name}`);
    return parameter('path', name, true, shapes.ofInput(schema));
  });
  if (!query) return inPath;
  const { properties = {}, required = [] } = shapes.ofInput(query);
  const inQuery = Object.entries(properties).map(([name, schema]) =>
    parameter('query', name, required.includes(name), schema as JsonSchema),
  );
  return [...inPath, ...inQuery];
}

/** What is said of the schema is said of the parameter, where readers look for it. */
function parameter(
  place: Parameter['in'],
  name: string,
  required: boolean,
  { description, ...schema }: JsonSchema,
): Parameter {
  return { name, in: place, required, ...(description && { description }), schema };
}
