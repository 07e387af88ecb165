import { expect, test } from 'vitest';
import { maxBytes, opened, ref, source } from './scripted-source.ts';

test('a literal that no mail can have ends the connection before it is read', async () => {
  await opened({
    on: { 'UID FETCH': (c) => c.send(`* 1 FETCH (UID 1 BODY[] {${256 * 1024 * 1024}}`, 'begin') },
  });
  const from = Date.now();
  await expect(source.fetch(ref, [1], maxBytes)).rejects.toMatchObject({ code: 'imap.dropped' });
  expect(Date.now() - from).toBeLessThan(1_000);
});
