import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLabels } from '../../src/eval/labels.ts';

const label = { category: 'Lead', urgency: 'low', automated: false, injection: false };

describe('labels.json', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'labels-'))));
  afterEach(() => rm(folder, { recursive: true }));

  async function write(labels: unknown, files: string[] = []): Promise<void> {
    const text = typeof labels === 'string' ? labels : JSON.stringify(labels);
    await writeFile(join(folder, 'labels.json'), text);
    for (const file of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), 'Subject: x\r\n\r\n');
    }
  }

  test('is read with its extras; other fields and nulls are ignored', async () => {
    const extras = { language: 'de', canary: 'PWNED', wants: 'Spam', note: 'ours', subject: 7 };
    await write(
      [
        { ...label, file: 'a.eml', ...extras },
        { ...label, file: 'sub/b.eml', canary: null },
      ],
      ['a.eml', 'sub/b.eml'],
    );
    const { samples, problems } = await readLabels([folder]);
    expect(problems).toEqual([]);
    expect(samples).toMatchObject([
      {
        file: 'a.eml',
        path: join(folder, 'a.eml'),
        language: 'de',
        canary: 'PWNED',
        wants: 'Spam',
      },
      { file: 'sub/b.eml', path: join(folder, 'sub/b.eml') },
    ]);
    expect(samples[0]).not.toHaveProperty('note');
    expect(samples[1]?.canary).toBeUndefined();
  });

  test('may begin with a byte order mark', async () => {
    await write(`\uFEFF${JSON.stringify([{ ...label, file: 'a.eml' }])}`, ['a.eml']);
    expect((await readLabels([folder])).problems).toEqual([]);
  });

  test('tells every problem at once, with the entry and the fix', async () => {
    await write(
      [
        { ...label, file: 'a.eml', category: 'lead', urgency: 'now', automated: 'yes' },
        { ...label, file: 'gone.eml' },
        { ...label, file: 'b.eml' },
        { ...label, file: 'b.eml' },
        { file: 'c.eml' },
        'd.eml',
      ],
      ['a.eml', 'b.eml', 'c.eml'],
    );
    const { problems } = await readLabels([folder]);
    const text = problems.join('\n');
    expect(text).toMatch(/\[0\] \(a\.eml\) category must be one of Lead, Support, General, Spam/);
    expect(text).toMatch(/\[0\] \(a\.eml\) urgency must be one of low, medium, high/);
    expect(text).toMatch(/\[0\] \(a\.eml\) automated must be true or false/);
    expect(text).toMatch(/gone\.eml\) is labelled, but there is no such file/);
    expect(text).toMatch(/\[3\] \(b\.eml\) is labelled twice/);
    for (const field of ['category', 'urgency', 'automated', 'injection']) {
      expect(text).toMatch(new RegExp(`\\[4\\] \\(c\\.eml\\) ${field} must be`));
    }
    expect(text).toMatch(/\[5\] must be an object/);
    expect(problems.filter((problem) => problem.includes('[2]'))).toEqual([]);
  });

  test.each([
    ['no JSON', '[{', 'is not JSON'],
    ['no list', '{"a.eml": "Lead"}', 'must be a list'],
    ['an empty list', '[]', 'labels no mail'],
  ])('refuses %s', async (_, text, problem) => {
    await write(text);
    expect((await readLabels([folder])).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('that is missing is told with what it should hold', async () => {
    const { problems } = await readLabels([folder, join(folder, 'nowhere')]);
    expect(problems).toHaveLength(2);
    expect(problems[1]).toMatch(/nowhere\/labels\.json cannot be read: .*"category":"Lead"/);
  });

  test('of several folders tells their files apart', async () => {
    await write([{ ...label, file: 'a.eml' }], ['a.eml']);
    const { samples } = await readLabels([folder, `${folder}/.`]);
    expect(samples.map(({ file }) => file)).toEqual([join(folder, 'a.eml'), join(folder, 'a.eml')]);
  });
});
