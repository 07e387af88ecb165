import { createActor, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { redactor } from '../../src/inspector/redact.ts';

const redact = redactor({ open: ['kind', 'stage'], full: false });
const full = redactor({ open: [], full: true, secrets: ['pa$$w:rd/1'] });
const json = (value: unknown) => JSON.stringify(redact(value));
const throwing = () => {
  throw new Error('canary');
};

describe('what is shown', () => {
  it('is numbers, booleans, dates and the texts of open names, at any depth', () => {
    const at = new Date('2026-11-16T10:00:00Z');
    expect(
      redact({ kind: 'wait', n: 3, yes: true, none: null, at, list: [{ stage: 'x' }] }),
    ).toEqual({
      kind: 'wait',
      n: 3,
      yes: true,
      none: null,
      at: '2026-11-16T10:00:00.000Z',
      list: [{ stage: 'x' }],
    });
  });

  it('is only what a list or a pattern names, where there is one', () => {
    const some = redactor({ open: { stage: ['a', 'b'], model: /^gpt-[\w.-]+$/g }, full: false });
    const value = { stage: 'a', model: 'gpt-4o', inner: { stage: 'c', model: 'I am alice' } };
    for (const _ of [1, 2]) {
      expect(some(value)).toEqual({
        stage: 'a',
        model: 'gpt-4o',
        inner: { stage: '[redacted]', model: '[redacted]' },
      });
    }
  });

  it('puts into words what JSON loses or refuses', () => {
    const odd = { n: Number.NaN, i: -Infinity, zero: -0, big: 12n, giant: 10n ** 50n };
    expect(redact({ ...odd, s: Symbol('canary'), f: () => 'canary', u: undefined })).toEqual({
      n: 'NaN',
      i: '-Infinity',
      zero: -0,
      big: '12n',
      giant: '[big]',
      s: '[symbol]',
      f: '[function]',
      u: undefined,
    });
    expect(redact(5n)).toBe('5n');
    expect(json([undefined, 5n])).toBe('[null,"5n"]');
  });
});

describe('what is hidden', () => {
  it.each<[string, unknown]>([
    ['a text', 'canary'],
    ['a text in a list', { items: ['canary'] }],
    ['a text under a secret name that is open', { stage: { password: { kind: 'canary' } } }],
    ['an answer of toJSON', { toJSON: () => 'canary', stage: 1 }],
    ['a date that is none', Object.assign(new Date(), { toISOString: () => 'canary' })],
    ['a date with a toJSON', Object.assign(new Date(), { toJSON: () => 'canary' })],
    ['a date without a time', Object.assign(new Date(Number.NaN), { note: 'canary' })],
    ['keys that are addresses', { 'canary@example.com': 1 }],
    ['keys that are headers', { 'x-canary': 1, 'canary: 1': 2 }],
    ['a map', new Map([['canary', 'canary']])],
    ['a set', new Set(['canary'])],
    [
      'a map that lies about its size',
      Object.defineProperty(new Map(), 'size', { value: 'canary' }),
    ],
    ['bytes', Buffer.from('canary')],
    ['a text as an object', Object('canary')],
    ['a symbol', Symbol('canary')],
    ['a function', function canary() {}],
    ['an error', new Error('canary', { cause: new TypeError('canary') })],
    ['the name of an error', Object.assign(new Error(), { name: 'Error of canary' })],
    ['the code of an error', Object.assign(new Error(), { code: 'canary' })],
    ['several errors', new AggregateError([new Error('canary')], 'canary')],
    ['data that looks like an actor', { sessionId: 'canary', getSnapshot: 1, send: 'x' }],
    ['data that looks like a snapshot', { machine: {}, matches: 1, value: 'canary' }],
    ['a prototype as data', JSON.parse('{"__proto__": {"stage": "x"}, "a": "canary"}')],
    ['a getter that throws', Object.defineProperty({}, 'a', { enumerable: true, get: throwing })],
    ['a proxy that throws', new Proxy({}, { ownKeys: throwing, get: throwing, has: throwing })],
    ['a proxy of a list that throws', new Proxy([1], { get: throwing })],
    ['a revoked proxy', revoked()],
  ])('%s', (_, value) => {
    for (const one of [value, { value }, [value]]) {
      expect(json(one)).not.toContain('canary');
      // What is shown in full has no faults either.
      expect(() => JSON.stringify(full(one))).not.toThrow();
    }
  });

  it('numbers and truth values under the names of secrets, but not what an LLM has cost', () => {
    for (const one of [redact, full]) {
      expect(one({ password: 123_456, apiKey: 5n, token: true, inputTokens: 7 })).toEqual({
        password: '[redacted]',
        apiKey: '[redacted]',
        token: '[redacted]',
        inputTokens: 7,
      });
      const credentials = { pin: 1, list: [2], inner: { tokens: 3, none: null } };
      expect(JSON.stringify(one({ credentials }))).not.toMatch(/\d/);
    }
  });

  it('tells keys of the outside apart by numbers', () => {
    expect(redact({ 'a@b.example': 1, 'c d': 2, fine: 3, 'email-4': 4 })).toEqual({
      '[key 1]': 1,
      '[key 2]': 2,
      fine: 3,
      'email-4': 4,
    });
  });
});

describe('what has no end', () => {
  it('cycles', () => {
    const cycle: Record<string, unknown> = { stage: 'x' };
    cycle['self'] = cycle;
    cycle['list'] = [cycle, cycle];
    expect(json(cycle).length).toBeLessThan(20_000);
    expect(JSON.stringify(full(cycle)).length).toBeLessThan(20_000);
  });

  it('width at every level', () => {
    const wide = (depth: number): object =>
      Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [
          `k${i}`,
          depth > 0 ? wide(depth - 1) : 'x'.repeat(500),
        ]),
      );
    const value = wide(4);
    const since = performance.now();
    expect(json(value).length).toBeLessThan(40_000);
    expect(JSON.stringify(full(value)).length).toBeLessThan(200_000);
    expect(performance.now() - since).toBeLessThan(200);
  });

  it('lists, texts and objects', () => {
    const keys = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]));
    const value = { list: Array(1e6).fill('y'), holes: Array(1e9), kind: 'x'.repeat(1e7), keys };
    expect(redact(value)).toMatchObject({ kind: 'x'.repeat(200), keys: { '[more]': 9_950 } });
    expect(json(value).length).toBeLessThan(10_000);
  });
});

