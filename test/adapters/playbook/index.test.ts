import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  InvalidPlaybook,
  parsePlaybook,
  readPlaybook,
} from '../../../src/adapters/playbook/index.ts';
import { defaultPlaybook } from '../../../src/domain/playbook.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'playbook-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function fileOf(yaml: string): Promise<string> {
  const path = join(directory, 'playbook.yaml');
  await writeFile(path, yaml);
  return path;
}

/** The problems of a playbook, a line each. */
function problemsOf(yaml: string): string[] {
  try {
    parsePlaybook(yaml);
  } catch (error) {
    if (error instanceof InvalidPlaybook) return error.problems;
    throw error;
  }
  return [];
}

describe('a playbook', () => {
  test.each([undefined, ''])('is the built-in one without a path (%j)', async (path) => {
    expect(await readPlaybook(path, 'Dana')).toEqual(defaultPlaybook('Dana'));
  });

  test.each([
    '',
    '# nothing but a comment\n',
    '---\n',
    'company:\nknowledge:\npolicies:\n  Lead:\n',
  ])('is the built-in one where the file says nothing (%j)', async (yaml) => {
    expect(await readPlaybook(await fileOf(yaml))).toEqual(defaultPlaybook());
  });

  test('is the file, with the built-in one behind it', async () => {
    const yaml = `
company: Initech
signature: "Bill\\nInitech"
categories: { Spam: What nobody asked for. }
policies:
  Lead: |
    Offer a call.
knowledge:
  - { title: Office, text: Austin }
examples:
  - category: General
    mail: Where are you?
    reply: In Austin.
`;
    const builtIn = defaultPlaybook();
    expect(await readPlaybook(await fileOf(yaml))).toEqual({
      company: 'Initech',
      voice: builtIn.voice,
      signature: 'Bill\nInitech',
      categories: { ...builtIn.categories, Spam: 'What nobody asked for.' },
      policies: { ...builtIn.policies, Lead: 'Offer a call.' },
      knowledge: [{ title: 'Office', text: 'Austin' }],
      examples: [{ category: 'General', mail: 'Where are you?', reply: 'In Austin.' }],
    });
  });

  test('is signed as SIGNATURE_NAME says, whatever the file says', async () => {
    const path = await fileOf('signature: Bill\n');
    expect((await readPlaybook(path, 'Dana')).signature).toBe('Dana');
    expect((await readPlaybook(path)).signature).toBe('Bill');
  });

  test('that serves as an example is read in full', async () => {
    const playbook = await readPlaybook('playbook.example.yaml');
    expect(playbook).toMatchObject({
      company: 'Harbourlight Analytics',
      signature: 'The Harbourlight Team',
      knowledge: expect.arrayContaining([
        { title: 'Prices', text: expect.stringContaining('49 EUR per user and month') },
      ]),
    });
    expect(playbook.examples.map(({ category }) => category)).toEqual(['Lead', 'Support']);
    expect(Object.keys(playbook)).toEqual(Object.keys(defaultPlaybook()));
  });
});

describe('the problems of a playbook', () => {
  test('are told all at once, each with its line and what to do', () => {
    const yaml = `voise: Dry.
company: 42
signature: ""
policies:
  Spam: Never.
knowledge:
  - title: Prices
  - text: Austin
    titel: Office
examples:
  - { category: Spam, mail: x, reply: y }
categories: none
`;
    expect(problemsOf(yaml)).toEqual([
      'line 1, voise: is unknown here; known are company, voice, signature, categories, policies, knowledge, examples',
      'line 2, company: must be text: put a number or a date in quotes',
      'line 3, signature: is empty: fill it in, or leave the key out',
      'line 5, policies.Spam: is unknown here; known are Lead, Support, General',
      'line 7, knowledge[1].text: is missing: add it',
      'line 8, knowledge[2].title: is missing: add it',
      'line 9, knowledge[2].titel: is unknown here; known are title, text',
      'line 11, examples[1].category: must be one of Lead, Support, General',
      'line 12, categories: must be a mapping with the keys Lead, Support, General, Spam, such as "Lead: …"',
    ]);
  });

  test.each([
    ['- a\n', /^line 1: must be a mapping with the keys company, /],
    ['company: [1\n', /^line \d: is not YAML: /],
    ['company: a\ncompany: b\n', /^line 2: is not YAML: Map keys must be unique/],
    ['company: a\n---\ncompany: b\n', /^line 2: is not YAML: .*multiple documents/],
    ['company: *nobody\n', /Unresolved alias/],
    [`a: &a [${'x,'.repeat(50)}]\nb: [${'*a,'.repeat(200)}]`, /Excessive alias count/],
    [
      `knowledge:\n${'  - { title: a, text: b }\n'.repeat(41)}`,
      /^line 1, knowledge: .* more than 40/,
    ],
    [`company: ${'x'.repeat(201)}`, /^line 1, company: is longer than 200 characters: shorten it/],
    [
      `knowledge:\n${`  - { title: a, text: ${'b'.repeat(3_999)} }\n`.repeat(6)}`,
      /^line 1, knowledge: holds more than 20000 characters in all/,
    ],
    ['#'.repeat(300_000), /^is longer than 262144 characters/],
  ])('are told of %#', (yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([expect.stringMatching(problem)]);
  });

  test('read well behind PLAYBOOK_FILE', async () => {
    const path = await fileOf('voise: Dry.\ncompany: 42\n');
    await expect(readPlaybook(path)).rejects.toThrow(
      new RegExp(
        `^names a playbook that cannot be used, ${path}:\n  line 1, voise: .*\n  line 2, `,
      ),
    );
  });

  test.each([
    ['/nowhere/playbook.yaml', 'ENOENT'],
    [tmpdir(), 'EISDIR'],
  ])('%s cannot be read', async (path, code) => {
    await expect(readPlaybook(path)).rejects.toThrow(
      `names a file that cannot be read: ${path} (${code})`,
    );
  });
});
