import { type AnyEventObject, fromPromise } from 'xstate';
import { Failure } from '../domain/failure.ts';

/**
 * An actor that a machine names and `actors/index.ts` provides. Left alone it fails at once, so
 * that a machine compiles, draws and is tested without any adapter.
 */
export function unprovided<Output, Input>() {
  return fromPromise<Output, Input>(() => Promise.reject(new Error('not provided')));
}

/** What went wrong, from an invoke's error or from an event that brings a failure along. */
export function failureOf(event: AnyEventObject): Failure {
  return Failure.of(event['failure'] ?? event['error']);
}
