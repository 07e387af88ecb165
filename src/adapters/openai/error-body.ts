/**
 * `fetch` whose error bodies have the one form that the client reads, `{"error":{"message"}}`. vLLM
 * (before 0.11) and FastAPI in front of anything answer `{"message"}` or `{"detail"}` instead, and
 * the client would drop the only word on what the server lacks.
 */
export function withErrorBodies(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok) return response;
    const { status, statusText, headers } = response;
    const text = await response.text();
    // The length is that of the old body.
    const rest = new Headers(headers);
    for (const name of ['content-length', 'content-encoding']) rest.delete(name);
    return new Response(rewritten(text), { status, statusText, headers: rest });
  };
}

function rewritten(text: string): string {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof body !== 'object' || body === null || 'error' in body) return text;
  const said = 'message' in body ? body.message : 'detail' in body ? body.detail : body;
  const message = typeof said === 'string' ? said : JSON.stringify(said);
  return JSON.stringify({ error: { ...body, message } });
}
