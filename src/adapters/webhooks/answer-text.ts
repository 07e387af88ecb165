/** Of an answer only so much is read, and so much of it kept. */
const maxRead = 4_096;
const maxShown = 200;

/**
 * What a receiver said, for the person who looks for the fault: the beginning, on one line, with
 * what it may have repeated of our secrets taken out. Empty where it is no text.
 */
export async function beginningOf(response: Response, secrets: string[]): Promise<string> {
  // What was taken is taken, however the rest of the answer goes.
  if (response.ok)
    return await read(response).then(
      () => '',
      () => '',
    );
  const bytes = await read(response);
  if (!/^text\/|json|xml/.test(response.headers.get('content-type') ?? '')) return '';
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  return masked(text, secrets).slice(0, maxShown);
}

/** Signatures look alike whatever they were made with. */
function masked(text: string, secrets: string[]): string {
  let safe = text.replace(/v1,[A-Za-z0-9+/=]{20,}/g, '•••').replace(/whsec_[\w+/=-]+/g, '•••');
  for (const secret of secrets) safe = safe.replaceAll(secret.replace(/^whsec_/, ''), '•••');
  return safe;
}

async function read({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (!body) return Buffer.alloc(0);
  const reader = body.getReader();
  while (length < maxRead) {
    // oxlint-disable-next-line no-await-in-loop -- a stream
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  // The rest, which may have no end, is none of our business; the connection is closed with it.
  await reader.cancel().catch(() => undefined);
  return Buffer.concat(parts).subarray(0, maxRead);
}
