import { Worker } from 'node:worker_threads';

/** As text, because a worker thread of Node 20 cannot load TypeScript through tsx. */
const thread = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const orphaned = process.ppid !== workerData.parent;
    if (orphaned || process.memoryUsage.rss() > workerData.maxBytes) {
      process.kill(process.pid, 'SIGKILL');
    }
  }, 50);
`;

/**
 * Ends this process by SIGKILL when it holds more memory than allowed, Buffers included, or when
 * its parent is gone. A thread of its own, because the parser's hears nothing while it is busy.
 */
export function startWatchdog(maxBytes: number): Worker {
  const workerData = { parent: process.ppid, maxBytes };
  return new Worker(thread, { eval: true, execArgv: [], workerData });
}
