import { Failure } from '../domain/failure.ts';

/** One line of the report. */
export interface Finding {
  /** Such as `IMAP login`. */
  check: string;
  /** `warning`: it works, but less well than it could; `skipped`: it is not set up, or not reached. */
  result: 'ok' | 'warning' | 'failed' | 'skipped';
  ms: number;
  /** What was found. */
  found: string;
  /** What to do about it; null: nothing. */
  fix: string | null;
}

/** What a step tells when it is through; a text alone is an `ok`. */
export type Told = string | { result: 'warning' | 'skipped'; found: string; fix?: string };

/** A part of the house that is looked at step by step: what follows a failed step is not tried. */
export interface Examination {
  /** Such as `IMAP`. */
  name: string;
  /** Of all of its steps together. */
  deadlineMs: number;
  /** Ends with the first step that fails; `signal` ends with the deadline. */
  steps(examiner: Examiner, signal: AbortSignal): Promise<void>;
}

export interface Examiner {
  /**
   * Runs one step and notes what came of it.
   * @param fixOf what to do about a failure
   * @returns null where it failed and the examination may go on
   */
  step<T>(
    check: string,
    work: () => Promise<T>,
    tell: (result: T) => Told,
    fixOf: (failure: Failure) => string,
    options?: { optional?: boolean },
  ): Promise<T | null>;
}

/** Ends an examination whose failure is noted. */
class Stopped extends Error {}

/** Runs one under its deadline. What it throws beyond its steps is a defect, and noted as a failure. */
export async function examine(
  { name, deadlineMs, steps }: Examination,
  clean: (text: string) => string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const ended = new AbortController();
  const late = new Failure('unexpected', `no answer within ${Math.round(deadlineMs / 1_000)} s`);
  const timer = setTimeout(() => ended.abort(late), deadlineMs);
  const cut = new Promise<never>((_, reject) => {
    ended.signal.addEventListener('abort', () => reject(late), { once: true });
  });
  cut.catch(() => undefined);

  const examiner: Examiner = {
    async step(check, work, tell, fixOf, { optional = false } = {}) {
      const since = performance.now();
      const note = (rest: Pick<Finding, 'result' | 'found' | 'fix'>) =>
        findings.push({ check, ms: Math.round(performance.now() - since), ...rest });
      try {
        const result = await Promise.race([work(), cut]);
        const told = tell(result);
        if (typeof told === 'string') note({ result: 'ok', found: clean(told), fix: null });
        else note({ result: told.result, found: clean(told.found), fix: told.fix ?? null });
        return result;
      } catch (error) {
        const failure = Failure.of(error);
        note({ result: 'failed', found: clean(failure.message), fix: fixOf(failure) });
        if (optional && !ended.signal.aborted) return null;
        throw new Stopped();
      }
    },
  };

  try {
    await steps(examiner, ended.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) {
      const found = clean(Failure.of(error).message);
      const fix = 'this is a defect of the program: report it';
      findings.push({ check: name, result: 'failed', ms: 0, found, fix });
    }
  } finally {
    clearTimeout(timer);
    ended.abort(late);
  }
  return findings;
}

/** An examination of what is not there. */
export function skipped(name: string, why: string): Examination {
  return {
    name,
    deadlineMs: 1_000,
    steps: async (examiner) => {
      const told = { result: 'skipped' as const, found: why };
      await examiner.step(
        name,
        async () => told,
        (same) => same,
        () => '',
      );
    },
  };
}
