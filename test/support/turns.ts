import { type AnyActorRef, type SnapshotFrom, waitFor } from 'xstate';

/** The next turn of the event loop: timers and I/O come in between, unlike with a bare promise. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** So many turns that everything under way has come to rest. */
export async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i += 1) await turn();
}

/** Resolves with the snapshot that matches; rejects, naming the state, when none comes. */
export async function reach<Actor extends AnyActorRef>(
  actor: Actor,
  matches: (snapshot: SnapshotFrom<Actor>) => boolean,
): Promise<SnapshotFrom<Actor>> {
  try {
    return await waitFor(actor, matches, { timeout: 15_000 });
  } catch (error) {
    const { value, status } = actor.getSnapshot() as { value?: unknown; status: string };
    throw new Error(`stuck in ${JSON.stringify(value)} (${status})`, { cause: error });
  }
}

/** A promise with its handles, for work whose end a test decides. */
export function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
