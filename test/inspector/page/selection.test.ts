import { expect, it } from 'vitest';
import { nowhere } from '../../../src/inspector/page/address.js';
import { PausedStore } from '../../../src/inspector/page/pause.js';
import { holderOf, nameOf, Selection } from '../../../src/inspector/page/selection.js';
import { Store } from '../../../src/inspector/page/store.js';
import { actorMessage, helloMessage, stepMessage } from '../../support/feed-messages.ts';

const charts = [{ machine: 'email', key: 'email-1' }];

function visit(place: Partial<typeof nowhere>, ...messages: object[]) {
  const store = new Store();
  for (const message of messages) store.take(message);
  const selection = new Selection((name) => `message ${name}`);
  selection.go({ ...nowhere, ...place });
  return { store, selection, shown: () => selection.resolve(store, true) };
}

const worker = (id: string, subject: string | null, actor = 'email-0') =>
  actorMessage(id, 'p:0', { actor, subject });
const done = (id: string, subject: string) => stepMessage(id, 'done', { status: 'done', subject });

it('shows what is there from the start where the address names nothing', () => {
  const { store, selection, shown } = visit({}, actorMessage('p:0', null), worker('p:1', null));
  expect(selection.resolve(store, false)).toEqual({ kind: 'waiting' });
  expect(shown()).toMatchObject({ kind: 'actor', actor: { id: 'p:0' } });
  expect(visit({}, helloMessage('p', charts)).shown()).toEqual({ kind: 'machine', ...charts[0] });
  expect(visit({}).shown()).toEqual({ kind: 'nothing' });
});

it('says what is unknown, once all has been told', () => {
  const { store, selection, shown } = visit({ actor: 'gone-3' });
  expect(selection.resolve(store, false)).toEqual({ kind: 'waiting' });
  expect(shown()).toEqual({ kind: 'unknown', what: 'actor', name: 'gone-3' });
  expect(visit({ machine: 'x' }).shown()).toEqual({ kind: 'unknown', what: 'machine', name: 'x' });
});

it('stays with a message when it ends, and follows it when it is taken up again', () => {
  const { store, shown } = visit(
    { story: '7' },
    worker('p:1', 'message 7'),
    done('p:1', 'message 7'),
  );
  expect(shown()).toMatchObject({ actor: { id: 'p:1', ended: true } });
  store.take(worker('p:2', 'message 8'));
  expect(shown()).toMatchObject({ actor: { id: 'p:1' } });
  store.take(worker('p:3', 'message 7'));
  expect(shown()).toMatchObject({ actor: { id: 'p:3', ended: false } });
});

it('draws the story where nobody knows the message', () => {
  expect(visit({ story: '7' }, worker('p:1', 'message 77')).shown()).toEqual({
    kind: 'story',
    name: '7',
  });
});

it('keeps what is shown though the store forgets it', () => {
  const { store, shown } = visit({ actor: 'p:1' }, worker('p:1', 'message 1'));
  expect(shown()).toMatchObject({ actor: { id: 'p:1', ended: false } });
  store.actors.delete('p:1');
  expect(shown()).toMatchObject({ kind: 'actor', actor: { id: 'p:1', ended: true } });
});

it('goes on with whom the same work was given to, and not with who took the place', () => {
  const inbox = visit({ actor: 'p:1' }, helloMessage('p'), worker('p:1', 'INBOX', 'mailbox-0'));
  inbox.shown();
  inbox.store.take(done('p:1', 'INBOX'));
  inbox.store.take(worker('p:5', 'INBOX', 'mailbox-0'));
  expect(inbox.shown()).toMatchObject({ actor: { id: 'p:5' } });

  const email = visit({ actor: 'p:1' }, helloMessage('p'), worker('p:1', 'message 1'));
  email.shown();
  email.store.take(done('p:1', 'message 1'));
  email.store.take(worker('p:5', 'message 2'));
  const shown = email.shown();
  expect(shown).toMatchObject({ actor: { id: 'p:1', ended: true } });
  expect(shown.kind === 'actor' && holderOf(shown.actor, email.store)?.id).toBe('p:5');
});

it('finds the same again in a process that was started anew', () => {
  const { store, shown } = visit({ actor: 'p:1' }, worker('p:1', null, 'gate'), helloMessage('p'));
  shown();
  store.reconnect();
  store.take(worker('q:1', null, 'gate'));
  store.take(helloMessage('q'));
  expect(shown()).toMatchObject({ actor: { id: 'q:1' } });
});

it('names an actor so that the address outlives a restart where it can', () => {
  const { store } = visit({}, worker('p:1', 'message 1'), worker('p:2', 'INBOX', 'mailbox-0'));
  const isStory = (subject: string) => subject.startsWith('message ');
  expect(nameOf(store.actors.get('p:1')!, store, isStory)).toBe('p:1');
  expect(nameOf(store.actors.get('p:2')!, store, isStory)).toBe('mailbox-0');
});

it('shows while paused what was there then, with what is forgotten since', () => {
  const { store } = visit({}, worker('p:1', 'message 1'), stepMessage('p:1', 'parsing'));
  const paused = new PausedStore(store);
  store.take(done('p:1', 'message 1'));
  store.actors.delete('p:1');
  expect(paused.find('message 1')).toBeNull();
  expect(paused.find('p:1')).toMatchObject({ value: 'parsing', ended: false });
  expect(paused.actors.get('p:1')?.steps).toHaveLength(1);
  expect(paused.now()).toBe(paused.now());
});
