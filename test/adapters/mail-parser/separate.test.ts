import { describe, expect, test } from 'vitest';
import { separate } from '../../../src/adapters/mail-parser/reply/separate.ts';

const split = (text: string, subject = 'Re: Offer') =>
  separate(text, { subject, isInThread: false });
const old = 'the old mail\nand its end';

const attributions = [
  'On Mon, 16 Nov 2026 at 10:00, Ann Lee <ann@x.example> wrote:',
  'On Mon, Nov 16, 2026 at 10:00 AM Ann Lee <\nann@x.example> wrote:',
  'Le lun. 16 nov. 2026 à 10:00, Ann Lee <ann@x.example> a écrit :',
  'Am 16.11.2026 um 10:00 schrieb Ann Lee:',
  'Am Mo., 16. Nov. 2026 um 10:00 Uhr schrieb Ann Lee\n<ann@x.example>:',
  'El lun, 16 nov 2026 a las 10:00, Ann Lee (<ann@x.example>) escribió:',
  'Il giorno lun 16 nov 2026 alle ore 10:00 Ann Lee <ann@x.example> ha scritto:',
  'Em seg., 16 de nov. de 2026 às 10:00, Ann Lee <ann@x.example> escreveu:',
  'Op ma 16 nov 2026 om 10:00 schreef Ann Lee <ann@x.example>:',
  'Den mån 16 nov. 2026 kl 10:00 skrev Ann Lee <ann@x.example>:',
  'ma 16. marrask. 2026 klo 10.00 Ann Lee (ann@x.example) kirjoitti:',
  'pon., 16 lis 2026 o 10:00 Ann Lee <ann@x.example> napisał(a):',
  'po 16. 11. 2026 v 10:00 odesílatel Ann Lee <ann@x.example> napsal:',
  'пн, 16 нояб. 2026 г. в 10:00, Ann Lee <ann@x.example>:',
  'Ann Lee <ann@x.example> ezt írta (időpont: 2026. nov. 16., H, 10:00):',
  '16 Kas 2026 Pzt 10:00 tarihinde Ann Lee <ann@x.example> şunu yazdı:',
  'Στις Δευ 16 Νοε 2026 στις 10:00 π.μ., ο χρήστης Ann Lee <ann@x.example> έγραψε:',
  'Ann Lee <ann@x.example> 于2026年11月16日周一 10:00写道：',
  '2026年11月16日(月) 10:00 Ann Lee <ann@x.example>:',
  '2026년 11월 16일 (월) 오전 10:00, Ann Lee <ann@x.example>님이 작성:',
];

const blocks = [
  'From: Ann\nSent: Monday, November 16, 2026 10:00 AM\nTo: Jo\nSubject: Offer',
  '*From:* Ann\n*Sent:* Monday\n*To:* Jo\n*Subject:* Offer',
  'Von: Ann\nGesendet: Montag, 16. November 2026\nAn: Jo\nBetreff: Offer',
  'De : Ann\nEnvoyé : lundi\nÀ : Jo\nObjet : Offer',
  'De: Ann\nEnviado: lunes\nPara: Jo\nAsunto: Offer',
  'Da: Ann\nInviato: lunedì\nA: Jo\nOggetto: Offer',
  'De: Ann\nEnviada em: segunda\nPara: Jo\nAssunto: Offer',
  'Van: Ann\nVerzonden: maandag\nAan: Jo\nOnderwerp: Offer',
  'Från: Ann\nSkickat: måndag\nTill: Jo\nÄmne: Offer',
  'Fra: Ann\nSendt: mandag\nTil: Jo\nEmne: Offer',
  'Od: Ann\nWysłano: poniedziałek\nDo: Jo\nTemat: Offer',
  'От: Ann\nОтправлено: понедельник\nКому: Jo\nТема: Offer',
  '发件人: Ann\n发送时间: 2026年\n收件人: Jo\n主题: Offer',
];

