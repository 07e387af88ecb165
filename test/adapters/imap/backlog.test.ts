import { expect, test } from 'vitest';

import { maxBytes, opened, ref, server, source } from './scripted-source.ts';

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

test('a backlog is asked for its sizes in one command, and fetched in as many as it takes', async () => {
  await opened({ uids: range(1, 300) });
  await source.search(ref, { from: 1 });
  for (const first of [1, 101, 201]) {
    const uids = range(first, first + 99);
    expect([...(await source.sizes(ref, uids)).keys()]).toEqual(uids);
    expect(await source.fetch(ref, uids, maxBytes)).toHaveLength(100);
  }
  const fetches = server.lines.filter((line) => line.startsWith('UID FETCH'));
  expect(fetches.filter((line) => !line.includes('BODY'))).toHaveLength(1);
  expect(fetches.filter((line) => line.includes('BODY'))).toHaveLength(3);
});
