import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import type { Draft } from '../../src/domain/draft.ts';
import type { StepRun } from '../../src/domain/message.ts';
import { type FindWay, type Known, storyOf } from '../../src/http/inspector/story.ts';
import { inspectionOf } from '../../src/inspection.ts';
import { edgeId, stateKey } from '../../src/inspector/edges.ts';
import { emailMachine } from '../../src/machines/email.ts';
import type { Transition } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';
import { aRow } from '../support/fake-deps.ts';
import { aJourney, journeys } from '../support/journeys.ts';
import { allNodes } from '../support/statechart.ts';

/** Tells which ways were asked for instead of going them. */
const asked: FindWay = (from, to) => ({ edges: [`${from} → ${to}`] });
const nobody: Known = { chart: 'email-1', actor: null, way: asked, draft: null };

const told = (row: Parameters<typeof aRow>[0], known: Partial<Known> = {}) =>
  storyOf(aRow({ id: 7, ...row }), { ...nobody, ...known });
const edgesTo = (steps: ReturnType<typeof told>['steps'], event: string) =>
  steps.find((step) => step.event === event)?.edges;

function drafted(run: Partial<StepRun> | null, changes: Partial<Draft> = {}): Draft {
  const shown = { provider: 'openai', model: 'm', ms: 3, inputTokens: 9, outputTokens: 4, ...run };
  const steps = { classify: shown, summarize: shown, ...(run && { draft: shown }) };
  const provenance = { fallback: false, steps, costUsd: 0 };
  return { ...aDraft(), id: 1, version: 1, createdAt: '', updatedAt: '', provenance, ...changes };
}

/** Up to a classification, and what was written beside it. */
function answered(note: string | null): Transition[] {
  return aJourney(
    ['parsing', 1, 0],
    ['classifying', 1],
    note === null ? ['enriching', 1] : ['enriching', 1, 1, note],
  );
}

test('goes from discovered to done, each step with its time, its state and its way', () => {
  const { steps, ...story } = told(journeys['success'], { actor: 'ab12:x:9' });
  expect(story).toEqual({
    subject: 'message 7',
    title: 'Message 7',
    machine: 'email',
    chart: 'email-1',
    actor: 'ab12:x:9',
  });
  const start = Date.parse('2026-02-03T04:05:06Z');
  expect(steps.slice(0, 3)).toEqual([
    { at: start, event: 'discovered', states: ['routing'], edges: [], note: null },
    {
      at: start + 120,
      event: 'fetched',
      states: ['parsing'],
      edges: ['routing → parsing'],
      note: 'after 120 ms',
    },
    {
      at: start + 138,
      event: 'parsed',
      states: ['classifying'],
      edges: ['parsing → classifying'],
      note: 'took 18 ms',
    },
  ]);
  expect(steps.map(({ event, states }) => `${event}: ${states.join()}`)).toEqual([
    'discovered: routing',
    'fetched: parsing',
    'parsed: classifying',
    'classified: enriching',
    'enriched: drafting',
    'drafted: summarizing',
    'summarized: persisting',
    'persisted: done',
  ]);
  expect(steps.at(-1)?.edges).toEqual(['persisting → done']);
});

test('begins anew after each wait, and says how long that was', () => {
  const { steps } = told(journeys['waiting']);
  const waits = steps.filter(({ event }) => event === 'due again');
  expect(waits).toMatchObject([
    { states: ['classifying'], edges: ['routing → classifying'], note: 'waited 2.0 s' },
    { states: ['classifying'], edges: ['routing → classifying'], note: 'waited 8.0 s' },
  ]);
  expect(steps.at(-1)).toMatchObject({
    event: 'classifying failed',
    states: ['waiting'],
    edges: [
      'classifying → classifying.asking',
      'classifying.asking → settling',
      'settling → waiting',
    ],
    note: 'llm.unavailable · took 1 min · try 3',
  });
});

