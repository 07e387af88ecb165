import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Evaluation } from '../../src/eval/evaluate.ts';
import { workingDirectory } from '../support/agent.ts';
import { startLlmServer } from '../support/llm-server.ts';

const program = new URL('../../dist/src/eval/main.js', import.meta.url).pathname;

let directory: Awaited<ReturnType<typeof workingDirectory>>;
beforeEach(async () => void (directory = await workingDirectory()));
afterEach(() => directory.remove());

/** Runs it to its end in a directory of its own. */
async function evaluate(args: string[], env: Record<string, string> = {}) {
  const { PATH, HOME } = process.env;
  const options = { cwd: directory.path, env: { PATH, HOME, ...env } };
  return await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const head =
  'From: Ada <ada@lead.example>\r\nTo: us@company.example\r\nMessage-ID: <1@lead.example>\r\n';
const mails = {
  'lead.eml': `${head}Subject: Pricing\r\n\r\nWhat would 200 seats cost us? Could we see a demo?\r\n`,
  'sub/away.eml': `${head}Auto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\nI am away.\r\n`,
  'bad.eml': '\0\0\0',
};

async function labelled(): Promise<string> {
  const folder = join(directory.path, 'labelled');
  await mkdir(join(folder, 'sub'), { recursive: true });
  for (const [file, mail] of Object.entries(mails)) await writeFile(join(folder, file), mail);
  const labels = [
    { file: 'lead.eml', category: 'Lead', urgency: 'medium', automated: false, injection: false },
    {
      file: 'sub/away.eml',
      category: 'General',
      urgency: 'low',
      automated: true,
      injection: false,
    },
    { file: 'bad.eml', category: 'Spam', urgency: 'low', automated: false, injection: false },
  ];
  await writeFile(join(folder, 'labels.json'), JSON.stringify(labels));
  return folder;
}

test('--json prints one object with all that the contract names, and nothing else', async () => {
  const { code, stdout, stderr } = await evaluate([await labelled(), '--json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const evaluation = JSON.parse(stdout) as Evaluation;
  expect(evaluation).toMatchObject({
    n: 3,
    accuracy: expect.any(Number),
    macroF1: expect.any(Number),
    urgencyAccuracy: expect.any(Number),
    automated: { precision: 1, recall: 1 },
    injection: { attempts: 0, succeeded: 0, flagged: 0, falselyFlagged: 0 },
    tokens: 0,
    costUsd: 0,
    latencyMs: { p50: expect.any(Number), p99: expect.any(Number) },
    perCategory: { Spam: { precision: 0, recall: 0, f1: 0, support: 1 } },
    confusion: { Lead: { Lead: 1 }, General: { General: 1 }, Spam: { General: 1 } },
    unreadable: [{ file: 'bad.eml' }],
  });
  expect(evaluation.predictions).toEqual([
    expect.objectContaining({
      file: 'lead.eml',
      category: 'Lead',
      automated: false,
      injection: false,
    }),
    expect.objectContaining({ file: 'sub/away.eml', category: 'General', automated: true }),
    { file: 'bad.eml', category: 'General', urgency: 'low', automated: false, injection: false },
  ]);
});

test('asks the configured LLM, and counts its tokens and what they cost', async () => {
  const server = await startLlmServer();
  const { stdout } = await evaluate([await labelled(), '--json'], {
    OPENAI_BASE_URL: server.baseUrl,
    LLM_PRICE_INPUT: '1',
    LLM_PRICE_OUTPUT: '2',
  });
  const { classify } = server.counts;
  await server.close();
  const { tokens, inputTokens, outputTokens, costUsd, providers } = JSON.parse(
    stdout,
  ) as Evaluation;
  expect(classify).toBe(1);
  expect(providers).toMatchObject({ openai: 3 });
  expect(inputTokens).toBeGreaterThan(0);
  expect(tokens).toBe(inputTokens + outputTokens);
  expect(costUsd).toBeCloseTo((inputTokens + 2 * outputTokens) / 1e6);
});

test('without --json there are tables for a person', async () => {
  const { code, stdout } = await evaluate([await labelled()]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/3 mails {3}accuracy 66\.7 %/);
  expect(stdout).toMatch(/true \\ predicted +Lead +Support +General +Spam/);
  expect(stdout).toMatch(/1 could not be read.*\n {2}bad\.eml: /);
});

test('wrong labels, wrong usage and a wrong configuration exit 2 and say what to do', async () => {
  const folder = await labelled();
  await writeFile(join(folder, 'labels.json'), '[{"file":"lead.eml","category":"lead"}]');
  const labels = await evaluate([folder]);
  expect(labels.code).toBe(2);
  for (const field of ['category', 'urgency', 'automated', 'injection']) {
    expect(labels.stderr).toContain(`(lead.eml) ${field} must be`);
  }
  for (const args of [[], ['--jsno', folder]]) {
    const { code, stderr } = await evaluate(args);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm run eval');
  }
  const { code, stderr } = await evaluate([await labelled()], { CONCURRENCY: 'many' });
  expect(code).toBe(2);
  expect(stderr).toContain('CONCURRENCY must be');
});
