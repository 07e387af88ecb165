import { describe, expect, it } from 'vitest';
import { clockText, timeText } from '../../../src/inspector/page/time-text.js';
import { type FeedMessage, Household } from '../../support/feed-script.ts';

interface Place {
  key: string;
  label: string;
}
interface Row {
  passage: { type: string; from: string | null };
  from: Place;
  to: Place;
  fromLabel: string;
  toLabel: string;
  text: string;
}
interface Filter {
  scope: 'own' | 'children' | 'all';
  selected: string | null;
  words: string;
  calls: boolean;
  housekeeping: boolean;
  timers: boolean;
  without: ReadonlySet<string>;
}
interface Store {
  passages: { seq: number }[];
  counted: number;
  take(message: FeedMessage): void;
}
interface Backlog {
  kinds: Map<string, number>;
  held: number;
  timers: number;
  waiting: number;
  restart(): void;
  read(store: Store, places: object, filter: Filter, end: object): void;
  take(most: number): { gap: { skipped: number; lost: number } | null; rows: Row[] };
}
interface Lanes {
  list: Place[];
  others: Map<string, Place>;
  size: number;
  add(place: Place): boolean;
  columnOf(place: Place): number;
  has(place: Place): boolean;
}

const load = async <T>(name: string) =>
  (await import(new URL(`../../../src/inspector/page/${name}`, import.meta.url).href)) as T;
const { Store } = await load<{ Store: new () => Store }>('store.js');
const { Places } = await load<{ Places: new () => { learn(store: Store): void } }>(
  'sequence-places.js',
);
const { Lanes, mostLanes } = await load<{ Lanes: new () => Lanes; mostLanes: number }>(
  'sequence-lanes.js',
);
const { Backlog, endOf } = await load<{
  Backlog: new () => Backlog;
  endOf(store: Store): object;
}>('sequence-backlog.js');
const { rowText, shorten } = await load<{
  rowText(row: Row): string;
  shorten(text: string, most: number): string;
}>('sequence-rows.js');
const { namesOf } = await load<{ namesOf(kinds: string[]): Map<string, string> }>(
  'sequence-kinds.js',
);

const everything: Filter = {
  scope: 'all',
  selected: null,
  words: '',
  calls: false,
  housekeeping: false,
  timers: true,
  without: new Set(),
};

/** The filters over a house. */
class Reading {
  readonly house = new Household();
  readonly store = new Store();
  readonly places = new Places();
  readonly lanes = new Lanes();
  readonly backlog = new Backlog();

  feed(): void {
    for (const message of this.house.script.take()) this.store.take(message);
  }

  /** What is read since the last call, as text without the time. */
  read(filter: Partial<Filter> = {}): string[] {
    return this.rows(filter).map((row) => rowText(row).replace(/^\S+ /, ''));
  }

  rows(filter: Partial<Filter> = {}): Row[] {
    this.feed();
    this.places.learn(this.store);
    const whole = { ...everything, ...filter };
    this.backlog.read(this.store, this.places, whole, endOf(this.store));
    const { rows } = this.backlog.take(200);
    for (const { from, to } of rows) for (const place of [from, to]) this.lanes.add(place);
    return rows;
  }

  again(filter: Partial<Filter>): string[] {
    this.backlog.restart();
    return this.read(filter);
  }

  laneNames(): string[] {
    return this.lanes.list.map(({ label }) => label);
  }
}

