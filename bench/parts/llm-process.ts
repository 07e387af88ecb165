/** The LLM stand-in as a process: `llm-process.ts DELAY_MS`. Says its address; `calls` counts. */
import process from 'node:process';
import { startLlmServer } from '../../test/support/llm-server.ts';

const llm = await startLlmServer({ behaviour: { delayMs: Number(process.argv[2]) } });
process.on('message', () => {
  process.send?.(Object.values(llm.counts).reduce((sum, count) => sum + count, 0));
});
// Not left behind by a bench that died.
process.on('disconnect', () => process.exit());
process.send?.(llm.baseUrl);