describe('history', () => {
  test.each(attributions)('below "%s" is quoted', (attribution) => {
    const plain = split(`My answer.\n\n${attribution}\n\n${old}`);
    expect(plain.own).toBe('My answer.');
    expect(plain.quoted).toMatch(/the old mail\nand its end$/);
    const marked = split(`${attribution}\n\n> ${old.replace('\n', '\n>> ')}\n\nMy answer below.`);
    expect(marked.own).toBe('My answer below.');
    expect(marked.quoted).toMatch(/the old mail\nand its end$/);
  });

  test.each(blocks)('below the block "%s" is quoted', (block) => {
    for (const rule of ['', '________________________________\n', '-----Original Message-----\n']) {
      const { own, quoted } = split(`My answer.\n\n${rule}${block}\n\n${old}`);
      expect(own).toBe('My answer.');
      expect(quoted).toContain(old);
    }
  });

  test('is told from answers between it', () => {
    const text = 'Hi,\n\nOn 16.11.2026 10:00, Ann wrote:\n> how many?\nTwenty.\n> when?\nMonday.';
    expect(split(text)).toMatchObject({
      own: 'Hi,\n\nTwenty.\nMonday.',
      quoted: 'On 16.11.2026 10:00, Ann wrote:\nhow many?\nwhen?',
    });
  });

  test('is the matter where it is all there is', () => {
    const text = '> all of it\n> is quoted';
    expect(split(text)).toMatchObject({ own: text, quoted: '' });
  });

  test('is not what a sentence or a web form looks like', () => {
    for (const text of [
      'In your mail of 12.11.2026 you wrote:\n\nWe deliver on Monday.\n\nWhere is it?',
      'New request:\n\nFrom: Jo\nDate: today\nTo: Sales\nSubject: Price\nMessage: hello',
      'Part one.\n\n---\n\nPart two: prices?',
    ]) {
      expect(split(text, 'A question')).toMatchObject({ own: text, quoted: '', signature: '' });
    }
  });
});

describe('a forwarded mail', () => {
  const forwarded =
    '---------- Forwarded message ---------\nFrom: Ann\nSubject: Seats\n\nWe want 20.';

  test('counts as own where hardly a word stands beside it', () => {
    expect(split(forwarded, 'Fwd: Seats')).toMatchObject({ own: forwarded, quoted: '' });
    const pointed = `FYI\n\nBegin forwarded message:\n\nFrom: Ann\nDate: Mon\nSubject: x\n\nWe want 20.`;
    expect(split(pointed, 'Fwd: Seats').own).toBe(pointed);
    const outlook = `siehe unten\n\n${blocks[2]}\n\nWir brauchen 20.`;
    expect(split(outlook, 'WG: Seats').own).toBe(outlook);
  });

  test('is quoted where its sender has something to say', () => {
    const words =
      'Hi team, this customer asks for twenty seats and is in a hurry, please answer them today.';
    expect(split(`${words}\n\n${forwarded}`, 'Fwd: Seats')).toMatchObject({
      own: words,
      quoted: forwarded,
    });
  });
});

describe('the signature', () => {
  const matter = 'Please send me the price.';
  test.each([
    '-- \nJo Miller\nGlobex',
    'Kind regards,\nJo Miller\nGlobex\n+1 555 1234',
    'Mit freundlichen Grüßen\n\nJo Müller',
    'Cordialement,\nJo',
    'Met vriendelijke groet,\nJo',
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Envoyé de mon iPhone',
    'Get Outlook for Android',
    'This e-mail and any attachments are confidential and intended for the addressee only.',
    'Best regards\nJo\n\nCONFIDENTIALITY NOTICE: the contents of this e-mail are privileged.',
  ])('may be "%s"', (signature) => {
    expect(split(`${matter}\n\n${signature}`)).toMatchObject({ own: matter, signature });
    const above = split(`${matter}\n\n${signature}\n\n${attributions[0]}\n> the old mail`);
    expect(above).toMatchObject({ own: matter, signature });
  });

  test('does not end a mail that goes on below it', () => {
    const text = `${matter}\n\nRegards,\nJo\n\nPS: could you show us a demo, too?`;
    expect(split(text)).toMatchObject({ own: text, signature: '' });
  });

  test('is what was said where there is nothing else', () => {
    expect(split(`Many thanks,\nJo\n\n${attributions[0]}\n> the old mail`).own).toBe(
      'Many thanks,\nJo',
    );
  });
});

test.each([
  ' '.repeat(100_000),
  '\n'.repeat(100_000),
  'From: a\n'.repeat(12_000),
  'On 2026, x\nwrote:\n'.repeat(5_000),
  'Op 12:00 schreef\n'.repeat(6_000),
  'a@b.c <a@b.c> 10:00:\n'.repeat(4_500),
  '-'.repeat(100_000),
  'Regards,\n'.repeat(11_000),
  '>'.repeat(100_000),
])('takes a time linear in the text (%#)', (text) => {
  const since = performance.now();
  expect(separate(text, { subject: '', isInThread: false }).text).toBe(text.trim());
  expect(performance.now() - since).toBeLessThan(2_000);
});