describe('the rows of the sequence', () => {
  it('tell what one machine says to another, and leave out calls and housekeeping', () => {
    const reading = new Reading();
    const { house } = reading;
    house.script.event(null, house.supervisor, 'supervisor.wake');
    house.sync();
    house.email(0);
    expect(reading.read()).toEqual([
      'outside to supervisor: supervisor.wake',
      'mailbox-0 to watchdog: mailbox.synced',
      'mailbox-0 to itself: after poll',
      'mailbox-0 to supervisor: mail.discovered',
      'email-0 to llm-gate: llm.answered',
      'email-0 to supervisor: done email-0',
    ]);
    expect(reading.read()).toEqual([]);
    expect(reading.again({ housekeeping: true })).toContain('supervisor to email-0: start');
  });

  it('draws a call that was over before it was read about, and what a live call says', () => {
    const reading = new Reading();
    const { house } = reading;
    const email = house.email(0);
    const calls = { scope: 'own', selected: email, calls: true } as const;
    const rows = reading.read(calls);
    expect(rows).toContain('email-0 to parsing.working: start');
    expect(rows).toContain('parsing.working to email-0: done parsing.working');
    expect(reading.laneNames()).toContain('parsing.working');

    const watch = house.script.call('watch', 'watchFolder', house.mailbox);
    house.script.event(watch, house.mailbox, 'mail.arrived');
    // Its call is hidden, so that it stands with the one that made it.
    const [row] = reading.rows();
    expect(row?.fromLabel).toBe('watch');
    expect(row?.from.label).toBe('mailbox-0');
  });

  it('leaves out what clocks of its own send an actor, and says how many those were', () => {
    const reading = new Reading();
    reading.house.sync();
    reading.house.sync();
    const synced = 'mailbox-0 to watchdog: mailbox.synced';
    expect(reading.read({ timers: false })).toEqual([synced, synced]);
    expect([reading.backlog.timers, reading.backlog.held]).toEqual([2, 2]);
    expect([...reading.backlog.kinds.keys()]).toEqual(['mailbox.synced']);
    expect(reading.again({ timers: true })).toHaveLength(4);
    expect(reading.backlog.timers).toBe(0);
  });

  it('tell of a call that failed also where calls are hidden, with the code of its error', () => {
    const reading = new Reading();
    const { script, supervisor } = reading.house;
    const email = script.machine('email-0', 'email', supervisor);
    const failed = (id: string, error?: unknown) => {
      const call = script.call(id, 'ask', email);
      script.event(email, call, 'xstate.init');
      script.event(call, email, `xstate.error.actor.${id}`, { error }).end(call);
    };
    failed('ask', { code: 'llm.refused', message: 'no' });
    failed('look', 'no object');
    expect(reading.read()).toEqual([
      'ask to email-0: error ask (llm.refused)',
      'look to email-0: error look',
    ]);
    expect(reading.again({ words: 'refused' })).toHaveLength(1);
  });

  it('gives calls one lane together where many actors are shown', () => {
    const reading = new Reading();
    reading.house.email(0);
    reading.house.email(1);
    const rows = reading.rows({ calls: true });
    const ends = new Set(rows.flatMap(({ from, to }) => [from.label, to.label]));
    expect([...ends].toSorted()).toEqual([
      'calls',
      'email-0',
      'email-1',
      'llm-gate',
      'mailbox-0',
      'supervisor',
    ]);
  });

  it('are those of the selected actor, or of it and its children', () => {
    const reading = new Reading();
    const { house } = reading;
    house.sync();
    house.email(0);
    const own = house.email(0);
    expect(reading.read({ scope: 'own', selected: own })).toEqual([
      'email-0 to llm-gate: llm.answered',
      'email-0 to supervisor: done email-0',
    ]);
    expect(reading.again({ scope: 'own', selected: house.watchdog })).toEqual([
      'mailbox-0 to watchdog: mailbox.synced',
    ]);
    expect(reading.again({ scope: 'children', selected: house.mailbox })).toHaveLength(4);
    expect(reading.again({ scope: 'children', selected: house.supervisor })).toHaveLength(8);
    expect(reading.again({ scope: 'own', selected: 'p:x:999' })).toEqual([]);
  });

  it('are found by the words of types, actors and subjects, all of them', () => {
    const reading = new Reading();
    reading.house.sync();
    reading.house.email(0);
    reading.house.email(1);
    const count = (words: string) => reading.again({ words }).length;
    expect(count('MAIL.DISC')).toBe(2);
    expect(count('email-1')).toBe(2);
    expect(count('message 2')).toBe(2);
    expect(count('xstate.done')).toBe(2);
    expect(count('watchdog synced')).toBe(1);
    expect(count('watchdog discovered')).toBe(0);
  });

  it('leaves out kinds, and counts them all the same', () => {
    const reading = new Reading();
    for (let slot = 0; slot < 5; slot++) reading.house.email(slot);
    const without = new Set(['xstate.done.actor.email-*']);
    expect(reading.read({ without })).toHaveLength(10);
    expect(Object.fromEntries(reading.backlog.kinds)).toEqual({
      'mail.discovered': 5,
      'llm.answered': 5,
      'xstate.done.actor.email-*': 5,
    });
  });

  it('counts kinds whatever is searched', () => {
    const reading = new Reading();
    reading.house.email(0);
    expect(reading.read({ words: 'nothing like it' })).toEqual([]);
    expect(reading.backlog.kinds.get('llm.answered')).toBe(1);
  });

  it('passes by what is too much, and says how much that was', () => {
    const reading = new Reading();
    const { house, store, places, backlog } = reading;
    reading.read();
    const wake = (times: number) => {
      for (let i = 0; i < times; i++) house.script.event(null, house.supervisor, `wake.${i}`);
      reading.feed();
      backlog.read(store, places, everything, endOf(store));
    };
    wake(424);
    expect(backlog.waiting).toBe(424);
    const { gap, rows } = backlog.take(12);
    expect(gap).toEqual({ skipped: 412, lost: 0 });
    expect(rows.map(({ text }) => text)).toEqual(
      Array.from({ length: 12 }, (_, i) => `wake.${412 + i}`),
    );
    expect(backlog.take(12)).toEqual({ gap: null, rows: [] });

    // The store keeps a part only.
    wake(5_000);
    const later = backlog.take(12);
    expect((later.gap?.skipped ?? 0) + (later.gap?.lost ?? 0) + later.rows.length).toBe(5_000);
    expect(later.gap?.lost).toBeGreaterThan(0);
  });
});

