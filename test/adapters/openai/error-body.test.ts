import { describe, expect, test } from 'vitest';

import { withErrorBodies } from '../../../src/adapters/openai/error-body.ts';

/** What is read of a response with that body. */
function read(status: number, body: string): Promise<string> {
  const answering = withErrorBodies(() =>
    Promise.resolve(new Response(body, { status, headers: { 'content-length': '1' } })),
  );
  return answering('http://127.0.0.1').then((response) => response.text());
}

describe('the body of an error', () => {
  test.each([
    ['{"object":"error","message":"no","code":400}', 'no'],
    ['{"detail":"no"}', 'no'],
    ['{"detail":[{"loc":["body","response_format"]}]}', '[{"loc":["body","response_format"]}]'],
    ['{"why":"no"}', '{"why":"no"}'],
  ])('%s says %s', async (body, message) => {
    expect(JSON.parse(await read(400, body))).toMatchObject({ error: { message } });
  });

  test.each(['{"error":{"message":"no"}}', '{"error":"no"}', '<html>no', '', 'null', '"no"'])(
    '%j stays as it is',
    async (body) => {
      expect(await read(500, body)).toBe(body);
    },
  );

  test('is no matter where there is no error', async () => {
    expect(await read(200, '{"message":"yes"}')).toBe('{"message":"yes"}');
  });
});
