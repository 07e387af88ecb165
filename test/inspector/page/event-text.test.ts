import { expect, it } from 'vitest';

const file = new URL('../../../src/inspector/page/event-text.js', import.meta.url).href;
const { eventText } = (await import(file)) as { eventText: (type: string) => string };

it.each([
  ['xstate.init', 'start'],
  ['xstate.stop', 'stop'],
  ['', 'always'],
  ['*', 'any event'],
  ['mail.arrived', 'mail.arrived'],
  ['constructor', 'constructor'],
  ['xstate.done.actor.0.email.parsing.working', 'done parsing.working'],
  ['xstate.done.actor.1.(machine).loading', 'done loading'],
  ['xstate.done.actor.0.email', 'done email'],
  ['xstate.done.actor.email-3', 'done email-3'],
  ['xstate.done.actor.fetch.pages', 'done fetch.pages'],
  ['xstate.error.actor.0.email.parsing.working', 'error parsing.working'],
  ['xstate.error.actor.mailbox-1', 'error mailbox-1'],
  ['xstate.done.state.email.parsing', 'done parsing'],
  ['xstate.snapshot.llm-gate', 'snapshot llm-gate'],
  ['xstate.after.backoff.mailbox.backingOff', 'after backoff'],
  ['xstate.after.15000.watchdog.fresh', 'after 15 s'],
  ['xstate.after.1500.watchdog.fresh', 'after 1.5 s'],
  ['xstate.after.250.watchdog.fresh', 'after 250 ms'],
  ['xstate.after.7200000.watchdog.fresh', 'after 2 h'],
  ['xstate.of.tomorrow', 'xstate.of.tomorrow'],
])('says %s as %s', (type, text) => {
  expect(eventText(type)).toBe(text);
});
