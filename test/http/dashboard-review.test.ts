import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { type FakeDeps, fakeDeps } from '../support/fake-deps.ts';

let fake: FakeDeps;
let listening: Listening;

beforeEach(async () => {
  fake = fakeDeps();
  listening = await listen(createApp(fake.deps), { host: '127.0.0.1', port: 0, graceMs: 100 });
});
afterEach(() => listening.close());

type Fields = [name: string, value: string][];

async function post(fields: Fields, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${listening.address.port}/dashboard/review`, {
    method: 'POST',
    headers: { Accept: 'text/html', ...headers },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  const html = await response.text();
  return { status: response.status, headers: response.headers, html, text: textOf(html) };
}

const byScript = (fields: Fields) => post(fields, { 'HX-Request': 'true' });
const statuses = () => fake.state.drafts.map(({ status }) => status);

/** What the toast says. */
function textOf(html: string): string {
  return /<p>(.*?)<\/p>/s.exec(html)?.[1] ?? '';
}

/** Each `draft` that the undo form names. */
function undone(html: string): string[] {
  return [...html.matchAll(/name="draft" value="([^"]+)"/g)].map(([, draft]) => draft ?? '');
}

describe('POST /dashboard/review', () => {
  it('approves one, names it as text, and can take it back', async () => {
    fake.arrive({ subject: '<b>Bold</b>' });
    const { status, headers, text, html } = await byScript([
      ['do', 'approve'],
      ['draft', '1:1'],
    ]);
    expect(status).toBe(200);
    expect(JSON.parse(headers.get('hx-trigger') ?? '')).toEqual({ 'live:drafts': true });
    expect(text).toBe('Approved: “&lt;b&gt;Bold&lt;/b&gt;”.');
    expect(html).toContain('name="do" value="reopen"');
    expect(undone(html)).toEqual(['1:2']);
    expect(statuses()).toEqual(['approved']);

    const back = await byScript([
      ['do', 'reopen'],
      ['draft', '1:2'],
    ]);
    expect(back.text).toContain('Back to review');
    expect(undone(back.html)).toEqual([]);
    expect(statuses()).toEqual(['drafted']);
  });

  it('tells of many what was done, what had changed and what was refused', async () => {
    for (let n = 0; n < 4; n += 1) fake.arrive();
    const [, , third, fourth] = fake.state.drafts;
    if (!third || !fourth) throw new Error('no drafts');
    third.version = 2;
    fourth.status = 'sent';
    third.subject = 'The <third>';
    const { text, html, headers } = await byScript([
      ['do', 'approve'],
      ...[1, 2, 3, 4, 99, 1].map((id): [string, string] => ['draft', `${id}:1`]),
    ]);
    expect(text).toBe(
      '2 approved. 1 had changed meanwhile. 1 gone. 1 not done: this draft is sent already. ' +
        'Left as they are: “The &lt;third&gt;”, “Pricing for 200 seats” and 1 more.',
    );
    expect(JSON.parse(headers.get('hx-trigger') ?? '')).toEqual({
      'live:drafts': true,
      'review:left': { drafts: [3, 4, 99] },
    });
    expect(html).toContain('data-about="1 2 3 4 99"');
    expect(html).toContain('data-tone="warn"');
    expect(undone(html)).toEqual(['1:2', '2:2']);
  });

  it('says where undo leads when an approved draft was rejected', async () => {
    fake.arrive({ status: 'approved' });
    fake.arrive();
    const { text } = await byScript([
      ['do', 'reject'],
      ['draft', '1:1'],
      ['draft', '2:1'],
    ]);
    expect(text).toBe('2 rejected. 1 of them had been approved: undo leads back to review.');
  });

  it('sends and saves as a person at the keyboard, and wakes the machines once', async () => {
    fake.arrive({ status: 'approved' });
    fake.arrive({ status: 'approved' });
    const { text, html } = await byScript([
      ['do', 'send'],
      ['draft', '1:1'],
      ['draft', '2:1'],
    ]);
    expect(text).toBe('2 queued to be sent.');
    expect(undone(html)).toEqual([]);
    expect(fake.state.outgoing).toMatchObject([
      { kind: 'send', draft: 1, attended: true },
      { kind: 'send', draft: 2, attended: true },
    ]);
    expect(fake.state.wakes).toBe(1);
  });

  it('refuses to send where nothing is set up for it, and names what is missing', async () => {
    fake.deps.outbox.sends = false;
    fake.arrive({ status: 'approved' });
    const { status, text } = await byScript([
      ['do', 'send'],
      ['draft', '1:1'],
    ]);
    expect(status).toBe(200);
    expect(text).toContain('SMTP_URL');
    expect(fake.state.outgoing).toEqual([]);
    expect(fake.state.wakes).toBe(0);
  });

  it('keeps what was done when the store fails for some', async () => {
    fake.arrive();
    fake.arrive();
    const { review } = fake.deps.drafts;
    fake.deps.drafts.review = (id, ...rest) =>
      id === 1
        ? Promise.reject(new Failure('store.unavailable', 'The database is locked'))
        : review(id, ...rest);
    const { text, html } = await byScript([
      ['do', 'approve'],
      ['draft', '1:1'],
      ['draft', '2:1'],
    ]);
    expect(text).toBe(
      '1 approved. 1 not done: The database is locked. Left as it is: “Pricing for 200 seats”.',
    );
    expect(undone(html)).toEqual(['2:2']);
    fake.deps.drafts.review = () => Promise.reject(new Error('secret detail'));
    const failed = await byScript([
      ['do', 'reopen'],
      ['draft', '2:2'],
    ]);
    expect(failed.text).not.toContain('secret');
  });

  it.each([
    ['nothing selected', [['do', 'approve']]],
    [
      'an unknown deed',
      [
        ['do', 'burn'],
        ['draft', '1:1'],
      ],
    ],
    [
      'no version',
      [
        ['do', 'approve'],
        ['draft', '1'],
      ],
    ],
    ['too many', [['do', 'approve'], ...Array.from({ length: 201 }, () => ['draft', '1:1'])]],
  ])('refuses %s in words', async (_, fields) => {
    fake.arrive();
    const byHand = await post(fields as Fields);
    expect(byHand.status).toBe(400);
    const { status, text } = await byScript(fields as Fields);
    expect(status).toBe(200);
    expect(text).toMatch(/^Not done\. /);
    expect(statuses()).toEqual(['drafted']);
  });

  it('leads back without a script, and only to a page of ours', async () => {
    fake.arrive();
    const there = '/dashboard?category=Lead&q=a+b%22';
    const done = await post([
      ['do', 'approve'],
      ['draft', '1:1'],
      ['back', there],
    ]);
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe(`${there}&done=approve-1`);
    for (const back of ['//evil.example', 'https://evil.example/dashboard', '/dashboardx', '/a']) {
      const version = fake.state.drafts[0]?.version ?? 0;
      const deed = version % 2 === 0 ? 'reopen' : 'approve';
      const { headers } = await post([
        ['do', deed],
        ['draft', `1:${version}`],
        ['back', back],
      ]);
      expect(headers.get('location'), back).toBe(`/dashboard?done=${deed}-1`);
    }
    const message = await post([
      ['do', 'reject'],
      ['draft', `1:${fake.state.drafts[0]?.version ?? 0}`],
      ['back', '/dashboard/drafts/1'],
    ]);
    expect(message.headers.get('location')).toBe('/dashboard/drafts/1');
    const stale = await post([
      ['do', 'approve'],
      ['draft', '1:1'],
      ['back', there],
    ]);
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('had changed meanwhile');
    expect(stale.html).toContain('href="/dashboard?category=Lead&amp;q=a+b%22"');
  });

  it('takes no form of another site', async () => {
    fake.arrive();
    const { status } = await post(
      [
        ['do', 'approve'],
        ['draft', '1:1'],
      ],
      { Origin: 'https://evil.example' },
    );
    expect(status).toBe(403);
    expect(statuses()).toEqual(['drafted']);
  });
});
