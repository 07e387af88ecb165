import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workingDirectory } from '../../test/support/agent.ts';
import { DevTools } from './devtools.ts';

const sampleMs = 250;
/** What is in work only adds to the heap: the least of some readings is nearest to what stays. */
const readings = { n: 3, apartMs: 150 };

/** What makes a program tell who it is, to be given to `startProgram`. */
export interface Introduction {
  preloads: string[];
  env: Record<string, string>;
  /** After the program has started. */
  made(): Promise<{ pid: number; url: string }>;
  remove(): Promise<void>;
}

export async function introduction(): Promise<Introduction> {
  const directory = await workingDirectory();
  const file = join(directory.path, 'inspectable.json');
  return {
    preloads: ['inspectable.mjs'],
    env: { INSPECTABLE_FILE: file },
    made: async () => JSON.parse(await readFile(file, 'utf8')) as { pid: number; url: string },
    remove: directory.remove,
  };
}

/** Bytes that a process has in memory, now and at most so far, as the kernel counts them. */
export function residentOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

export interface ResidentWatch {
  /** Bytes, one each quarter of a second. */
  samples: number[];
  stop(): void;
}

export function watchResident(pid: number): ResidentWatch {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentOf(pid).now), sampleMs);
  return { samples, stop: () => clearInterval(timer) };
}

/** Bytes of what is alive. */
export interface HeapUse {
  all: number;
  /** Of these the functions that V8 has compiled, with what it needs to know about them. */
  code: number;
}

/** Reads a process's heap over the inspector protocol of V8. */
export interface HeapReader {
  /** After a full collection each time, of three the least. */
  use(): Promise<HeapUse>;
  close(): void;
}

/** @param url of its inspector */
export async function openHeap(url: string): Promise<HeapReader> {
  const tools = await DevTools.connect(url);
  const evaluate = async (expression: string): Promise<number> => {
    const asked = { expression, returnByValue: true };
    const answer = await tools.send<{ result: { value?: unknown } }>('Runtime.evaluate', asked);
    if (typeof answer.result.value === 'number') return answer.result.value;
    throw new Error(`the program does not tell its memory: ${JSON.stringify(answer)}`);
  };
  return {
    async use() {
      let all = Infinity;
      for (let i = 0; i < readings.n; i += 1) {
        if (i > 0) await sleep(readings.apartMs);
        await tools.send('HeapProfiler.collectGarbage');
        const { usedSize } = await tools.send<{ usedSize: number }>('Runtime.getHeapUsage');
        all = Math.min(all, usedSize);
      }
      return { all, code: await evaluate(codeBytes) };
    },
    close: () => tools.close(),
  };
}

/** For the inspected process. */
const codeBytes = `(({ code_and_metadata_size: code, bytecode_and_metadata_size: bytecode }) =>
  code + bytecode)(process.getBuiltinModule('v8').getHeapCodeStatistics())`;