describe('values of XState', () => {
  const machine = setup({}).createMachine({ id: 'm', initial: 'a', states: { a: {} } });
  const actor = createActor(machine).start();

  it('are named, not walked through', () => {
    const named = redactor({ open: [], full: false, idOf: (id) => `p:${id}` });
    expect(named({ actor, machine, snapshot: actor.getSnapshot() })).toEqual({
      actor: { actor: `p:${actor.sessionId}` },
      machine: '[logic]',
      snapshot: { status: 'active', value: 'a', context: {} },
    });
  });
});

describe('in full', () => {
  it('shows every text but secrets, by their names and by what they are', () => {
    const basic = Buffer.from('pa$$w:rd/1').toString('base64');
    const shown = full({
      text: 'Dear Alice',
      error: new Error('login pa$$w:rd/1 refused'),
      url: `smtp://u:${encodeURIComponent('pa$$w:rd/1')}@host`,
      plain: basic,
      apiKey: 'k',
      credentials: { user: 'u', pass: ['p'] },
      'alice@example.com': 1,
      late: `${'x'.repeat(9_995)}pa$$w:rd/1`,
    });
    expect(shown).toMatchObject({
      text: 'Dear Alice',
      error: { name: 'Error', message: 'login [redacted] refused' },
      url: 'smtp://u:[redacted]@host',
      plain: '[redacted]',
      apiKey: '[redacted]',
      credentials: { user: '[redacted]', pass: ['[redacted]'] },
      'alice@example.com': 1,
    });
    expect(JSON.stringify(shown)).not.toContain('pa$$');
  });

  it('cuts secrets out of base64 wherever they begin, and out of JSON', () => {
    const word = 'p"w\\ü?>?~:rd';
    const some = redactor({ open: [], full: true, secrets: [word] });
    for (const before of ['', 'x', 'xy', 'xyz']) {
      for (const coding of ['base64', 'base64url'] as const) {
        const text = Buffer.from(`${before}${word} and more`).toString(coding);
        const shown = String(some(text));
        expect(shown).toContain('[redacted]');
        // The letters at its ends are made of its neighbours as well.
        const left = shown.split('[redacted]').map((part) => Buffer.from(part, coding).toString());
        expect(left.join('')).not.toMatch(/"w|rd /);
      }
    }
    expect(some(JSON.stringify({ pass: word }))).toBe('{"pass":"[redacted]"}');
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
