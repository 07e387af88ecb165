import type { Stage } from '../../domain/message.ts';
import type { Query } from './write-queue.ts';

/** A move that was made, to be announced after its commit. */
export interface Moved {
  id: number;
  key: string;
  from: Stage;
  to: Stage;
  error: string | null;
}

export interface JourneyLine {
  id: number;
  /** ISO 8601 UTC. */
  at: string;
  from: Stage;
  to: Stage;
  ms: number;
  /** Which try of the step it was, from 1; 0 for a move that no step made. */
  attempt: number;
  error: string | null;
}

export async function recordJourney(query: Query, lines: JourneyLine[]): Promise<void> {
  if (lines.length === 0) return;
  await query(
    `insert into journey (message, at, from_stage, to_stage, ms, attempt, error)
     select value ->> 'id', value ->> 'at', value ->> 'from', value ->> 'to', value ->> 'ms',
       value ->> 'attempt', value ->> 'error'
     from json_each(?)`,
    [
      JSON.stringify(
        lines.map(({ id, at, from, to, ms, attempt, error }) => {
          return { id, at, from, to, ms, attempt, error };
        }),
      ),
    ],
  );
}
