import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { OpenApiDocument } from '../../../src/http/openapi/document.ts';
import { Description, type Route, standalone } from '../described.ts';
import { anyJson, fittingOf, spoiltOf } from './values.ts';

export interface SentBody {
  bytes: Buffer;
  headers: Record<string, string>;
  fits: boolean | null;
}

const json = { 'Content-Type': 'application/json' };
/** A few kilobytes that become 20 MB. */
const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));

/** Null where the operation takes none and none is sent. */
export function bodiesOf(document: OpenApiDocument, route: Route): fc.Arbitrary<SentBody | null> {
  const schema = route.requestBody?.content['application/json']?.schema;
  if (!schema) {
    const stray = fc.constantFrom('{}', '{', '\0'.repeat(1_000)).map((text) => ({
      bytes: Buffer.from(text),
      headers: json,
      fits: null,
    }));
    const none = fc.constant(null);
    if (route.method === 'GET') return none;
    return fc.oneof({ weight: 6, arbitrary: none }, { weight: 1, arbitrary: stray });
  }
  const whole = standalone(document, schema);
  const description = new Description(document);
  const judged = (value: unknown): SentBody => {
    const text = JSON.stringify(value) ?? 'null';
    // As it is read on the other side: without `undefined` and `-0`.
    const read = JSON.parse(text) as unknown;
    const fits = description.faultsOfInput(schema, read).length === 0;
    // A NUL is refused whatever the schema says.
    return {
      bytes: Buffer.from(text),
      headers: json,
      fits: fits && text.includes('\\u0000') ? null : fits,
    };
  };
  return fc.oneof(
    { weight: 8, arbitrary: fittingOf(whole).map(judged) },
    { weight: 8, arbitrary: spoiltOf(whole).map(judged) },
    { weight: 2, arbitrary: anyJson.map(judged) },
    { weight: 3, arbitrary: fittingOf(whole).chain(mangled) },
    { weight: 1, arbitrary: fc.constantFrom(...oversized) },
  );
}

/** A good body that comes in a bad way. */
function mangled(value: unknown): fc.Arbitrary<SentBody> {
  const text = JSON.stringify(value);
  const bytes = Buffer.from(text);
  const sent = (body: Buffer, headers: Record<string, string>, fits: boolean | null = false) => ({
    bytes: body,
    headers,
    fits,
  });
  return fc.constantFrom(
    sent(bytes.subarray(0, -1), json),
    sent(Buffer.from(`${text}}`), json),
    sent(Buffer.from(text.replaceAll('"', "'")), json, null),
    sent(Buffer.from('{"version":NaN}'), json),
    sent(Buffer.from('\ufeff{}'), json, null),
    sent(Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), json),
    sent(Buffer.from('{"\xff":1}', 'latin1'), json, null),
    sent(bytes, { 'Content-Type': 'text/plain' }),
    sent(bytes, { 'Content-Type': 'application/x-www-form-urlencoded' }),
    sent(bytes, { 'Content-Type': 'multipart/form-data; boundary=x' }),
    sent(bytes, { 'Content-Type': 'application/json; charset=klingon' }, null),
    sent(bytes, { 'Content-Type': 'application/json; charset=utf-16' }, null),
    sent(bytes, { 'Content-Type': ';;' }),
    sent(bytes, { ...json, 'Content-Encoding': 'gzip' }),
    sent(gzipSync(bytes), { ...json, 'Content-Encoding': 'gzip' }, null),
    sent(bytes, { ...json, 'Content-Encoding': 'klingon' }),
    sent(bomb, { ...json, 'Content-Encoding': 'gzip' }),
  );
}

const oversized: SentBody[] = [
  `"${'x'.repeat(1_100_000)}"`,
  `{"version":1,"x":"${'x'.repeat(1_100_000)}"}`,
  '['.repeat(500_000),
  `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`,
  `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  `{"version":${'9'.repeat(100_000)}}`,
  `{"__proto__":{"version":1},"version":1}`,
].map((text) => ({ bytes: Buffer.from(text), headers: json, fits: null }));
