import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';

import { Failure, type FailureCode } from '../../domain/failure.ts';
import { retryAfter } from './retry-after.ts';

/**
 * An error of the client or of the connection as a Failure. Neither the server's own message nor
 * the original error goes along: servers quote keys and prompts in them, and loggers print causes.
 * @param secret never part of the message, even where the server sends it as an error code
 */
export function failureOf(error: unknown, secret: string | undefined): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof APIConnectionTimeoutError) {
    return new Failure('llm.timeout', 'the connection to the LLM server timed out');
  }
  if (error instanceof APIConnectionError) {
    // What our own `fetch` threw.
    return error.cause instanceof Failure ? error.cause : connectionFailure(error);
  }
  if (error instanceof APIError) return statusFailure(error, secret);
  // The client parses a JSON body itself; a connection that ends within it is a TypeError of fetch.
  if (error instanceof SyntaxError) {
    return new Failure('llm.invalid', 'the response of the LLM server is not JSON');
  }
  if (error instanceof TypeError) return connectionFailure(error);
  const name = error instanceof Error ? error.name : typeof error;
  return new Failure('unexpected', `the LLM client failed with ${name}`);
}

function connectionFailure(error: Error): Failure {
  const code = systemCode(error);
  const detail = code ? ` (${code})` : '';
  return new Failure('llm.unavailable', `no connection to the LLM server${detail}`);
}

/** The system's error code, such as ECONNREFUSED, wherever fetch has wrapped it. */
function systemCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return systemCode(error.cause, depth + 1);
}

function statusFailure(error: APIError, secret: string | undefined): Failure {
  const status = Number(error.status);
  const token = [error.code, error.param].filter((part) => isToken(part, secret)).join(', ');
  const said = `the LLM server answered ${status}${token && ` (${token})`}`;
  const retryAfterMs = retryAfter(error.headers);
  return new Failure(
    codeOf(error),
    said + hint(status),
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}

function codeOf({ status, code }: APIError): FailureCode {
  if (status === 429) return 'llm.rate_limited';
  // Azure's and OpenAI's filters refuse some mail before the model has seen it.
  if (code === 'content_filter' || code === 'content_policy_violation') return 'llm.refused';
  // 408 and 409 are the server's own troubles: too slow, or a lock.
  if (status === 408 || status === 409 || Number(status) >= 500) return 'llm.unavailable';
  return 'llm.rejected';
}

function hint(status: number): string {
  if (status === 401 || status === 403) return ': check OPENAI_API_KEY';
  if (status === 404) return ': check OPENAI_MODEL and OPENAI_BASE_URL';
  return '';
}

/** Machine-readable codes only, such as `model_not_found`; prose may quote anything. */
function isToken(value: unknown, secret: string | undefined): boolean {
  if (typeof value !== 'string' || !/^[\w.[\]-]{1,64}$/.test(value)) return false;
  return !secret || !value.includes(secret);
}

/** Whether the server complains that the prompt does not fit the model's context. */
export function isTooLong(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  return error.code === 'context_length_exceeded' || tooLong.test(error.message);
}

/** OpenAI and vLLM; llama.cpp; LM Studio; gateways. */
const tooLong =
  /maximum context length|available context size|context (length|size|window)|context_length|n_ctx|(prompt|input) is too long|too many (input )?tokens/i;