describe('the lanes', () => {
  it('stay where they are while slots are used again and again', () => {
    const reading = new Reading();
    for (let slot = 0; slot < 4; slot++) reading.house.email(slot);
    reading.house.sync();
    reading.read();
    const lanes = reading.laneNames();
    expect(lanes).toEqual([
      'supervisor',
      'mailbox-0',
      'watchdog',
      'llm-gate',
      'email-0',
      'email-1',
      'email-2',
      'email-3',
    ]);
    for (let round = 0; round < 300; round++) {
      reading.house.email((round * 7) % 4);
      if (round % 20 === 0) reading.read();
    }
    reading.read();
    expect(reading.laneNames()).toEqual(lanes);
    expect(reading.lanes.others.size).toBe(0);
  });

  it('are twelve at most, and the rest share one', () => {
    const reading = new Reading();
    const { house, lanes } = reading;
    // Before anything of the rest of the house is heard, the slots have all lanes.
    for (let slot = 0; slot < 16; slot++) {
      const email = house.script.machine(`email-${slot}`, 'email', house.supervisor);
      house.script.event(email, house.gate, 'llm.answered');
    }
    reading.read();
    expect(lanes.list).toHaveLength(mostLanes);
    expect(lanes.size).toBe(mostLanes + 1);
    expect(lanes.others.size).toBe(5);

    house.sync();
    house.script.event(null, house.supervisor, 'supervisor.wake');
    reading.read();
    expect(reading.laneNames()).toEqual([
      'outside',
      'supervisor',
      'mailbox-0',
      'watchdog',
      'llm-gate',
      ...Array.from({ length: 7 }, (_, i) => `email-${i}`),
    ]);
    expect(lanes.others.size).toBe(9);

    const before = reading.laneNames();
    for (let i = 0; i < 100; i++) house.email((i * 5) % 16);
    reading.read();
    expect(reading.laneNames()).toEqual(before);
    const [last] = lanes.others.values();
    expect(last && lanes.columnOf(last)).toBe(mostLanes);
    expect(last && lanes.has(last)).toBe(false);
  });
});

describe('the words of the sequence', () => {
  it('name kinds that read the same by their machines, or else by their states', () => {
    const names = namesOf([
      'xstate.after.poll.mailbox.connected.watching',
      'xstate.after.poll.dispatch.resting',
      'xstate.after.retry.email.parsing.resting',
      'xstate.after.retry.email.drafting.resting',
      'xstate.after.stable.mailbox.connected',
      'llm.asked',
    ]);
    expect([...names.values()]).toEqual([
      'after poll · mailbox',
      'after poll · dispatch',
      'after retry · email.parsing.resting',
      'after retry · email.drafting.resting',
      'after stable',
      'llm.asked',
    ]);
  });

  it('are shortened in the middle, by whole characters', () => {
    expect(shorten('mail.discovered', 20)).toBe('mail.discovered');
    expect(shorten('classifying.asking', 11)).toBe('class…sking');
    expect(shorten('🙂🙂🙂🙂🙂', 3)).toBe('🙂…🙂');
  });

  it('tell the time to the millisecond, and the day where it is another', () => {
    const at = new Date(2025, 10, 2, 9, 3, 4, 7).getTime();
    expect([clockText(at), timeText(at)]).toEqual(['09:03:04.007', '2025-11-02 09:03:04.007']);
    const today = new Date().setHours(12, 0, 0, 0);
    expect(timeText(today)).toBe('12:00:00.000');
  });
});
