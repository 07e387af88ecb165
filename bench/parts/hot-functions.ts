/** What is read of a `.cpuprofile`, as V8 writes it. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

interface HotFunction {
  /** Name, file and line. */
  where: string;
  /** Of the time in which the thread was not idle, without what it called; 0 to 1. */
  share: number;
}

/** The functions that kept the thread busiest by themselves, the hottest first. */
export function hotFunctions({ nodes, samples, timeDeltas }: CpuProfile, n: number): HotFunction[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map<string, number>();
  let busy = 0;
  for (const [i, id] of samples.entries()) {
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    const file = frame.url.replace(/^.*\/(?:node_modules|dist|assets)\//, '');
    const name = frame.functionName || '(anonymous)';
    const where = file ? `${name} ${file}:${frame.lineNumber + 1}` : name;
    const micros = timeDeltas[i] ?? 0;
    spent.set(where, (spent.get(where) ?? 0) + micros);
    busy += micros;
  }
  return [...spent]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, n)
    .map(([where, micros]) => ({ where, share: micros / busy }));
}
