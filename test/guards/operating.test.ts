import { readFileSync } from 'node:fs';
import type { AnyStateMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../src/domain/failure.ts';
import { stages } from '../../src/domain/message.ts';
import { outgoingStates } from '../../src/domain/outgoing.ts';
import { mailboxWord } from '../../src/http/dashboard/words.ts';
import { allNodes, everyMachine } from '../support/statechart.ts';

const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const machines = await everyMachine();

/** The rows of the table under a heading, whose first cell is one word in code. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n${heading}\n`);
  const [table = ''] = section.split(/\n#{2,} /);
  return table
    .split('\n')
    .filter((line) => /^\| `[\w.]+` /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map((cells) => cells.slice(1, -1));
}

const names = (heading: string) => rowsUnder(heading).map(([name]) => name ?? '');

/** The states that a person sees: at the top, and below those that only hold others. */
function shown(machine: AnyStateMachine): string[] {
  if (machine.id !== 'supervisor' && machine.id !== 'mailbox') return Object.keys(machine.states);
  const regions = allNodes(machine.root).filter(({ type }) => type === 'parallel');
  const hidden = new Set(regions.flatMap(({ states }) => Object.values(states)));
  return allNodes(machine.root)
    .filter((node) => node.parent && !hidden.has(node))
    .map(({ key }) => key);
}

describe('docs/operating.md', () => {
  it('explains every stage of a message, and no other', () => {
    expect(names('## Stages of a message')).toEqual([...stages]);
  });

  it('explains every failure code, and no other', () => {
    expect(names('## Failure codes')).toEqual([...failureCodes]);
  });

  it('explains every state of a reply on its way out, and no other', () => {
    expect(names('## Replies on their way out')).toEqual([...outgoingStates]);
  });

  it.each(machines.map((machine) => [machine.id, machine] as const))(
    'explains every state of the machine %s, and no other',
    (id, machine) => {
      expect(names(`### ${id}`).toSorted()).toEqual(shown(machine).toSorted());
    },
  );

  it('has its words on the dashboard for every state of a mailbox', () => {
    const states = names('### mailbox').filter((state) => state !== 'connected');
    expect(states.filter((state) => mailboxWord(state).text === state)).toEqual([]);
  });

  it('says what to do wherever there is an alarm', () => {
    const tables = ['## Stages of a message', '## Replies on their way out'];
    const rows = [...tables, ...machines.map(({ id }) => `### ${id}`)].flatMap(rowsUnder);
    const alarms = rows.filter(([, , alarm]) => /^(yes|watch)/.test(alarm ?? ''));
    expect(alarms.length).toBeGreaterThan(10);
    expect(alarms.filter(([, , , todo]) => !todo)).toEqual([]);
    for (const [name, cause, , fix] of rowsUnder('## Failure codes')) {
      expect([cause, fix], name).not.toContain('');
    }
  });

  it('leads nowhere that does not exist', () => {
    const headings = [...page.matchAll(/^#{2,3} (.+)$/gm)].map(([, text = '']) =>
      text.toLowerCase().replaceAll(',', '').replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((anchor) => !headings.includes(anchor ?? ''))).toEqual([]);
  });
});
