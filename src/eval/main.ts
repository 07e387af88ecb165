/** `npm run eval -- DIR… [--json]`: how well labelled mail is sorted by the configured LLM, or the mock. */
import { parseArgs } from 'node:util';
import { createActor } from 'xstate';
import { mailParser } from '../adapters/mail-parser/index.ts';
import type { Config } from '../config.ts';
import { configure } from '../configuration.ts';
import type { Knowledge } from '../agent.ts';
import { llmsOf } from '../llms.ts';
import { llmGateMachine } from '../machines/llm-gate.ts';
import { progressOn } from '../progress.ts';
import { createLogger } from '../telemetry/logger.ts';
import { evaluationOf, tryAll } from './evaluate.ts';
import { readLabels, type Sample } from './labels.ts';
import { reportOf } from './report.ts';
import type { Trial } from './trial.ts';
import { UsageTally } from './usage-tally.ts';

const usage = `Usage: npm run eval -- DIR… [--json]
  DIR     holds labels.json, [{file,category,urgency,automated,injection}], and the .eml files it names
  --json  one JSON object, on the last line (npm run --silent eval: and nothing else)`;

const { folders, json } = readArguments();
const { samples, problems } = await readLabels(folders);
if (problems.length > 0) refuseLabels(problems);
const { config, knowledge } = await configure((problem) =>
  process.stderr.write(`CRM_FILE: ${problem}\n`),
);
const tally = new UsageTally();
const evaluation = evaluationOf(await run(samples, config, knowledge), tally);
// A pipe takes it in pieces: the process may not end before the last one.
process.stdout.write(`${json ? JSON.stringify(evaluation) : reportOf(evaluation)}\n`, () =>
  process.exit(0),
);

/** From the first connection to the last: what is opened here is closed here, in reverse. */
async function run(
  samples: Sample[],
  config: Config,
  { crm, playbook }: Knowledge,
): Promise<Trial[]> {
  // Stdout is for the figures.
  const log = createLogger('warn', process.stderr);
  const llms = await llmsOf(config, tally, log);
  const answering = llms.answering(playbook);
  const input = { configured: answering.llm !== null, exhausted: false };
  const gate = createActor(llmGateMachine, { input }).start();
  const parser = mailParser();
  const progress = progressOn(process.stderr, Infinity);
  const ports = {
    ...answering,
    parser,
    crm,
    playbook,
    gate,
    maxMessageBytes: config.MAX_MESSAGE_BYTES,
  };
  const trials = await tryAll(samples, ports, config.CONCURRENCY, (ended) =>
    progress.show(ended, samples.length),
  );
  progress.end();
  await parser.close();
  gate.stop();
  await crm.close();
  return trials;
}

function readArguments(): { folders: string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (positionals.length > 0) return { folders: [...new Set(positionals)], json: values.json };
    console.error(`No folder is named.\n${usage}`);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
  }
  return process.exit(2);
}

function refuseLabels(problems: string[]): never {
  console.error('The labels are wrong:');
  for (const problem of problems) console.error(`  - ${problem}`);
  return process.exit(2);
}
