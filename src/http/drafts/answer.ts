import { AppError } from '../errors.ts';
import { missing } from '../input.ts';

/** The ways in which a store says no to a change of a draft. */
type Refusal =
  | { kind: 'missing' }
  | { kind: 'stale'; version: number }
  | { kind: 'refused'; reason: string };

/**
 * The result of a change that was made.
 * @throws AppError 404 without such a draft, 409 `stale` with the present version, 409 `conflict` with
 * the reason
 */
export function granted<T extends { kind: string }>(id: number, result: T | Refusal): T {
  if (!isRefusal(result)) return result;
  if (result.kind === 'missing') throw missing('draft', id);
  if (result.kind === 'refused') throw new AppError('conflict', result.reason);
  throw new AppError('stale', `Draft ${id} has changed: it is at version ${result.version} now`);
}

function isRefusal(result: { kind: string }): result is Refusal {
  return ['missing', 'stale', 'refused'].includes(result.kind);
}
