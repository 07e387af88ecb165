import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { type AnyActorLogic, createActor, type InputFrom, toPromise } from 'xstate';
import {
  claimOutgoing,
  type DispatchPorts,
  moveOutgoing,
  place,
  transmit,
} from '../../src/actors/dispatch.ts';
import { writeLetter } from '../../src/adapters/smtp/write-letter.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Dispatch, Lease, MailPlacer } from '../../src/ports.ts';
import { aDispatch } from '../support/an-outgoing.ts';
import { deferred, turns } from '../support/turns.ts';

type Placed = Parameters<MailPlacer['place']>[0];

function scene(changes: Partial<DispatchPorts> = {}) {
  const placed: Placed[] = [];
  const sent: { from: string; to: string; source: Buffer }[] = [];
  const ports: DispatchPorts = {
    placer: {
      async place(letter) {
        placed.push(letter);
        return { folder: letter.into === 'sent' ? 'Gesendet' : 'Entwürfe', found: false };
      },
      holds: async () => false,
    },
    mailer: {
      send: async (envelope, source) => void sent.push({ ...envelope, source }),
      close: async () => undefined,
    },
    writeLetter,
    from: { name: 'Example Sales', address: 'sales@company.example' },
    onMoved: () => undefined,
    ...changes,
  };
  return { ports, placed, sent };
}

function start<Logic extends AnyActorLogic>(logic: Logic, input: InputFrom<Logic>) {
  const actor = createActor(logic, { input });
  const done = toPromise(actor);
  actor.start();
  return { actor, done };
}

test('a save is placed into the account’s Drafts', async () => {
  const { ports, placed } = scene();
  const folder = await start(place(ports), aDispatch({ kind: 'save' })).done;
  expect(folder).toBe('Entwürfe');
  const [letter] = placed;
  expect(letter).toMatchObject({ account: 'sales', into: 'drafts' });
  expect(letter?.date).toEqual(new Date('2026-02-03T05:00:00Z'));
  const { messageId, inReplyTo } = await simpleParser(letter?.source ?? '');
  expect([messageId, inReplyTo]).toEqual([letter?.messageId, '<7@lead.example>']);
});

test('what is sent and its copy in Sent are the same octets, at every try', async () => {
  const { ports, placed, sent } = scene();
  await start(transmit(ports), aDispatch({ state: 'transmitting' })).done;
  await start(place(ports), aDispatch({ state: 'copying', updatedAt: '2026-02-04T00:00:00Z' }))
    .done;
  await start(place(ports), aDispatch({ state: 'copying', attempts: 3 })).done;
  expect(sent).toMatchObject([{ from: 'sales@company.example', to: 'ada@lead.example' }]);
  expect(placed.map(({ into }) => into)).toEqual(['sent', 'sent']);
  for (const { source } of placed) expect(source.equals(sent[0]?.source ?? source)).toBe(true);
});

test('what is in Sent already is not sent again, as after a restore', async () => {
  const looked: object[] = [];
  const base = scene().ports.placer;
  const holds: MailPlacer['holds'] = async (letter) => {
    looked.push(letter);
    return true;
  };
  const { ports, sent } = scene({ placer: { ...base, holds } });
  await start(transmit(ports), aDispatch({ state: 'transmitting' })).done;
  expect(sent).toEqual([]);
  const { messageId } = aDispatch().outgoing;
  expect(looked).toEqual([{ account: 'sales', into: 'sent', messageId }]);
});

test('where Sent cannot be looked into, a fresh wish goes out and an old one waits', async () => {
  const base = scene().ports.placer;
  const fails = (code: 'imap.dropped' | 'imap.rejected', options = {}) => {
    const holds = () => Promise.reject(new Failure(code, 'the line is cut', options));
    return scene({ placer: { ...base, holds } });
  };
  const away = fails('imap.dropped', { retryAfterMs: 9_000 });
  const fresh = new Date().toISOString();
  await start(transmit(away.ports), aDispatch({ createdAt: fresh })).done;
  expect(away.sent).toHaveLength(1);
  await expect(start(transmit(away.ports), aDispatch()).done).rejects.toMatchObject({
    code: 'smtp.unavailable',
    retryAfterMs: 9_000,
    message: expect.stringContaining('imap.dropped'),
  });
  expect(away.sent).toHaveLength(1);
  // Mail that was imported from files has no mailbox, and never will.
  const nowhere = fails('imap.rejected');
  await start(transmit(nowhere.ports), aDispatch()).done;
  expect(nowhere.sent).toHaveLength(1);
});

test('a machine’s wish says that it is one, unless a person will see it', async () => {
  const { ports, placed, sent } = scene();
  await start(transmit(ports), aDispatch({ attended: false })).done;
  await start(place(ports), aDispatch({ kind: 'save', attended: false })).done;
  expect(sent[0]?.source.toString()).toContain('Auto-Submitted: auto-replied');
  expect(placed[0]?.source.toString()).not.toContain('Auto-Submitted');
});

test('without a server nothing is sent, and the failure names the variable', async () => {
  const { done } = start(transmit(scene({ mailer: null }).ports), aDispatch());
  await expect(done).rejects.toMatchObject({
    code: 'smtp.refused',
    message: expect.stringContaining('SMTP_URL'),
  });
});

test('a letter that cannot be written has certainly not been sent', async () => {
  const broken = () => Promise.reject(new Failure('unexpected', 'no'));
  const { ports, sent } = scene({ writeLetter: broken });
  const { done } = start(transmit(ports), aDispatch());
  await expect(done).rejects.toMatchObject({ code: 'smtp.rejected' });
  expect(sent).toEqual([]);
});

test('a claim that nobody waits for any more is given back', async () => {
  const claimed = deferred<Dispatch>();
  const released: Lease[] = [];
  const logic = claimOutgoing(
    { claim: () => claimed.promise },
    { release: async (leases) => void released.push(...leases) },
  );
  const { actor, done } = start(logic, undefined);
  done.catch(() => undefined);
  actor.stop();
  claimed.resolve(aDispatch({ id: 7 }));
  await turns();
  expect(released).toEqual([{ job: 7, epoch: 1 }]);
});

test('a move is told when it is committed, and only then', async () => {
  const told: string[] = [];
  const onMoved: DispatchPorts['onMoved'] = (_, { to }) => void told.push(to);
  const input = { dispatch: aDispatch(), move: { to: 'transmitting' as const } };
  const fails = { move: () => Promise.reject(new Failure('store.fenced', 'no')) };
  await expect(start(moveOutgoing(fails, onMoved), input).done).rejects.toThrow('no');
  const works = { move: async (dispatch: Dispatch) => dispatch };
  await start(moveOutgoing(works, onMoved), input).done;
  expect(told).toEqual(['transmitting']);
});
