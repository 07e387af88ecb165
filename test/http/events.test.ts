import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventStreams } from '../../src/http/events/streams.ts';
import type { EventBus } from '../../src/ports.ts';
import { aDraft } from '../support/a-draft.ts';
import { type RestServer, eventBus, send, startRest } from '../support/rest-server.ts';

const moved = {
  type: 'message.transitioned',
  id: 1,
  key: 'sales/INBOX/1/1',
  from: 'parsing',
  to: 'classifying',
  error: null,
} as const;

function countListeners(events: EventBus): () => number {
  const subscribe = events.subscribe.bind(events);
  let listening = 0;
  events.subscribe = (listener) => {
    const unsubscribe = subscribe(listener);
    listening++;
    return () => {
      listening--;
      unsubscribe();
    };
  };
  return () => listening;
}

describe('GET /events', () => {
  let server: RestServer;
  beforeEach(async () => void (server = await startRest()));
  afterEach(async () => await server.close());

  async function open() {
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/events`, { signal: leaving.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let received = '';
    const until = async (text: string): Promise<string> => {
      while (!received.includes(text)) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error(`ended before ${text}: ${received}`);
        received += chunk.value;
      }
      return received;
    };
    return { response, reader, until, leave: () => leaving.abort() };
  }

  it('tells of a change, by name, with the event as data', async () => {
    const { response, until } = await open();
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream\b/);
    expect(await until('\n\n')).toBe('retry: 2000\n\n');
    const result = await server.deps.drafts.put(aDraft());
    if (result.kind !== 'created') throw new Error('not created');
    server.deps.events.publish(moved);
    const text = await until('id: 2\n');
    expect(text).toContain('id: 1\nevent: draft.created\ndata: {');
    const data = /^data: (.*)$/m.exec(text)?.[1] ?? '';
    expect(JSON.parse(data)).toEqual({ type: 'draft.created', draft: result.draft });
    expect(await until('data: {"type":"message.transitioned"')).toContain(
      'event: message.transitioned',
    );
  });

  it('answers HEAD without opening a stream', async () => {
    const { status, headers } = await send(`${server.url}/events`, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/event-stream\b/);
  });

  it('forgets a visitor who leaves, and does not log it as an error', async () => {
    const listeners = countListeners(server.deps.events);
    const { until, leave } = await open();
    await until('retry');
    expect(listeners()).toBe(1);
    leave();
    await vi.waitFor(() => expect(listeners()).toBe(0));
    await vi.waitFor(() => expect(server.logged.join()).toContain('client left'));
    server.deps.events.publish(moved);
    expect(server.logged.filter((line) => !line.includes('"level":20'))).toEqual([]);
  });

  it('drops a client that does not read, and no other', async () => {
    const { until } = await open();
    const slow = connect(server.address.port, '127.0.0.1').pause();
    slow.write('GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    slow.on('error', () => undefined);
    await once(slow, 'connect');
    await until('retry');
    const bulk = { ...moved, error: 'x'.repeat(256 * 1024) };
    for (let sent = 0; sent < 200 && !server.logged.join().includes('client left'); sent++) {
      server.deps.events.publish(bulk);
      await until(`id: ${sent + 1}\n`);
      await pause(1);
    }
    expect(server.logged.join()).toContain('client left');
    server.deps.events.publish({ ...moved, key: 'the last' });
    await until('the last');
    slow.destroy();
  });

  it('ends with the server, at once', async () => {
    const { until, reader } = await open();
    await until('retry');
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(250);
    await expect(reader?.read()).resolves.toMatchObject({ done: true });
    server = await startRest();
  });
});

describe('the streams', () => {
  afterEach(() => void vi.useRealTimers());

  it('keep quiet connections alive, and cost nothing when nobody listens', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const events = eventBus();
    const subscribe = vi.spyOn(events, 'subscribe');
    const open = eventStreams(events);
    expect(subscribe).not.toHaveBeenCalled();
    const [one, two] = [open(), open()];
    vi.advanceTimersByTime(15_000);
    expect(String(one.read())).toBe('retry: 2000\n\n: keep-alive\n\n');
    expect(subscribe).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(1);
    one.destroy();
    two.destroy();
    return vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
  });

  it('keep nothing for a client whose session has ended that it has not read yet', async () => {
    const events = eventBus();
    let signOut = () => undefined as void;
    const released = vi.fn();
    const client = eventStreams(events)({
      isOver: () => false,
      untilSignOut(close) {
        signOut = close;
        return released;
      },
    });
    events.publish(moved);
    signOut();
    events.publish(moved);
    expect(client.destroyed).toBe(true);
    await vi.waitFor(() => expect(released).toHaveBeenCalledOnce());
  });

  it('hold no more than their limit for one client', () => {
    const events = eventBus();
    const client = eventStreams(events, { keepAliveMs: 15_000, maxBufferedBytes: 1_000 })();
    for (let sent = 0; sent < 100 && !client.destroyed; sent++) events.publish(moved);
    expect(client.destroyed).toBe(true);
    expect(client.readableLength).toBeLessThan(2_000);
  });
});
