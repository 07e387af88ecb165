import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { type Intake, takeInAll } from '../../src/import/take-in.ts';
import type { ImportedMail } from '../../src/ports.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'import-'))));
afterEach(() => rm(folder, { recursive: true }));

const mail = (name: string) => `Subject: ${name}\n\nbody of ${name}\n`;
const mbox = (...names: string[]) =>
  names.map((name) => `From - Tue Feb 06 10:00:00 2024\n${mail(name)}\n`).join('');

async function put(files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** What a store of these would be handed. */
async function take(paths: string[], changes: Partial<Intake> = {}) {
  const batches: ImportedMail[][] = [];
  const unreadable: string[] = [];
  const aside: string[] = [];
  let told = 0;
  await takeInAll(paths, {
    messages: {
      async takeIn(ref, mails) {
        expect(ref).toEqual({ account: 'import', mailbox: 'import' });
        batches.push(mails);
        return { taken: mails.map((_, i) => i), known: 0 };
      },
    },
    maxMessageBytes: 10_000,
    signal: new AbortController().signal,
    taken: (taken) => (told += taken),
    stalled: () => undefined,
    unreadable: (path) => unreadable.push(path.slice(folder.length + 1)),
    leftAside: (path) => aside.push(path.slice(folder.length + 1)),
    ...changes,
  });
  const mails = batches.flat();
  const subjects = mails.map(({ source }) => /^Subject: (.*)\r$/m.exec(source.toString())?.[1]);
  return { batches, mails, subjects, unreadable, aside, told };
}

describe('what is taken in', () => {
  test('of a folder: mail, mboxes and Maildirs in it, in the order of names, and nothing else', async () => {
    await put({
      'b.eml': mail('b'),
      'a/one.EML': mail('one'),
      'c.mbox': mbox('c1', 'c2'),
      'd.eml.gz': gzipSync(mail('d')),
      'e.mbox.gz': gzipSync(mbox('e1', 'e2')),
      Inbox: mbox('i'),
      'Inbox.msf': '// <!-- <mdb:mork:z',
      'notes.txt': 'From here on, notes\n',
      README: 'no mail',
      '.hidden.eml': mail('hidden'),
      '.git/x.eml': mail('git'),
      'maildir/cur/1700000000.M1P2.host:2,RS': mail('m1'),
      'maildir/new/1700000001.M1P2.host': mail('m2'),
      'maildir/tmp/1700000002.M1P2.host': mail('half'),
      'maildir/.Sent/cur/1700000003.M1P2.host:2,S': mail('m3'),
      'maildir/.Sent/new/.keep': '',
      'maildir/dovecot-uidlist': '3 V1 N1',
    });
    const { subjects, aside, unreadable, told } = await take([folder]);
    const expected = ['i', 'one', 'b', 'c1', 'c2', 'd', 'e1', 'e2', 'm3', 'm1', 'm2'];
    expect(subjects).toEqual(expected);
    expect(told).toBe(expected.length);
    expect(aside).toEqual(['Inbox.msf', 'README', 'maildir/dovecot-uidlist', 'notes.txt']);
    expect(unreadable).toEqual([]);
  });

  test('of a file that is named: one mail or an mbox, whatever it is called', async () => {
    await put({
      x: mail('x'),
      'y.txt': mbox('y1', 'y2'),
      'z.mbox': mail('z'),
      w: `\n${mbox('w')}`,
    });
    const paths = ['x', 'y.txt', 'z.mbox', 'w'].map((name) => join(folder, name));
    expect((await take(paths)).subjects).toEqual(['x', 'y1', 'y2', 'z', 'w']);
  });

  test('of a folder of a Maildir that is named itself', async () => {
    await put({ 'm/cur/1.M1:2,': mail('a'), 'm/new/2.M1': mail('b') });
    expect((await take([join(folder, 'm/cur')])).subjects).toEqual(['a']);
    expect((await take([join(folder, 'm/new/2.M1')])).subjects).toEqual(['b']);
  });

  test('is the same bytes from every kind of file', async () => {
    await put({
      'a.eml': mail('same'),
      'b.eml': mail('same').replaceAll('\n', '\r\n'),
      'c.mbox': mbox('same'),
      'd.eml.gz': gzipSync(mail('same')),
      'e/cur/1700000000.M1:2,S': mail('same'),
      'e/new/.keep': '',
    });
    const { mails } = await take([folder]);
    expect(mails).toHaveLength(5);
    expect(new Set(mails.map(({ source }) => source.toString())).size).toBe(1);
  });

  test('is cut at the limit, with the size of the whole', async () => {
    await put({ 'a.eml': `Subject: a\n\n${'x'.repeat(50_000)}\n` });
    const { mails } = await take([folder]);
    expect(mails).toMatchObject([{ size: 14 + 50_000 + 2 }]);
    expect(mails[0]?.source).toHaveLength(10_000);
  });

  test('was received when a Maildir says so, where no header does', async () => {
    await put({ 'm/cur/1700000000.M1:2,': mail('a'), 'm/new/.keep': '' });
    expect((await take([folder])).mails[0]?.receivedAt).toBe('2023-11-14T22:13:20.000Z');
  });

  test('what cannot be read is named, and the rest goes on', async () => {
    const torn = gzipSync(mbox(...Array.from({ length: 200 }, () => crypto.randomUUID())));
    await put({ 'a.eml': '', 'b.mbox.gz': torn.subarray(0, torn.length / 2), 'c.eml': mail('c') });
    await symlink(join(folder, 'nowhere'), join(folder, 'd.eml'));
    const { subjects, unreadable } = await take([join(folder, 'gone'), folder]);
    expect(unreadable).toEqual(['gone', 'a.eml', 'b.mbox.gz', 'd.eml']);
    expect(subjects.at(-1)).toBe('c');
  });
});

describe('batches', () => {
  test('are bounded by count', async () => {
    await put({ 'a.mbox': mbox(...Array.from({ length: 250 }, (_, i) => String(i))) });
    const { batches } = await take([folder]);
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  test('are bounded by bytes', async () => {
    const big = `Subject: big\n\n${'x'.repeat(3 * 1024 * 1024)}\n`;
    await put({ 'a.eml': big, 'b.eml': big, 'c.eml': big, 'd.eml': big, 'e.eml': big });
    const { batches } = await take([folder], { maxMessageBytes: 10 * 1024 * 1024 });
    expect(batches.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  test('are handed over again when the database can be written', async () => {
    await put({ 'a.eml': mail('a') });
    let tries = 0;
    let stalled = 0;
    const messages = {
      async takeIn(_: unknown, mails: ImportedMail[]) {
        tries += 1;
        if (tries === 1) throw new Failure('store.unavailable', 'the disk is full');
        return { taken: mails.map((_, i) => i), known: 0 };
      },
    };
    const { told } = await take([folder], { messages, stalled: () => (stalled += 1) });
    expect([tries, stalled, told]).toEqual([2, 1, 1]);
  });

  test('any other failure ends the intake', async () => {
    await put({ 'a.eml': mail('a') });
    const takeIn = async () => {
      throw new Failure('unexpected', 'a defect');
    };
    await expect(take([folder], { messages: { takeIn } })).rejects.toThrow('a defect');
  });

  test('an abort ends it between two of them', async () => {
    await put({ 'a.mbox': mbox(...Array.from({ length: 1_000 }, (_, i) => String(i))) });
    const abort = new AbortController();
    let told = 0;
    const taken = (n: number) => {
      told += n;
      if (told === 200) abort.abort();
    };
    await take([folder], { signal: abort.signal, taken });
    expect(told).toBe(200);
  });
});
