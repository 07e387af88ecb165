import { and, createMachine, fromPromise, not, or, setup, stateIn } from 'xstate';

const sixty = Array.from({ length: 60 }, (_, i) => `step${i}`);
const long = 'a name that goes on and on, far beyond what anybody would ever want to read in a box';

/** Statecharts with what those of the project lack. */
export const oddMachines = {
  single: createMachine({ id: 'single' }),

  deep: createMachine({
    id: 'deep',
    initial: 'a',
    states: {
      a: {
        initial: 'b',
        on: { RESET: { target: 'a', reenter: true }, JUMP: '.b.c.d.leaf', SKIP: 'z' },
        states: {
          b: {
            initial: 'c',
            states: {
              c: {
                initial: 'd',
                onDone: '#deep.z',
                states: {
                  d: {
                    initial: 'leaf',
                    states: {
                      leaf: { on: { UP: '#deep.a.b', NEXT: 'end', OUT: '#deep.z' } },
                      end: { type: 'final' },
                    },
                  },
                  over: { type: 'final' },
                },
              },
            },
          },
        },
      },
      z: { on: { BACK: 'a.b.c.over', ROOT: '#deep' } },
    },
  }),

  parallel: createMachine({
    id: 'parallel',
    type: 'parallel',
    on: { BOTH: { target: ['.left.one.y', '.right.off'] } },
    states: {
      left: {
        type: 'parallel',
        states: {
          one: { initial: 'x', states: { x: { on: { GO: 'y' } }, y: { on: { GO: 'x' } } } },
          two: { initial: 'p', states: { p: { on: { CROSS: '#parallel.right.on' } } } },
        },
      },
      right: {
        initial: 'off',
        states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
      },
    },
  }),

  history: createMachine({
    id: 'history',
    initial: 'off',
    states: {
      off: { on: { RESUME: 'on.shallow', DEEPLY: '#history.on.deep', AGAIN: 'on.plain' } },
      on: {
        initial: 'one',
        on: { STOP: 'off' },
        states: {
          one: { on: { NEXT: 'two' } },
          two: { initial: 'in', states: { in: {}, out: {} } },
          shallow: { type: 'history', target: 'two' },
          deep: { type: 'history', history: 'deep' },
          plain: { type: 'history' },
        },
      },
    },
  }),

  long: createMachine({
    id: long,
    initial: long,
    states: {
      [long]: {
        description: long,
        tags: ['one', 'two'],
        on: {
          [`${long} event`]: [{ guard: `${long} guard`, target: 'short' }, { target: 'short' }],
          [`${long} inner`]: { actions: 'x', guard: `${long} inner guard` },
        },
        after: { [`${long} delay`]: 'short' },
      },
      short: { on: { X: long } },
    },
  }),

  loops: createMachine({
    id: 'loops',
    initial: 'a',
    states: {
      a: {
        on: { X: 'a', Y: { target: 'a', reenter: true }, 'z.*': 'b', '*': 'c' },
        after: { 1500: 'a', 500: { target: 'b' }, 60_000: 'c', 'a while': 'c', 0: 'b' },
      },
      b: {
        initial: 'in',
        on: { LOOP: { target: 'b', reenter: true }, INNER: { target: '.in', reenter: true } },
        states: {
          in: { always: [{ guard: 'g', target: 'in2' }, { target: 'in3' }] },
          in2: {},
          in3: {},
        },
      },
      c: { on: { '*': { actions: 'note' }, X: {} } },
    },
  }),

  hostile: createMachine({
    id: `<&"'> ]]> --> é`,
    initial: '<script>alert(1)</script>',
    states: {
      '<script>alert(1)</script>': {
        description: '</title><script>alert(2)</script>',
        on: { '"&<evil>': 'a b\tc', "it's\n": { guard: '<guard & "co">', target: 'a b\tc' } },
        after: { '<delay> &': 'a b\tc' },
      },
      'a b\tc': { on: { '漢字 event 🎉': '100%' } },
      '100%': { on: { '\u0001': '漢字の状態' } },
      漢字の状態: { type: 'final' },
    },
  }),

  sixty: createMachine({
    id: 'sixty',
    initial: 'step0',
    on: { HOME: '.step0' },
    states: Object.fromEntries(
      sixty.map((name, i) => [
        name,
        {
          on: {
            NEXT: `step${(i + 1) % 60}`,
            ...(i % 7 === 3 && { LEAP: `step${(i * 11) % 60}` }),
            ...(i % 5 === 2 && { AWAY: 'step59' }),
          },
        },
      ]),
    ),
  }),

  invokes: setup({
    actors: { work: fromPromise(async () => 1) },
    guards: {
      ok: () => true,
      level: (_event, params: { min: number; name: string }) => params.min > 0,
    },
    delays: { soon: 10 },
  }).createMachine({
    id: 'invokes',
    initial: 'busy',
    states: {
      busy: {
        entry: 'begin' as never,
        invoke: [
          { src: 'work', onDone: 'rest', onError: { target: 'rest' }, onSnapshot: { actions: [] } },
          { id: 'named', src: 'work', onDone: { target: 'rest' } },
          { src: 'work', onError: 'busy' },
        ],
        on: {
          A: { guard: and(['ok', not('ok')]), target: 'rest' },
          B: { guard: or(['ok', stateIn('rest')]), target: 'rest' },
          C: { guard: { type: 'level', params: { min: 3, name: 'high' } }, target: 'rest' },
          D: { guard: () => true, target: 'rest' },
        },
        after: { soon: { guard: 'ok', target: 'rest' } },
      },
      rest: {
        initial: 'one',
        states: { one: { on: { E: 'two' } }, two: { type: 'final' } },
        onDone: 'busy',
      },
    },
  }),
};