test('begins anew where a person asked for it again', () => {
  const { steps } = told(journeys['again']);
  expect(steps.find(({ event }) => event === 'asked for again')).toMatchObject({
    states: ['drafting'],
    edges: ['routing → drafting'],
    note: null,
  });
});

test('lights no transition of what another machine or a person did', () => {
  const still = (row: Parameters<typeof aRow>[0]) => {
    const last = told(row).steps.at(-1);
    return [last?.event, last?.states, last?.edges, last?.note];
  };
  expect(still(journeys['duplicate'])).toEqual([
    'left alone',
    ['skipped'],
    [],
    'exact duplicate · after 240 ms',
  ]);
  const gone = aJourney(['gone', 90, 0, 'expunged before it could be fetched']);
  expect(still({ stage: 'gone', journey: gone })).toEqual([
    'expunged',
    [],
    [],
    'expunged before it could be fetched · after 90 ms',
  ]);
  const discarded = aJourney(['quarantined', 5, 1, 'mail.unfetchable: no'], ['skipped', 0, 0]);
  expect(still({ stage: 'skipped', journey: discarded })[2]).toEqual([]);
  const { steps } = told(journeys['delivered']);
  expect(steps.slice(-4).map(({ event, edges }) => [event, edges])).toEqual([
    ['persisted', ['persisting → queued']],
    ['delivery failed', []],
    ['due again', []],
    ['delivered', []],
  ]);
});

test('is there before the first step, and after being fetched again', () => {
  const row = { stage: 'discovered', journey: [], updatedAt: '2026-02-03T04:05:06Z' } as const;
  expect(told({ ...row, journey: [] }).steps).toEqual([
    {
      at: Date.parse(row.updatedAt),
      event: 'discovered',
      states: ['routing'],
      edges: [],
      note: null,
    },
  ]);
  const journey = aJourney(
    ['quarantined', 5, 1, 'mail.unfetchable: no'],
    ['discovered', 0, 0],
    ['parsing', 9, 0],
  );
  expect(
    told({ journey })
      .steps.slice(1)
      .map(({ event, states }) => [event, states]),
  ).toEqual([
    ['fetching failed', ['quarantined']],
    ['asked for again', ['routing']],
    ['fetched', ['parsing']],
  ]);
});

test('tells neither an address nor a text that an error brought along', () => {
  const secret = 'sales@company.example';
  const hostile = '<b>buy now</b>';
  const journey = aJourney(
    ['parsing', 120, 0],
    ['skipped', 3, 1, `own mail, from ${secret}`],
    ['parsing', 50, 0, `${hostile} ${secret}`],
    ['waiting', 9, 1, `llm.invalid: the answer was ${hostile} from ${secret}`],
    ['quarantined', 9, 1, `made.up: ${secret}`],
  );
  const json = JSON.stringify(told({ journey, subject: hostile, sender: secret, error: secret }));
  expect(json).not.toContain('company');
  expect(json).not.toContain('buy now');
  expect(json).toContain('own mail');
  expect(json).toContain('llm.invalid');
  expect(json).not.toContain('made.up');
});

test.each([
  ['the LLM', { provider: 'openai' }, null, ['asking']],
  ['a rule', { provider: 'rules' }, null, ['ruling']],
  ['the mock, for there is no LLM', { provider: 'mock' }, null, ['fallingBack']],
  [
    'the mock, for the LLM failed',
    { provider: 'mock' },
    'llm.timeout: it took too long; answered by the mock',
    ['asking', 'fallingBack'],
  ],
  [
    'the mock, for the LLM was not asked',
    { provider: 'mock' },
    'kept from the LLM, for it seems to address one; answered by the mock',
    ['fallingBack'],
  ],
] as const)('shows that %s answered', (_who, run, note, inner) => {
  const journey = answered(note);
  const { steps } = told({ journey }, { draft: drafted(run) });
  const path = ['classifying', ...inner.map((state) => `classifying.${state}`)];
  expect(edgesTo(steps, 'classified')).toEqual(
    [...path, 'enriching'].slice(1).map((to, i) => `${path[i]} → ${to}`),
  );
});

