import type { OutgoingState } from '../../domain/outgoing.ts';
import type { JobFigures, OperationsStore } from '../../ports.ts';
import { countedUpTo } from '../../ports/operations.ts';
import type { StoreContext } from './message-store.ts';
import type { WriteOp } from './write-queue.ts';

/** A transaction without a statement still takes the writer's lock. */
const nothingOp: WriteOp<null, null> = async (_query, items) => items.map(() => null);

const open: OutgoingState[] = ['queued', 'transmitting', 'copying', 'failed', 'unknown'];

interface JobRow extends Omit<JobFigures, 'oldestDueMs'> {
  oldest: number | null;
}

interface JobStart {
  not_before: number;
  updated_at: string;
}

/**
 * The kinds are found by hops through an index, and the rows of each are counted in it, up to a limit:
 * neither grows with the backlog. Jobs without a lease and those whose lease has ended stand in two
 * ranges of the index.
 */
const jobFigures = `
  with recursive moment (now) as (select cast(? as bigint)),
  kinds (kind) as (
    select min(kind) from job
    union all
    select (select min(j.kind) from job j where j.kind > k.kind) from kinds k
    where k.kind is not null)
  select k.kind,
    ${counted('lease_until is null and not_before <= moment.now')}
      + ${counted('lease_until <= moment.now and not_before <= moment.now')} as due,
    ${counted('lease_until is null and not_before > moment.now')}
      + ${counted('lease_until <= moment.now and not_before > moment.now')} as waiting,
    ${counted('lease_until > moment.now')} as held,
    (select job.id from job
      where job.kind = k.kind and lease_until is null and not_before <= moment.now
      order by not_before, id limit 1) as oldest
  from kinds k cross join moment where k.kind is not null`;

function counted(condition: string): string {
  return `(select count(*) from (
    select 1 as one from job where job.kind = k.kind and ${condition} limit ${countedUpTo}) some)`;
}

const outgoingFigures = open
  .map(
    (state) => `select '${state}' as state, count(*) as n from (
      select 1 as one from outgoing where state = '${state}' limit ${countedUpTo}) some`,
  )
  .join(' union all ');

export function operationsStore({ writes, reader, now }: StoreContext): OperationsStore {
  /** What may be done at once has no time of its own: it is due since its message last moved. */
  async function ageOf(job: number | null, at: number): Promise<number> {
    if (job === null) return 0;
    const [row] = await reader.query<JobStart[]>(
      `select j.not_before, m.updated_at from job j join message m on m.id = j.message
       where j.id = ?`,
      [job],
    );
    if (!row) return 0;
    const since = Math.max(row.not_before, Date.parse(row.updated_at));
    return Math.max(0, at - since);
  }

  return {
    async jobs() {
      const at = now();
      const rows = await reader.query<JobRow[]>(jobFigures, [at]);
      const ages = await Promise.all(rows.map(({ oldest }) => ageOf(oldest, at)));
      return rows.map(({ kind, due, waiting, held }, i) => ({
        kind,
        due: Math.min(countedUpTo, due),
        waiting: Math.min(countedUpTo, waiting),
        held: held,
        oldestDueMs: ages[i] ?? 0,
      }));
    },

    async outgoing() {
      const rows = await reader.query<{ state: OutgoingState; n: number }[]>(outgoingFigures);
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    },

    async proveWritable() {
      await writes.write(nothingOp, null);
    },
  };
}
