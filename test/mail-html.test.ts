import { afterEach, expect, test, vi } from 'vitest';
import { Failure } from '../src/domain/failure.ts';
import { mailHtmlBy } from '../src/mail-html.ts';

afterEach(() => vi.restoreAllMocks());

const source = Buffer.from('Subject: x\r\n\r\n');

test('the parser is not asked for before somebody looks at a mail', async () => {
  let made = 0;
  const html = mailHtmlBy(() => {
    made += 1;
    return { html: async () => '<p>x</p>' };
  });
  expect(made).toBe(0);
  expect([await html(source), made]).toEqual(['<p>x</p>', 1]);
});

test('a parser that is busy for too long is a timeout, and its own failure stays one', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new Error('late')));
  const busy = mailHtmlBy(() => ({
    html: async (_, signal) => {
      signal.throwIfAborted();
      return null;
    },
  }));
  await expect(busy(source)).rejects.toMatchObject({ code: 'mail.timeout' });
  const broken = mailHtmlBy(() => ({
    html: () => Promise.reject(new Failure('mail.unparsable', 'no')),
  }));
  await expect(broken(source)).rejects.toMatchObject({ code: 'mail.unparsable' });
});
