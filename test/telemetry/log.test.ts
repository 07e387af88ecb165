import { afterEach, describe, expect, it } from 'vitest';
import { type RestServer, startRest } from '../support/rest-server.ts';
import { type LogLine, tracedRun } from '../support/traced-run.ts';

describe('the log of a run', () => {
  it('leads through the way of each message by its id, and quotes no mail', async () => {
    const { log, metrics } = await tracedRun(3);
    const of = (id: number) => log.filter(({ message }) => message === id);
    for (const id of [1, 2, 3]) {
      const moves = of(id).map(({ from, to, msg }) =>
        to === undefined ? msg : [from, to].join(' > '),
      );
      expect(moves).toEqual([
        'discovered > parsing',
        'parsing > classifying',
        'classifying > enriching',
        'enriching > drafting',
        'drafting > summarizing',
        'summarizing > persisting',
        'message done',
      ]);
    }
    // Whatever else was said is of the folder or of the process, and of no message.
    const others = log.filter(({ message }) => message === undefined);
    expect([...new Set(others.map(({ msg }) => msg))]).toEqual(['mailbox changed']);
    const text = JSON.stringify(log) + metrics;
    for (const canary of ['CANARY', 'ada@lead.example']) expect(text).not.toContain(canary);
    expect(metrics).toContain('marketing_ops_messages_ended_total{account="sales",stage="done"} 3');
    expect(metrics).toMatch(/llm_calls_total\{step="classify",outcome="ok"\} 3/);
  });
});

describe('the log of requests', () => {
  let server: RestServer;
  afterEach(() => server.close());
  const lines = () => server.logged.map((line) => JSON.parse(line) as LogLine);

  it('bears the id that the answer tells, the pattern, and the message it is about', async () => {
    server = await startRest();
    const known = await fetch(`${server.url}/messages/12?q=ada@lead.example`);
    const unknown = await fetch(`${server.url}/ada@lead.example`);
    expect(lines().map(({ requestId }) => requestId)).toEqual(
      [known, unknown].map(({ headers }) => headers.get('x-request-id')),
    );
    expect(lines()).toMatchObject([
      {
        level: 20,
        msg: 'request',
        method: 'GET',
        route: '/messages/:id',
        status: 404,
        message: 12,
      },
      { level: 20, msg: 'request', method: 'GET', route: 'none', status: 404 },
    ]);
    expect(server.logged.join()).not.toContain('ada@lead.example');
  });

  it('bears it on what went wrong in a page, too', async () => {
    server = await startRest();
    server.deps.drafts.get = () => Promise.reject(new Error('a defect'));
    const page = await fetch(`${server.url}/dashboard/drafts/1`, {
      headers: { Accept: 'text/html' },
    });
    expect(page.status).toBe(500);
    const requestId = page.headers.get('x-request-id');
    const failed = lines().filter(({ level }) => level === 50);
    expect(failed.map((line) => line['requestId'])).toEqual([requestId]);
  });
});