test('shows that nobody was asked where no reply was due', () => {
  const row = journeys['success'];
  const ways = (draft: Draft) => edgesTo(told(row, { draft }).steps, 'drafted');
  expect(ways(drafted(null, { reply: null, noReplyReason: 'spam is never answered' }))).toEqual([
    'drafting → summarizing',
  ]);
  const capped = 'the sender had 5 drafts today (SENDER_DAILY_CAP)';
  expect(ways(drafted(null, { reply: null, noReplyReason: capped }))).toEqual([
    'drafting → drafting.admitting',
    'drafting.admitting → summarizing',
  ]);
});

test('has no way where there is no drawing, or a part of it is not found', () => {
  const row = journeys['success'];
  const none = told(row, { chart: null, way: () => null });
  expect(none.steps).toHaveLength(8);
  expect(none.steps.flatMap(({ edges }) => edges)).toEqual([]);
  const half: FindWay = (from, to) => (to === 'classifying.asking' ? null : asked(from, to));
  expect(edgesTo(told(row, { way: half }).steps, 'classified')).toEqual([]);
});

describe('on the drawing of the email machine', () => {
  const { charts } = inspectionOf({ INSPECT_SEND: false, INSPECT_FULL: false }, console);
  const chart = charts.list().find(({ machine }) => machine === 'email')?.key ?? '';
  const way: FindWay = (from, to) => charts.way(chart, from, to);
  const edges = new Map(
    allNodes(emailMachine.root)
      .flatMap((node) => [...[...node.transitions.values()].flat(), ...(node.always ?? [])])
      .map((transition) => [edgeId(transition), transition]),
  );

  const drawn = (name: string, draft: Draft | null = null) =>
    told(journeys[name], { chart, way, draft }).steps;

  test.each(Object.keys(journeys))('%s is one way without a gap', (name) => {
    let at = 'routing';
    for (const { event, states, edges: taken } of drawn(name)) {
      if (event === 'due again' || event === 'asked for again') at = 'routing';
      for (const id of taken) {
        const edge = edges.get(id);
        if (!edge) throw new Error(`the email machine has no transition ${id}`);
        const begun = stateKey(edge.source);
        expect([id, begun]).toEqual([
          id,
          expect.toSatisfy((key) => at === key || at.startsWith(`${key}.`)),
        ]);
        at = leafOf(edge.target?.[0] ?? edge.source);
      }
      expect(states.filter((state) => !(state in emailMachine.states))).toEqual([]);
      if (taken.length > 0) expect(at.split('.')[0]).toBe(states[0]);
    }
  });

  test('shows which guard let it pass', () => {
    const guardOf = (id: string) => edges.get(id)?.guard;
    const by = (note: string | null, draft: Draft | null) => {
      const journey = answered(note);
      const { steps } = told({ journey }, { chart, way, draft });
      return guardOf(steps.at(-1)?.edges[0] ?? '');
    };
    expect(by(null, drafted({ provider: 'mock' }))).toBe('gate is shut');
    expect(by(null, drafted({ provider: 'rules' }))).toBe('needs no model');
    expect(by('the LLM is left alone: it failed before; answered by the mock', null)).toBe(
      'gate is shut',
    );
    expect(by('kept from the LLM, for it …; answered by the mock', null)).toBe(
      'is kept from the LLM',
    );
    const waits = drawn('waiting').find(({ event }) => event === 'classifying failed');
    expect(guardOf(waits?.edges[1] ?? '')).toBe('is asked to wait');
  });
});

/** The innermost state that is entered with it. */
function leafOf(node: AnyStateNode): string {
  const [first] = node.type === 'compound' ? node.initial.target : [];
  return first ? leafOf(first) : stateKey(node);
}
