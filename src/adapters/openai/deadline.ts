import { Failure } from '../../domain/failure.ts';

/**
 * Runs `work` under a signal that ends after `ms` or with the caller's. The client's own timeout
 * covers only the time to the headers: a body that stalls would be waited for without end.
 * (`AbortSignal.timeout` would keep a timer and its closure for the whole time of each call.)
 * @throws Failure `llm.timeout` where the time ran out or the caller gave up; what `work` threw else
 */
export async function withDeadline<T>(
  caller: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (caller.aborted) throw abandoned(caller);
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  caller.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    if (caller.aborted) throw abandoned(caller);
    if (controller.signal.aborted) {
      throw new Failure('llm.timeout', `the LLM server gave no answer within ${ms / 1000} s`);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', abort);
  }
}

function abandoned({ reason }: AbortSignal): Failure {
  return reason instanceof Failure
    ? reason
    : new Failure('llm.timeout', 'the call to the LLM server was aborted by its caller');
}
