import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { Charts } from '../../../src/inspector/chart/index.ts';
import { emailMachine } from '../../../src/machines/email.ts';
import { mailboxMachine } from '../../../src/machines/mailbox.ts';
import { supervisorMachine } from '../../../src/machines/supervisor.ts';
import { oddMachines } from '../../support/chart-machines.ts';

function way(machine: AnyStateMachine, from: string, to: string) {
  const charts = new Charts();
  return charts.way(charts.know(machine), from, to);
}

const states = (...args: Parameters<typeof way>) => way(...args)?.states ?? null;

describe('the way between two states', () => {
  it('leads through the steps of the email machine', () => {
    expect(way(emailMachine, 'parsing', 'classifying')).toEqual({
      states: [
        'parsing',
        'parsing.working',
        'parsing.committing',
        'routing',
        'classifying',
        'classifying.choosing',
      ],
      edges: [
        'parsing.working|xstate.done.actor.0.email.parsing.working|1',
        'parsing.committing|xstate.done.actor.0.email.parsing.committing|0',
        'routing||4',
      ],
    });
  });

  it('begins with the machine itself', () => {
    expect(states(emailMachine, '', 'done')).toEqual(['', 'routing', 'done']);
  });

  it('prefers what went well to failures', () => {
    const edges = way(emailMachine, 'enriching', 'enriching.committing')?.edges;
    expect(edges).toEqual(['enriching.working|xstate.done.actor.0.email.enriching.working|0']);
  });

  it('takes the transitions of what is around a state', () => {
    expect(states(mailboxMachine, 'connected.watching', 'paused')).toEqual([
      'connected.watching',
      'pausing',
      'paused',
    ]);
  });

  it('goes into the regions of a parallel state and out again', () => {
    expect(states(supervisorMachine, 'running', 'stopped')).toEqual([
      'running',
      'running.work',
      'running.work.recovering',
      'running.work.draining',
      'releasing',
      'stopped',
    ]);
  });

  it('leaves a state that is done only from its end', () => {
    expect(states(oddMachines.deep, 'a.b.c.over', 'z')).toEqual(['a.b.c.over', 'z']);
    expect(states(oddMachines.invokes, 'rest', 'busy')).toEqual([
      'rest',
      'rest.one',
      'rest.two',
      'busy',
    ]);
  });

  it('goes through a history state to where it leads at first', () => {
    expect(states(oddMachines.history, 'off', 'on.two.in')).toEqual([
      'off',
      'on',
      'on.two',
      'on.two.in',
    ]);
  });

  it('is nothing from a state to itself', () => {
    expect(way(emailMachine, 'routing', 'routing')).toEqual({ states: ['routing'], edges: [] });
  });

  it('is null where there is none', () => {
    expect(way(emailMachine, 'done', 'routing')).toBeNull();
    expect(way(emailMachine, 'routing', 'nowhere')).toBeNull();
    expect(way(emailMachine, 'nowhere', 'routing')).toBeNull();
  });
});
