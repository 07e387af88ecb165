import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateMachinesMarkdown, stateMachinesPath } from '../../docs/diagrams.ts';
import { everyMachine } from '../support/statechart.ts';

const page = stateMachinesMarkdown();
const pictures = [...page.matchAll(/```mermaid\n(.*?)\n```/gs)].map(([, picture]) => picture ?? '');

it('docs/state-machines.md shows the machines that ship (npm run diagrams)', () => {
  expect(readFileSync(stateMachinesPath, 'utf8')).toBe(page);
});

it('shows every machine that there is', async () => {
  for (const { id } of await everyMachine()) expect(page).toContain(`\n## ${id}\n`);
});

describe('every picture', () => {
  it('has its lines in the syntax of a Mermaid state diagram', () => {
    expect(pictures.length).toBeGreaterThan(4);
    const id = String.raw`(\w+|\[\*\])`;
    const line = new RegExp(
      [
        '^stateDiagram-v2$',
        // A label with a colon, a quote or a semicolon would end early.
        String.raw`^\s+${id} --> ${id}(: [^:;"#{}]+)?$`,
        String.raw`^\s+state "\w[\w ]*" as \w+( \{)?$`,
        String.raw`^\s+(\}|--|\w+|class \w+ \w+|classDef \w+ [\w-]+: \w+)$`,
      ].join('|'),
    );
    const odd = pictures.flatMap((picture) => picture.split('\n')).filter((one) => !line.test(one));
    expect(odd).toEqual([]);
  });

  it('leads from its start to somewhere', () => {
    for (const picture of pictures) expect(picture).toMatch(/\[\*\] --> \w+/);
  });
});
