/** Types in words: `string or null`, `array of Address`, `integer, 1 to 200`. */
import type { JsonSchema } from '../openapi/json-schema.ts';
import { code, type Part, plain } from './text.ts';

const components = '#/components/schemas/';

/** The address of a named schema on the page. */
export function shapeHref(name: string): string {
  return `#shape-${name}`;
}

/** The name of what a schema refers to; null: it stands for itself. */
export function nameOf({ $ref }: JsonSchema): string | null {
  return $ref?.startsWith(components) ? $ref.slice(components.length) : null;
}

export function typeParts(schema: JsonSchema): Part[] {
  const name = nameOf(schema);
  if (name !== null) return [code(name, shapeHref(name))];
  const choices = choicesOf(schema);
  if (choices) return joined(choices.map(typeParts), ' or ');
  if (schema.const !== undefined) return [code(String(schema.const))];
  if (schema.enum)
    return [
      plain('one of '),
      ...joined(
        schema.enum.map((one) => [code(String(one))]),
        ', ',
      ),
    ];
  if (schema.type === 'array')
    return [plain('array of '), ...typeParts(schema.items as JsonSchema)];
  return [
    plain([String(schema.type ?? 'anything'), ...limitsOf(schema)].join(', ')),
    ...valuesOf(schema),
  ];
}

/** JSON Schema has two ways to say that a value may be of several kinds. */
function choicesOf(schema: JsonSchema): JsonSchema[] | null {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices;
  if (!Array.isArray(schema.type)) return null;
  return schema.type.map((type) => (type === 'null' ? { type } : { ...schema, type }));
}

/** Of an object that is a map. */
function valuesOf({ type, properties, additionalProperties: values }: JsonSchema): Part[] {
  if (type !== 'object' || properties || typeof values !== 'object') return [];
  return [plain(' of '), ...typeParts(values)];
}

function limitsOf(schema: JsonSchema): string[] {
  const { minimum, maximum, minLength, maxLength, format } = schema;
  // What a machine's integers can count to is nobody's rule.
  const most = maximum !== undefined && maximum >= 2 ** 31 - 1 ? undefined : maximum;
  const texts = [
    format === 'date-time' ? 'ISO 8601 UTC' : format,
    span(minimum, most),
    span(minLength, maxLength, 'characters'),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ];
  return texts.filter((text) => text !== undefined);
}

function span(from?: number, to?: number, of?: string): string | undefined {
  const unit = of ? ` ${of}` : '';
  if (from !== undefined && to !== undefined) return `${grouped(from)} to ${grouped(to)}${unit}`;
  if (to !== undefined) return `up to ${grouped(to)}${unit}`;
  return from === undefined ? undefined : `from ${grouped(from)}${unit}`;
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}

function joined(lists: Part[][], between: string): Part[] {
  return lists.flatMap((parts, index) => (index === 0 ? parts : [plain(between), ...parts]));
}
