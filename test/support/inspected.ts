import { type Actor, createActor, setup } from 'xstate';
import { InspectionHub } from '../../src/inspector/index.ts';

const types = {
  events: {} as { type: 'light.press' | 'light.break' | 'light.measured' },
};

/** A light that can be pressed on and off until it breaks. */
const light = setup({ types }).createMachine({
  id: 'light',
  initial: 'off',
  on: { 'light.measured': {} },
  states: {
    off: { on: { 'light.press': 'on' } },
    on: { on: { 'light.press': 'off', 'light.break': 'broken' } },
    broken: { type: 'final' },
  },
});

const house = setup({ types, actors: { light } }).createMachine({
  id: 'house',
  on: { 'light.press': { actions: ({ self: _self }) => undefined } },
  invoke: { src: 'light', id: 'light-0' },
});

/** A machine of two actors under inspection: a house, and the light in it. */
export interface Inspected {
  hub: InspectionHub;
  /** The ids of the actors. */
  house: string;
  light: string;
  /** The state of the light. */
  state(): unknown;
  stop(): void;
}

/** @param sends the events that may be sent to them */
export function inspected(sends: string[] = ['light.press', 'light.break']): Inspected {
  const hub = new InspectionHub({ sends, process: 'test' });
  const actor: Actor<typeof house> = createActor(house, { inspect: hub.inspect });
  const ref = actor.start().getSnapshot().children['light-0'] as Actor<typeof light>;
  const idOf = (machine: string) =>
    hub.actors().find((known) => known.machine === machine)?.id ?? '';
  return {
    hub,
    house: idOf('house'),
    light: idOf('light'),
    state: () => ref.getSnapshot().value,
    stop: () => void actor.stop(),
  };
}
