import { Failure } from '../../../domain/failure.ts';
import { givenUp, tooLong, tooSlow, unconnected } from './failures.ts';

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** A page of two hundred companies fits many times over. */
const maxBodyBytes = 1024 * 1024;

/**
 * One request and its whole answer, of whatever status. The time-out covers the body, too: one that
 * stalls would be waited for without end. (`AbortSignal.timeout` would keep a timer for each.)
 * @throws Failure `crm.unavailable` where there is no answer, or one of more than 1 MB
 */
export async function exchange(
  url: string,
  init: RequestInit,
  caller: AbortSignal,
  timeoutMs: number,
): Promise<HttpAnswer> {
  if (caller.aborted) throw givenUp(caller.reason);
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  caller.addEventListener('abort', abort, { once: true });
  try {
    // A redirection would take the token to another host.
    const { signal } = controller;
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const { status, headers } = response;
    return { status, headers, text: await bodyOf(response) };
  } catch (error) {
    if (caller.aborted) throw givenUp(caller.reason);
    if (error instanceof Failure) throw error;
    throw controller.signal.aborted ? tooSlow(timeoutMs) : unconnected(error);
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', abort);
  }
}

async function bodyOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) throw tooLong(maxBodyBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
