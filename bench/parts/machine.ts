import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';

export interface Machine {
  cores: number;
  cpu: string;
  memoryGb: number;
  node: string;
  kernel: string;
  /** Processes that wanted a core in the last minute, before anything was measured. */
  load: number;
}

export function machine(): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    kernel: `${type()} ${release()}`,
    load: Number(loadavg()[0]?.toFixed(2)),
  };
}

/** One line for people. */
export function nameOf({ cores, cpu, memoryGb, node, kernel, load }: Machine): string {
  return `${cores} × ${cpu}, ${memoryGb} GB, ${kernel}, Node ${node}, load ${load} before the start`;
}

/** Whether the databases of a run lie in memory rather than on a disk. */
export async function temporaryFilesAreInMemory(): Promise<boolean> {
  const tmpfs = 0x01021994;
  return (await statfs(tmpdir())).type === tmpfs;
}
