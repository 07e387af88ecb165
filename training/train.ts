/**
 * Trains the models of the mock LLM and writes `src/adapters/mock-llm/model/weights.ts`.
 *
 *     npx tsx training/train.ts [--public DIR] [--evaluate]
 *
 * See README.md beside this file.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { labelledSamples, type Sample, snippets, testSamples } from './corpora.ts';
import { crossValidated, temperatureOf } from './evaluate.ts';
import { categoryExamples, pruned, urgencyExamples } from './examples.ts';
import { fit, type Settings } from './logistic.ts';
import { packed } from './pack.ts';
import { publicSamples } from './public-corpora.ts';
import { report } from './report.ts';

const categorySettings: Settings = {
  classes: 4,
  width: 1 << 16,
  epochs: 14,
  rate: 0.08,
  penalty: 1e-4,
};
const urgencySettings: Settings = {
  classes: 3,
  width: 1 << 13,
  epochs: 15,
  rate: 0.1,
  penalty: 1e-3,
};
/** Chosen by leaving out corpora and senders: see README.md. */
const leastSpam = 1;

const { values: options } = parseArgs({
  options: {
    public: { type: 'string' },
    labelled: { type: 'string', default: at('../eval/training') },
    evaluate: { type: 'boolean', default: false },
  },
});

const samples: Sample[] = [
  ...(await labelledSamples(options.labelled)),
  ...testSamples(),
  ...snippets(at('./snippets.txt')),
  ...(options.public ? await publicSamples(options.public) : []),
];
if (options.evaluate) {
  report(samples, { category: categorySettings, urgency: urgencySettings, leastSpam });
} else {
  const held = crossValidated(samples, categorySettings);
  writeWeights({
    leastSpam,
    temperature: temperatureOf(held, leastSpam),
    category: packed(fit(pruned(categoryExamples(samples)), categorySettings)),
    urgency: packed(fit(urgencyExamples(samples), urgencySettings)),
  });
}

function writeWeights(trained: object): void {
  const file = at('../src/adapters/mock-llm/model/weights.ts');
  const head = '/** Written by training/train.ts; not for reading. */\n';
  writeFileSync(file, `${head}export const trained = ${JSON.stringify(trained, null, 2)};\n`);
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
