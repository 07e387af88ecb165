import { Failure } from '../../domain/failure.ts';

/** Bytes of a response, decoded; an answer of 64 KB fits many times over, with its envelope. */
const maxBodyBytes = 1024 * 1024;

/**
 * `fetch` whose response bodies fail with `llm.invalid` once they are longer than `most` bytes. The
 * client reads bodies whole, so a server gone wild (or a compressed bomb) would fill the memory. And none
 * is redirected: that would take the mail, and a key in a header of Azure's, wherever the server says.
 */
export function cappedFetch(fetch: typeof globalThis.fetch, most = maxBodyBytes): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'error' });
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    return new Response(await wholeOf(response.body, most), { status, statusText, headers });
  };
}

/** Leaving the loop cancels the body, which closes the connection. */
async function wholeOf(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new Failure('llm.invalid', `the response is longer than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
