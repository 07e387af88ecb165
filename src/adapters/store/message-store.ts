import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DataSource } from 'typeorm';
import type { EventBus, MessageStore } from '../../ports.ts';
import { admitOp } from './admit-write.ts';
import { againStore } from './again-store.ts';
import { claimDeliveryOp } from './delivery-writes.ts';
import { backgroundReads } from './background-reads.ts';
import { publishWrite } from './draft-events.ts';
import { takeInOp } from './import-write.ts';
import type { Moved } from './journey.ts';
import * as lease from './lease-writes.ts';
import * as folder from './mailbox-writes.ts';
import { messageReads } from './message-reads.ts';
import { finishOp, moveOp } from './move-writes.ts';
import { deliveredMove, finishMove, settleMove, stepMove } from './moves.ts';
import { olderOp } from './older-write.ts';
import { priorities } from './priorities.ts';
import { redraftFrom } from './redraft-write.ts';
import { changeBy } from './regenerate-write.ts';
import { remapOp } from './remap-write.ts';
import * as source from './source-writes.ts';
import type { Query, WriteQueue } from './write-queue.ts';

const compress = promisify(gzip);

export interface StoreContext {
  writes: WriteQueue;
  reader: DataSource;
  /** The readers' connection, for what is asked so often that it should be prepared once. */
  read: Query;
  events: EventBus;
  /** Epoch milliseconds. */
  now(): number;
}

/** The ledger on SQLite: reads from the readers' connection, writes through the queue. */
export function messageStore({ writes, reader, read, events, now }: StoreContext): MessageStore {
  const owner = `${hostname()}:${process.pid}`;
  const iso = () => new Date(now()).toISOString();

  /** Tells the house of a move, after its commit. */
  function announce({ id, key, from, to, error }: Moved): void {
    events.publish({ type: 'message.transitioned', id, key, from, to, error });
  }

  const reads = messageReads(reader);

  return {
    ...reads,
    ...backgroundReads(read),
    ...againStore({ writes, events, now }, announce),

    async startMailbox(ref, start) {
      const { row, moved } = await writes.write(folder.startOp, { ref, ...start, at: iso() });
      for (const move of moved) announce(move);
      return row;
    },

    async discover(mailbox, uids, cursor) {
      return await writes.write(folder.discoverOp, { mailbox, uids, cursor, at: iso() });
    },

    async remap(mailbox, uidValidity, mails) {
      const hashed = mails.map(({ source: body, ...mail }) => {
        return { ...mail, sha256: body ? hashOf(body) : null };
      });
      return await writes.write(remapOp, { mailbox, uidValidity, mails: hashed });
    },

    async reconcile(mailbox, serverUids) {
      // Looked up beside the writer, whom a hundred thousand UIDs would keep from other work.
      const found = await reads.missing(mailbox, serverUids);
      return await writes.write(folder.reconcileOp, { mailbox, missing: found, at: iso() });
    },

    async takeOlder(mailbox, older) {
      return await writes.write(olderOp, { mailbox, ...older, at: iso() });
    },

    async storeSources(fetched, gone, uidValidity) {
      const sources = await packed(fetched);
      const priority = priorities.live;
      const item = { sources, gone, uidValidity: uidValidity ?? null, now: now(), priority };
      for (const move of await writes.write(source.sourcesOp, item)) announce(move);
    },

    async countFetch(ids) {
      await writes.write(source.countFetchOp, ids);
    },

    async setAside(id, failure) {
      const moved = await writes.write(source.setAsideOp, { id, failure, at: iso() });
      for (const move of moved) announce(move);
    },

    async noteMarked(ids) {
      await writes.write(source.noteMarkedOp, ids);
    },

    async noteMailbox(ref, state) {
      await writes.write(folder.noteMailboxOp, { ...ref, state });
      events.publish({ type: 'mailbox.changed', ...ref, state });
    },

    async recover() {
      await writes.write(lease.recoverOp, null);
    },

    async claim(limit) {
      const result = await writes.write(lease.claimOp, { owner, limit, now: now() });
      const { claims, nextDueMs, moved } = result;
      for (const move of moved) announce(move);
      return { claims, nextDueMs };
    },

    async renew(leases) {
      await writes.write(lease.renewOp, { leases, until: now() + lease.leaseMs });
    },

    async release(leases) {
      await writes.write(lease.releaseOp, leases);
    },

    async commitStep(commit) {
      const { move, after } = stepMove(commit, iso());
      await writes.write(moveOp, move);
      announce({ ...move, key: after.key, error: move.note });
      return after;
    },

    async settle(held, message, settlement) {
      const { move, after } = settleMove(held, message, settlement, now());
      await writes.write(moveOp, move);
      announce({ ...move, key: after.key });
      return after;
    },

    async persist(held, message, draft, ms, deliver = false) {
      const move = finishMove(held, message, iso(), ms, deliver);
      const change = changeBy(message.instruction);
      const item = { move, draft, change, redraftFrom: redraftFrom(message) };
      const write = await writes.write(finishOp, item);
      publishWrite(events, write);
      announce({ ...move, key: message.key });
      const { outbound } = move;
      const persisting = write.draft.id;
      const seq = message.seq + 1;
      return { ...message, seq, attempts: 0, instruction: null, persisting, outbound };
    },

    async claimDelivery() {
      return await writes.write(claimDeliveryOp, { owner, now: now() });
    },

    async delivered(held, message, ms) {
      const move = deliveredMove(held, message, iso(), ms);
      await writes.write(moveOp, move);
      announce({ ...move, key: message.key });
    },

    async admit(message, sender, day) {
      return await writes.write(admitOp, { message, sender, day });
    },

    async takeIn(ref, mails) {
      const item = { ref, mails: await packed(mails), now: now() };
      const { taken, known, moved } = await writes.write(takeInOp, item);
      for (const move of moved) announce(move);
      return { taken, known };
    },
  };
}

/**
 * Compressed before the transaction, and by its fastest level: nobody else can write meanwhile. One
 * after the other, for each compressor in work holds a quarter of a megabyte.
 */
async function packed<Mail extends { source: Buffer; size: number }>(mails: Mail[]) {
  const all = [];
  for (const { source, ...row } of mails) {
    const [sha256, truncated] = [hashOf(source), source.length < row.size];
    // oxlint-disable-next-line no-await-in-loop -- in turn on purpose
    all.push({ ...row, body: await compress(source, { level: 1 }), sha256, truncated });
  }
  return all;
}

function hashOf(source: Buffer): string {
  return createHash('sha256').update(source).digest('hex');
}
