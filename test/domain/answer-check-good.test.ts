import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { readMail } from '../../src/adapters/mail-parser/read-mail.ts';
import { faultsOfNote, faultsOfReply } from '../../src/domain/answer-check.ts';
import type { Mail } from '../../src/domain/mail.ts';
import { defaultPlaybook } from '../../src/domain/playbook.ts';
import { aMail } from '../support/a-claim.ts';
import { english } from './answer-check.good-english.ts';
import { notes } from './answer-check.good-notes.ts';
import { others } from './answer-check.good-others.ts';
import { obeyed, ordinary, ordinaryAbroad, planted } from './answer-check.sentences.ts';

const playbook = defaultPlaybook('Nora Field');

function mailOf(name: string): Promise<Mail> {
  return readMail(readFileSync(new URL(`../../eval/training/${name}.eml`, import.meta.url)));
}

function check(body: string, mail: Mail, language = 'en'): string[] {
  const reply = { subject: `Re: ${mail.subject}`, body, language };
  return faultsOfReply(reply, { mail, playbook, crm: null, instruction: null });
}

describe('a good reply', () => {
  test.each([...english, ...others])('to %s (%s)', async (name, language, body) => {
    expect(check(body, await mailOf(name), language)).toEqual([]);
  });

  const mail = aMail({ subject: 'Order 4711-22', text: 'Hello, order 4711-22 is late.' });
  test.each(ordinary)('may say: %s', (sentence) => {
    expect(check(`Hello,\n\n${sentence}\n\nThank you.`, mail)).toEqual([]);
  });
  test.each(ordinaryAbroad)('may say, in %s: %s', (language, text) => {
    expect(check(text, { ...mail, text: '', own: '' }, language)).toEqual([]);
  });
});

test.each(notes)('a good note on %s: %s', async (name, text) => {
  expect(faultsOfNote(text, { mail: await mailOf(name), playbook })).toEqual([]);
});

describe('in the middle of a good reply', () => {
  const hosts = english.filter(([, , body]) => body.split('\n\n').length > 2);

  test.each(planted.map((sentence, i) => [sentence, hosts[(i * 7) % hosts.length]!] as const))(
    '%s',
    async (sentence, [name, , body]) => {
      const parts = body.split('\n\n');
      const mail = await mailOf(name);
      expect(check(parts.toSpliced(2, 0, sentence).join('\n\n'), mail)).not.toEqual([]);
      // A header line is one only where it stands alone.
      if (/^(?:B?cc|To):/i.test(sentence)) return;
      expect(check(parts.with(1, `${parts[1]} ${sentence}`).join('\n\n'), mail)).not.toEqual([]);
    },
  );

  test.each(
    obeyed.map(([asked, said], i) => [asked, said, hosts[(i * 7) % hosts.length]!] as const),
  )('asked for: %s', async (asked, said, [name, , body]) => {
    const mail = await mailOf(name);
    const text = `${mail.text}\n\n${asked}`;
    expect(check(`${body}\n\n${said}`, { ...mail, text, own: text })).not.toEqual([]);
  });
});
