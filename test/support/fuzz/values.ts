/** Values by a JSON Schema: those that fit it, and those that nearly do. */
import fc from 'fast-check';
import type { JsonSchema } from '../../../src/http/openapi/json-schema.ts';

type Schema = JsonSchema;

/** Texts that have broken parsers, stores and pages elsewhere. */
export const nastyTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff tail',
  '\u202e\u2066right to left',
  '\ufeff',
  'é\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦',
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  "'; drop table draft; --",
  '" or ""="',
  'NEAR("a" "b", 5) AND NOT *',
  '*^-:()"',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '=cmd|calc',
  '\r\nSet-Cookie: a=b',
  'NaN',
  'undefined',
  '__proto__',
  'constructor',
  '1e308',
  '٣',
  '-1',
];

export const nastyNumbers = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e-308,
  1e308,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  1e21,
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...nastyTexts) },
);

const somethingElse = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], '', 0, -1, 'x'),
  fc.constantFrom<unknown>(...nastyTexts, ...nastyNumbers),
  fc.jsonValue({ maxDepth: 3 }),
);

/** @param schema with its `$defs` beside it, see `standalone` */
export function fittingOf(schema: Schema): fc.Arbitrary<unknown> {
  const defs = schema.$defs ?? {};
  return fitting(schema, defs);
}

function fitting(schema: Schema, defs: Record<string, Schema>): fc.Arbitrary<unknown> {
  const of = (inner: unknown) => fitting(inner as Schema, defs);
  if (schema.$ref) return of(defs[schema.$ref.replace('#/$defs/', '')]);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom<unknown>(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(of));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => of({ ...schema, type })));
  }
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return texts(schema);
    case 'array':
      return fc.array(of(schema.items ?? {}), { maxLength: 4 });
    case 'object':
      return objects(schema, of);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function numbers({ type, minimum = -1e9, maximum = 1e9 }: Schema): fc.Arbitrary<number> {
  const between =
    type === 'integer'
      ? fc.integer({ min: minimum, max: maximum })
      : fc.double({ min: minimum, max: maximum, noNaN: true });
  const small = fc.integer({ min: Math.ceil(minimum), max: Math.min(maximum, minimum + 5) });
  return fc.oneof(
    { weight: 3, arbitrary: type === 'integer' ? small : between },
    { weight: 1, arbitrary: between },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

const [earliest, latest] = [new Date('0000-01-01T00:00:00Z'), new Date('9999-12-31T23:59:59Z')];
const times = fc
  .date({ min: earliest, max: latest, noInvalidDate: true })
  .map((date) => date.toISOString());

function texts(schema: Schema): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 2_000 } = schema;
  if (format === 'date-time') return times;
  if (format === 'date') return times.map((time) => time.slice(0, 10));
  const fits = (value: string) =>
    value.length >= minLength &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value));
  const longest = fc
    .constantFrom('x', 'ß', ' y')
    .map((unit) => unit.repeat(maxLength).slice(-maxLength));
  return fc.oneof(
    { weight: 9, arbitrary: text.filter(fits) },
    { weight: 1, arbitrary: longest.filter(fits) },
  );
}

function objects(schema: Schema, of: (inner: unknown) => fc.Arbitrary<unknown>) {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema;
  const names = (propertyNames as Schema | undefined)?.enum as string[] | undefined;
  if (names && typeof additionalProperties === 'object') {
    return fc.dictionary(fc.constantFrom(...names), of(additionalProperties), { maxKeys: 3 });
  }
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, of(property)]),
  );
  const { minProperties = 0 } = schema;
  return fc
    .record(fields, { requiredKeys: required, noNullPrototype: true })
    .filter((value) => Object.keys(value).length >= minProperties);
}

/** A value that fits, with one thing about it changed: wrong, missing, too much. */
export function spoiltOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc
    .tuple(fittingOf(schema), fc.nat(), fc.constantFrom('replace', 'drop', 'add'), somethingElse)
    .map(([value, at, way, by]) => spoilt(structuredClone(value), at, way, by));
}

function spoilt(value: unknown, at: number, way: string, by: unknown): unknown {
  const places = placesOf(value);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return by;
  const { owner, key } = place;
  if (way === 'replace') owner[key] = by;
  else if (way === 'drop') delete owner[key];
  else owner[`${key}_`] = by;
  return value;
}

interface Place {
  owner: Record<string, unknown>;
  key: string;
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((key) => [{ owner, key }, ...placesOf(owner[key])]);
}

/** Whatever JSON can say, whether or not anybody asked for it. */
export const anyJson: fc.Arbitrary<unknown> = somethingElse;
