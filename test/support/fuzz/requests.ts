/** Requests made of an operation's description. */
import fc from 'fast-check';
import type { OpenApiDocument } from '../../../src/http/openapi/document.ts';
import type { JsonSchema } from '../../../src/http/openapi/json-schema.ts';
import type { Parameter } from '../../../src/http/openapi/parameters.ts';
import { type Route, standalone } from '../described.ts';
import { bodiesOf, type SentBody } from './bodies.ts';
import { fittingOf, nastyNumbers, nastyTexts } from './values.ts';

export interface FuzzRequest {
  route: Route;
  /** As it goes over the wire. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Whether the description calls query and body right; null: that is not clear. */
  fits: boolean | null;
}

/** @param known values that name something, by parameter and route, such as the ids of drafts */
export function requestsOf(
  document: OpenApiDocument,
  route: Route,
  known: (route: Route, name: string) => string[],
): fc.Arbitrary<FuzzRequest> {
  const parameters = route.parameters ?? [];
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const paths = fc.tuple(
    ...inPath.map(({ name }) =>
      segments(known(route, name)).map((value) => [name, value] as const),
    ),
  );
  return fc
    .record({
      path: paths,
      query: queriesOf(document, inQuery),
      body: bodiesOf(document, route),
      headers: headers,
    })
    .map(({ path, query, body, headers }) => ({
      route,
      path: filled(route.template, path) + query.text,
      headers: { ...headers, ...body?.headers },
      body: body?.bytes ?? null,
      fits: both(query.fits, body),
    }));
}

function both(query: boolean | null, body: SentBody | null): boolean | null {
  if (query === false || body?.fits === false) return false;
  return query && (body ? body.fits : true);
}

function filled(template: string, values: (readonly [string, string])[]): string {
  return values.reduce((path, [name, value]) => path.replace(`{${name}}`, () => value), template);
}

/** Half of them name something, so that what lies behind is reached. */
function segments(known: string[]): fc.Arbitrary<string> {
  // Nothing at all would be the address of the list.
  const odd = [
    ...nastyTexts,
    ...nastyNumbers.map(String),
    '9007199254740993',
    '01',
    '1 ',
    '+1',
  ].filter(Boolean);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: fc.constantFrom(...odd).map(encoded) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map(encoded),
    },
    // Not even percent-encoding.
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%ff', '%E0%A4%A', '%00', '..', '.', '%2e%2e', '1%2f2'),
    },
    { weight: 1, arbitrary: fc.constant('9'.repeat(5_000)) },
  );
}

function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

interface Query {
  text: string;
  fits: boolean | null;
}

function queriesOf(document: OpenApiDocument, parameters: Parameter[]): fc.Arbitrary<Query> {
  const given = parameters.map((parameter) => valuesOf(document, parameter));
  const extra = fc.constantFrom(
    '',
    '',
    '',
    '&',
    'unknown=1',
    '__proto__=1',
    'a[b]=c',
    '%ff=%',
    '=&=',
  );
  return fc.tuple(fc.tuple(...given), extra).map(([pairs, more]) => {
    const text = [...pairs.flatMap((pair) => pair.text), more].filter(Boolean).join('&');
    const fits = pairs.reduce<boolean | null>((all, pair) => worse(all, pair.fits), true);
    return { text: text && `?${text}`, fits };
  });
}

function worse(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a && b;
}

/** Mostly absent, for all at once would hardly ever find anything. */
function valuesOf(
  document: OpenApiDocument,
  { name, schema }: Parameter,
): fc.Arbitrary<{ text: readonly string[]; fits: boolean | null }> {
  const right = fittingOf(standalone(document, schema)).map(String).filter(isPlain);
  const pair = (value: string) => `${name}=${encoded(value)}`;
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant({ text: [], fits: true }) },
    { weight: 4, arbitrary: right.map((value) => ({ text: [pair(value)], fits: true })) },
    { weight: 2, arbitrary: odd(schema).map((value) => ({ text: [pair(value)], fits: false })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...nastyTexts, ...nastyNumbers.map(String))
        .map((value) => ({ text: [pair(value)], fits: null })),
    },
    {
      weight: 1,
      arbitrary: right.map((value) => ({ text: [pair(value), pair(value)], fits: false })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(name, `${name}=%`, `${name}=%ff`)
        .map((text) => ({ text: [text], fits: null })),
    },
  );
}

/** A parameter without a value counts as absent, and a NUL is refused whatever the schema says. */
function isPlain(value: string): boolean {
  return value !== '' && !value.includes('\0');
}

/** Certainly wrong. */
function odd({ type, enum: choices, maxLength = 500 }: JsonSchema): fc.Arbitrary<string> {
  if (choices) return fc.constantFrom('x', 'lead', '0', 'Lead,Spam', '__proto__');
  if (type === 'integer') {
    return fc.constantFrom(
      '0',
      '-1',
      '1.5',
      '1e3',
      'x',
      'NaN',
      'Infinity',
      '9007199254740993',
      '0x10',
    );
  }
  return fc.constantFrom('x'.repeat(maxLength + 1), ' ', '\t\n');
}

/** Now and then what a client would hardly send. */
const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'Accept-Encoding': 'gzip;q=NaN, ,;' },
      { 'If-None-Match': '*' },
      { Range: 'bytes=5-1' },
      { Accept: '*;q=2, ///' },
      { 'Accept-Language': '\u00ff'.repeat(100) },
      { Cookie: 'ops_session=a.b.c; ops_session=%' },
      { 'X-Request-Id': 'x'.repeat(2_000) },
      { 'X-HTTP-Method-Override': 'DELETE' },
    ),
  },
);
