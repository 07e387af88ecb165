/** Messages of the inspector's feed by hand, as `src/inspector/wire.ts` describes them. */

let seq = 0;

/** @param own what is ours in it: the ids, the drawing, the subject */
export function actorMessage(
  id: string,
  parent: string | null,
  own: { actor?: string; machine?: string; chart?: string | null; subject?: string | null } = {},
  snapshot: object = { status: 'active', value: 'idle' },
): object {
  const { actor = id, machine = 'email', chart = `${machine}-1`, subject = null } = own;
  return {
    type: '@xstate.actor',
    sessionId: id,
    ...(parent === null ? {} : { parentId: parent }),
    name: actor,
    snapshot,
    _agent: { version: 1, actor, machine, chart, subject, since: 1_000, timers: [] },
  };
}

/** A step: an event that was taken, and where the actor stands since. `isStep`: it took notice. */
export function stepMessage(
  id: string,
  value: unknown,
  {
    status = 'active',
    subject = null as string | null,
    event = 'go',
    at = 2_000,
    isStep = true,
  } = {},
): object {
  seq += 1;
  return {
    type: '@xstate.snapshot',
    sessionId: id,
    createdAt: String(at),
    event: { type: event },
    snapshot: { status, value, context: { n: seq } },
    _agent: {
      version: 1,
      subject,
      seq,
      taken: isStep ? [`idle|${event}|0`] : [],
      timers: [],
      ...(isStep && { step: true }),
    },
  };
}

export function passageMessage(to: string, type: string, from: string | null = null): object {
  seq += 1;
  return {
    type: '@xstate.event',
    sessionId: to,
    ...(from === null ? {} : { sourceId: from }),
    createdAt: '2000',
    event: { type },
    _agent: { version: 1, seq },
  };
}

export function helloMessage(process = 'p', charts: { machine: string; key: string }[] = []) {
  const now = Date.now();
  return { type: '@agent.hello', version: 1, process, now, sends: true, full: false, charts };
}

export function historyMessage(actors: object[] = [], events: object[] = []): object {
  return { type: '@agent.history', version: 1, actors, events };
}
