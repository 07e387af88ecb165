import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The ids of the living parser processes that this process started. */
export function parserProcesses(): number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, stat]) => Number(ppid) === process.pid && !stat?.startsWith('Z'))
    .filter((columns) => columns.some((column) => /mail-parser\/child\.[jt]s$/.test(column)))
    .map(([pid]) => Number(pid));
}

/** The ids of a process's children; none when it is gone. */
export function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** The largest resident set that the process had so far; null when it is gone. */
export function peakMemoryMb(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peakKb = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    return peakKb === undefined ? null : Number(peakKb) / 1024;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
