import { promisify } from 'node:util';
import sqlite3 from 'sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { startChaosProxy } from '../support/chaos-proxy.ts';
import { describeWithDovecot, startDovecot } from '../support/dovecot.ts';
import { asked, type ImapScript, row, startImapScript } from '../support/imap-script.ts';
import { mail } from '../support/mails.ts';
import { type RunningSystem, runSystem } from '../support/running-system.ts';
import { sendToken, startTokenServer } from '../support/token-server.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const letter = (n: number) =>
  mail({ from: `A <a${n}@b.example>`, subject: `Letter ${n}`, body: `A question of price ${n}.` });

async function running(...args: Parameters<typeof runSystem>): Promise<RunningSystem> {
  const system = await runSystem(...args);
  cleanUps.push(() => system.stop());
  return system;
}

async function scripted(script: ImapScript) {
  const server = await startImapScript(script);
  cleanUps.push(() => server.close());
  return server;
}

const done = (system: RunningSystem, n: number) => async () =>
  (await system.ledger())?.counts.done === n;

describeWithDovecot('on a real server', () => {
  async function dovecotWith(n: number) {
    const dovecot = await startDovecot({ users: ['alice'] });
    cleanUps.push(() => dovecot.stop());
    await dovecot.fill('alice', n, letter);
    return dovecot;
  }

  test('a half-open link is noticed by the poll, and a folder that stays cut off is stale', async () => {
    const dovecot = await dovecotWith(3);
    const proxy = await startChaosProxy(dovecot.port);
    cleanUps.push(() => proxy.close());
    const account = dovecot.account('alice', {
      secure: false,
      allowCleartext: true,
      port: proxy.port,
    });
    const system = await running(account, { staleMs: 2_500 }, { commandTimeoutMs: 600 });
    await system.until('three drafts', done(system, 3));
    expect(await system.control.readiness()).toMatchObject({ ready: true, reasons: [] });

    const since = performance.now();
    proxy.trouble({ kind: 'freeze' });
    await system.until('the link is given up', () => !system.state().startsWith('connected'));
    // A poll of 200 ms and a deadline of 600 ms, where it is 30 s and 30 s for a user.
    expect(performance.now() - since).toBeLessThan(1_600);

    const stale = async () => (await system.ledger())?.state === 'stale';
    await system.until('the folder is stale', stale, 6_000);
    // What is away elsewhere does not make this process unready.
    const { ready, reasons } = await system.control.readiness();
    expect([ready, reasons.join()]).toEqual([true, expect.stringContaining('INBOX: the mail')]);
    await sleep(1_000);
    const alarms = system.log.filter(({ msg }) => msg.startsWith('mailbox is stale'));
    expect(alarms.map(({ level }) => level)).toEqual([50]);

    await dovecot.drop('alice', letter(4));
    proxy.trouble(null);
    await system.until('the fourth draft', done(system, 4), 20_000);
    await system.until('the folder is fresh', async () => !(await stale()));
    const isWell = async () => (await system.control.readiness()).reasons.length === 0;
    await system.until('all is well', isWell);
  });

  test('a database that is locked stalls intake on the connection that stands', async () => {
    const dovecot = await dovecotWith(2);
    const system = await running(dovecot.account('alice'));
    await system.until('two drafts', done(system, 2));
    const connected = system.log.filter(({ state }) => state === 'connecting').length;

    const other = new sqlite3.Database(system.path);
    const execute = promisify<string, void>(other.exec.bind(other));
    await execute('begin immediate');
    await dovecot.drop('alice', letter(3));
    await system.until('it stalls', () => system.state() === 'connected.stalled');
    expect((await system.ledger())?.cursor).toBe(2);
    expect((await system.control.readiness()).reasons.join()).toMatch(/INBOX.*database/);
    await execute('rollback');
    await promisify(other.close.bind(other))();
    await system.until('the third draft', done(system, 3));
    expect(system.log.filter(({ state }) => state === 'connecting')).toHaveLength(connected);
    expect(system.log.filter(({ state }) => state === 'backingOff')).toEqual([]);
  });

  test('a ledger row that is deleted behind its back is found by the reconciliation', async () => {
    const dovecot = await dovecotWith(4);
    const system = await running(dovecot.account('alice'), { reconcileMs: 1_500 });
    await system.until('four drafts', done(system, 4));
    const other = new sqlite3.Database(system.path);
    await promisify<string, void>(other.exec.bind(other))(
      'pragma foreign_keys = on; delete from message where uid = 2',
    );
    await promisify(other.close.bind(other))();
    const gap = () => system.log.some(({ msg }) => msg === 'gap in the ledger');
    await system.until('the alarm', gap);
    await system.until('four drafts again', done(system, 4));
    await system.until('no gap', async () => (await system.ledger())?.gaps.length === 0);
  });

  test('done mail is marked, and no other', async () => {
    const dovecot = await dovecotWith(3);
    const account = dovecot.account('alice', { mark: '$MarketingOps' });
    const system = await running(account, { marks: true });
    await system.until('three drafts', done(system, 3));
    const flags = async () => [...(await dovecot.flags('alice')).values()].flat();
    await system.until('three marks', async () => (await flags()).length === 3);
    expect(await flags()).toEqual(['$MarketingOps', '$MarketingOps', '$MarketingOps']);
  });
});

