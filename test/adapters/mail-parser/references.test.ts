import { describe, expect, test } from 'vitest';

import { readMail } from '../../../src/adapters/mail-parser/read-mail.ts';

async function references(...fields: string[]): Promise<string[]> {
  const source = ['From: jo@sender.example', ...fields, '', 'text'].join('\r\n');
  return (await readMail(Buffer.from(source))).references;
}

describe('the references of a mail', () => {
  test('are those of References, in its order, each once', async () => {
    expect(
      await references('In-Reply-To: <9@x>', 'References: <1@x>', ' <2@x>\t<1@x><3@x>'),
    ).toEqual(['<2@x>', '<1@x>', '<3@x>']);
  });

  test('are else those of In-Reply-To, whatever words stand beside them', async () => {
    expect(await references('In-Reply-To: Your message of Monday <9@x> (again)')).toEqual([
      '<9@x>',
    ]);
    expect(await references('References: none', 'In-Reply-To: <9@x>')).toEqual(['<9@x>']);
    expect(await references('Subject: new')).toEqual([]);
  });

  test('are well-formed: no space, no line break, no other script, no end', async () => {
    const folded = 'References: <a@x> <b\r\n c@x> <d e@x> <ü@x> <> bare@x <f\t@x> <g@x';
    expect(await references(folded)).toEqual(['<a@x>']);
    expect(await references('References: <a\rBcc:eve@x> <b@x>')).toEqual(['<b@x>']);
    expect(await references(`References: <${'a'.repeat(900)}@x> <b@x>`)).toEqual(['<b@x>']);
  });

  test('are the first and the newest 49 of a long thread', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `<${i}@x>`);
    const kept = await references(`References: ${ids.join('\r\n ')}`);
    expect(kept).toEqual(['<0@x>', ...ids.slice(151)]);
  });
});
