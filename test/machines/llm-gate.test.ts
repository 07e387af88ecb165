import { expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { isShut, llmGateMachine } from '../../src/machines/llm-gate.ts';

function start(configured = true, exhausted = false) {
  const clock = new SimulatedClock();
  const gate = createActor(llmGateMachine, { clock, input: { configured, exhausted } }).start();
  return {
    clock,
    state: () => gate.getSnapshot().value,
    isShut: () => isShut(gate.getSnapshot()),
    exhausted: () => gate.send({ type: 'llm.exhausted' }),
    asked: () => gate.send({ type: 'llm.asked' }),
    succeeded: () => gate.send({ type: 'llm.succeeded' }),
    failed: (times = 1) => {
      for (let i = 0; i < times; i += 1) gate.send({ type: 'llm.failed' });
    },
  };
}

it('opens after five failures in a row', () => {
  const gate = start();
  gate.failed(4);
  gate.succeeded();
  gate.failed(4);
  expect([gate.state(), gate.isShut()]).toEqual(['closed', false]);
  gate.failed();
  expect([gate.state(), gate.isShut()]).toEqual(['open', true]);
});

it('lets one question through once it has cooled off, and closes when that is answered', () => {
  const gate = start();
  gate.failed(5);
  gate.clock.increment(14_999);
  expect(gate.isShut()).toBe(true);
  gate.clock.increment(1);
  expect(gate.isShut()).toBe(false);
  gate.asked();
  expect([gate.state(), gate.isShut()]).toEqual([{ halfOpen: 'trying' }, true]);
  gate.succeeded();
  expect([gate.state(), gate.isShut()]).toEqual(['closed', false]);
  gate.failed(4);
  expect(gate.state()).toBe('closed');
});

it('cools off twice as long after each trial that failed, up to five minutes', () => {
  const gate = start();
  gate.failed(5);
  for (const seconds of [15, 30, 60, 120, 240, 300, 300]) {
    gate.clock.increment(seconds * 1_000 - 1);
    expect(gate.state()).toBe('open');
    gate.clock.increment(1);
    expect(gate.state()).toEqual({ halfOpen: 'free' });
    gate.asked();
    gate.failed();
  }
});

it('forgets how often it was open once it has closed', () => {
  const gate = start();
  gate.failed(5);
  gate.clock.increment(15_000);
  gate.failed();
  gate.clock.increment(30_000);
  gate.succeeded();
  gate.failed(5);
  gate.clock.increment(15_000);
  expect(gate.isShut()).toBe(false);
});

it('closes on an answer to a question from before it opened', () => {
  const gate = start();
  gate.failed(5);
  gate.succeeded();
  expect(gate.state()).toBe('closed');
});

it('takes failures from before it opened for no new ones', () => {
  const gate = start();
  gate.failed(20);
  gate.clock.increment(15_000);
  expect(gate.state()).toEqual({ halfOpen: 'free' });
});

it('gives up a trial whose asker died', () => {
  const gate = start();
  gate.failed(5);
  gate.clock.increment(15_000);
  gate.asked();
  gate.clock.increment(179_999);
  expect(gate.isShut()).toBe(true);
  gate.clock.increment(1);
  expect(gate.isShut()).toBe(false);
});

it('stays shut for the rest of a day whose tokens are used up', () => {
  for (const gate of [start(true, true), start()]) {
    gate.exhausted();
    gate.succeeded();
    gate.failed(9);
    gate.clock.increment(1);
    expect([gate.state(), gate.isShut()]).toEqual(['exhausted', true]);
    gate.clock.increment(86_400_000);
    expect([gate.state(), gate.isShut()]).toEqual(['closed', false]);
  }
});

it('never lets a question through where no LLM is configured', () => {
  const gate = start(false);
  gate.asked();
  gate.succeeded();
  gate.failed(9);
  gate.clock.increment(3_600_000);
  expect([gate.state(), gate.isShut()]).toEqual(['absent', true]);
});
