import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

import {
  answered,
  type Answers,
  behaviour,
  file,
  flags,
  opened,
  ref,
  server,
  skipped,
  source,
} from './scripted-sent.ts';

describe('a Sent folder that cannot be read', () => {
  const onSecond =
    (answer: Answers[string], otherwise: Answers[string]): Answers[string] =>
    (c) =>
      (c.connection > 1 ? answer : otherwise)(c);
  const good = behaviour();
  const ok: Answers[string] = (c) => c.ok();

  test.each<[string, string, Answers[string], Answers[string]]>([
    ['LOGIN', 'imap.refused', (c) => c.no('[AUTHENTICATIONFAILED] no'), ok],
    ['LOGIN', 'imap.throttled', (c) => c.no('Too many simultaneous connections'), ok],
    ['LIST', 'imap.dropped', (c) => c.no('cannot'), ok],
    ['EXAMINE', 'imap.dropped', (c) => c.no('[NONEXISTENT] gone'), good['EXAMINE'] ?? ok],
    ['EXAMINE', 'imap.dropped', (c) => c.hangUp(), good['EXAMINE'] ?? ok],
    ['EXAMINE', 'imap.dropped', () => undefined, good['EXAMINE'] ?? ok],
    ['FETCH', 'imap.dropped', (c) => c.bad('what?'), good['FETCH'] ?? ok],
    ['FETCH', 'imap.throttled', (c) => c.bad('Suggested Backoff Time: 60000 milliseconds'), ok],
  ])(
    'at %s (%s) costs that part alone, and is told once',
    async (name, code, answer, otherwise) => {
      await opened({ [name]: onSecond(answer, otherwise) }, { commandTimeoutMs: 300 });
      let dropped = false;
      source.listen(ref, (signal) => (dropped ||= signal.type === 'dropped'));
      file('In-Reply-To: <m2@x>');
      flags.set(1, '\\Answered');
      expect(await answered()).toEqual([1]);
      expect(await answered()).toEqual([1]);
      expect(skipped).toMatchObject([{ code }]);
      expect(server.connections).toBe(2);
      expect(await source.search(ref, { from: 1 })).toEqual([1, 2, 3]);
      expect(dropped).toBe(false);
    },
  );

  test('is tried again after a pause, and told of again only after it could be read', async () => {
    let fails = true;
    const fetch = good['FETCH'] ?? ok;
    await opened({ FETCH: (c) => (fails ? c.no('not now') : fetch(c)) });
    file('In-Reply-To: <m2@x>');
    expect(await answered()).toEqual([]);
    expect(await answered()).toEqual([]);
    expect(server.connections).toBe(2);
    await sleep(1_050);
    fails = false;
    expect(await answered()).toEqual([2]);
    expect(skipped).toHaveLength(1);
  });

  test('is let go of with the folder, without a word', async () => {
    await opened({ EXAMINE: onSecond(() => undefined, good['EXAMINE'] ?? ok) });
    const examined = server.next('LIST');
    const looking = answered();
    await examined;
    const began = performance.now();
    await source.close(ref);
    expect(await looking).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(skipped).toEqual([]);
  });
});
