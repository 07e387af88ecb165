import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** USER_HZ, which has been 100 on every Linux that Node runs on. */
const msPerTick = 10;

/** Milliseconds for which all threads of a process have had a core so far. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the command in brackets and may hold blanks: counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Tells which share of all cores was busy since, whoever kept them so; 0 to 1. */
export function watchCores(): () => number {
  const before = ticks();
  return () => {
    const now = ticks();
    return 1 - (now.idle - before.idle) / (now.all - before.all);
  };
}

/** Which share of all cores is busy while we wait. */
export async function busyMeanwhile(ms: number): Promise<number> {
  const busy = watchCores();
  await sleep(ms);
  return busy();
}

function ticks() {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.idle + times.user + times.sys + times.nice + times.irq;
  }
  return { idle, all };
}
