/** XState's own event types, and the word that each becomes before the name that follows. */
const words = /** @type {const} */ ([
  ['xstate.done.actor.', 'done'],
  ['xstate.done.state.', 'done'],
  ['xstate.error.actor.', 'error'],
  ['xstate.snapshot.', 'snapshot'],
]);

/** @type {Record<string, string>} */
const whole = {
  '': 'always',
  '*': 'any event',
  'xstate.init': 'start',
  'xstate.stop': 'stop',
};

const after = 'xstate.after.';

/**
 * An event's type in plain words: `xstate.done.actor.0.email.parsing.working` is
 * `done parsing.working`, `xstate.after.backoff.mailbox.backingOff` is `after backoff`. A machine's
 * own events stand as they are.
 * @param {string} type
 * @returns {string}
 */
export function eventText(type) {
  const said = Object.hasOwn(whole, type) ? whole[type] : undefined;
  if (said !== undefined) return said;
  if (type.startsWith(after)) return `after ${delayText(type.slice(after.length))}`;
  for (const [prefix, word] of words) {
    if (!type.startsWith(prefix)) continue;
    const name = type.slice(prefix.length);
    return `${word} ${prefix === 'xstate.done.state.' ? within(name) : actorText(name)}`;
  }
  return type;
}

/**
 * An actor that a state invokes without giving it an id is called by its place and the state's id,
 * which begins with the machine's: `0.email.parsing.working`.
 * @param {string} id
 */
function actorText(id) {
  const unnamed = /^\d+\.(.+)$/.exec(id)?.[1];
  return unnamed === undefined ? id : within(unnamed);
}

/** Without the machine's name before it, unless it is the machine. @param {string} stateId */
function within(stateId) {
  const dot = stateId.indexOf('.');
  return dot < 0 ? stateId : stateId.slice(dot + 1);
}

const units = /** @type {const} */ ([
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
]);

/**
 * The delay's name, or its milliseconds in the greatest unit that says them exactly. The state's id
 * follows it.
 * @param {string} rest
 */
function delayText(rest) {
  const delay = rest.split('.', 1)[0] ?? rest;
  if (!/^\d+$/.test(delay)) return delay;
  const ms = Number(delay);
  const [size, unit] = units.find(([size]) => ms >= size && (ms * 10) % size === 0) ?? [1, 'ms'];
  return `${ms / size} ${unit}`;
}