describe('on a server that is strange', () => {
  test('a message that FETCH does not deliver holds up no other and ends in quarantine', async () => {
    const uids = [1, 2, 3, 4, 5];
    let isStuck = true;
    const server = await scripted({
      uids,
      on: {
        'UID FETCH': (c) => {
          for (const uid of asked(c.args, uids)) {
            if (!isStuck || uid !== 3) c.send(row(uid, letter(uid)));
          }
          c.ok();
        },
      },
    });
    const system = await running(server.account());
    await system.until('four drafts', done(system, 4));
    const isSetAside = async () => (await system.ledger())?.counts.quarantined === 1;
    await system.until('the quarantine', isSetAside);
    const { items } = await system.store.messages.list({ stage: 'quarantined', limit: 5 });
    expect(items).toMatchObject([
      { uid: 3, error: expect.stringMatching(/^mail\.unfetchable: .*without UID 3/) },
    ]);
    expect(server.connections).toBe(1);
    isStuck = false;
    await system.store.messages.retry(items[0]?.id ?? 0);
    await system.until('the fifth draft', done(system, 5));
  });

  test('credentials that are refused are tried once, and by token twice', async () => {
    const logins: string[] = [];
    const server = await scripted({
      capabilities: 'IMAP4rev1 ID IDLE SASL-IR AUTH=XOAUTH2',
      on: {
        LOGIN: (c) => (logins.push('password'), c.no('[AUTHENTICATIONFAILED] no')),
        AUTHENTICATE: (c) => (logins.push('token'), c.no('[AUTHENTICATIONFAILED] no')),
      },
    });
    const byPassword = await running(server.account());
    await byPassword.until('it is refused', () => byPassword.state() === 'refused');
    const tokens = await startTokenServer();
    cleanUps.push(() => tokens.close());
    tokens.answer = (response, n) => sendToken(response, `token-${n}`);
    const oauth = { clientId: 'c', refreshToken: 'r', tokenUrl: tokens.url };
    const byToken = await running(server.account({ oauth }));
    await byToken.until('it is refused', () => byToken.state() === 'refused');
    await sleep(2_000);
    expect(logins).toEqual(['password', 'token', 'token']);
    expect(tokens.requests).toHaveLength(2);
    const { ready, reasons } = await byToken.control.readiness();
    expect([ready, reasons.join()]).toEqual([true, expect.stringContaining('refuses the login')]);
  });

  test.each(['LOGIN', 'EXAMINE', 'UID SEARCH', 'UID FETCH'])(
    'throttling at %s is waited out as asked, and is neither empty nor a refusal',
    async (command) => {
      const uids = [1, 2, 3];
      const times: number[] = [];
      const on: NonNullable<ImapScript['on']> = {
        'UID FETCH': (c) => {
          for (const uid of asked(c.args, uids)) c.send(row(uid, letter(uid)));
          c.ok();
        },
      };
      const usual = on[command];
      on[command] = (c) => {
        times.push(performance.now());
        c.no('[UNAVAILABLE] Request is throttled. Suggested Backoff Time: 1500 milliseconds');
        if (times.length < 2) return;
        if (usual) on[command] = usual;
        else delete on[command];
      };
      const server = await scripted({ uids, on });
      const system = await running(server.account());
      await system.until('it waits', () => system.state() === 'throttled');
      expect((await system.ledger())?.counts ?? {}).not.toHaveProperty('gone');
      await system.until('three drafts', done(system, 3), 20_000);
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_450);
      expect(server.connections).toBe(3);
      expect((await system.ledger())?.counts).toEqual({ done: 3 });
      expect(system.log.some(({ state }) => state === 'refused')).toBe(false);
    },
  );
});
