import { describe, expect, test } from 'vitest';

import { guessedCompany } from '../../src/domain/company-guess.ts';
import type { Mail } from '../../src/domain/mail.ts';
import { aMail } from '../support/a-claim.ts';

function mail(sender: string, signature: string, changes: Partial<Mail> = {}): Mail {
  const [, name = '', address = ''] = /^(.*?)\s*<(.+)>$/.exec(sender) ?? [];
  return aMail({ from: { name, address }, signature, ...changes });
}

/** Company and role, as `Acme | Buyer`. */
function guess(sender: string, signature: string, changes: Partial<Mail> = {}): string | null {
  const record = guessedCompany(mail(sender, signature, changes));
  return record && `${record.company} | ${record.contactRole}`;
}

describe('the signature', () => {
  test.each([
    [
      'Name\nTitle, Company',
      'Mira Oye\nPractice Manager, Northside Physio',
      'Northside Physio | Practice Manager',
    ],
    [
      'Title | Company',
      'Mira Oye | Head of Growth | Beta & Co Ltd',
      'Beta & Co Ltd | Head of Growth',
    ],
    ['Title at Company', 'Mira Oye, Lead Engineer at Torvan', 'Torvan | Lead Engineer'],
    [
      'Title – Company',
      'Mira Oye\nJefe de taller – Talleres Urbi',
      'Talleres Urbi | Jefe de taller',
    ],
    ['three lines', 'Mira Oye\nBuyer\nHollow Oak Brewery', 'Hollow Oak Brewery | Buyer'],
    ['a closing first', 'Kind regards,\nMira Oye\nOwner, Café Nord', 'Café Nord | Owner'],
    [
      'a phone and an address',
      'Mira Oye\nCFO\nOlin Foods Inc.\n12 Main Street\n+1 555 0100',
      'Olin Foods Inc. | CFO',
    ],
    ['a legal form and a comma', 'Mira Oye\nBuyer, Olin Foods, Inc.', 'Olin Foods Inc. | Buyer'],
    [
      'a disclaimer',
      'Mira Oye\nBrand Lead\nLumen Ltd is registered in England no. 00000000',
      'Lumen Ltd | Brand Lead',
    ],
    ['parentheses', 'Mira Oye\nHollow Oak Brewery (4 branches)', 'Hollow Oak Brewery | '],
  ])('is read with %s', (_, signature, expected) => {
    expect(guess('Mira Oye <mira.oye@gmail.com>', signature)).toBe(expected);
  });

  test.each([
    [
      'Anja Kolb\nGeschäftsführerin\nKolb Präzision GmbH & Co. KG',
      'Kolb Präzision GmbH & Co. KG | Geschäftsführerin',
    ],
    ['Anja Kolb\nVertriebsleiterin, Rheinwerk AG', 'Rheinwerk AG | Vertriebsleiterin'],
    [
      'Anja Kolb\nDirectrice commerciale\nMaison Belot SARL',
      'Maison Belot SARL | Directrice commerciale',
    ],
    ['Anja Kolb\nGerente de compras\nAceros Vela S.A.', 'Aceros Vela S.A. | Gerente de compras'],
    [
      'Anja Kolb\nResponsabile acquisti\nOfficina Gallo S.r.l.',
      'Officina Gallo S.r.l. | Responsabile acquisti',
    ],
    ['Anja Kolb\nInkoper\nVerkade Techniek B.V.', 'Verkade Techniek B.V. | Inkoper'],
    ['Anja Kolb\nDiretora, Vinhos do Vale, Lda.', 'Vinhos do Vale Lda. | Diretora'],
    ['Anja Kolb\nKierownik zakupów\nDąbrowa Sp. z o.o.', 'Dąbrowa Sp. z o.o. | Kierownik zakupów'],
    ['Anja Kolb\nInköpschef\nNorrby Möbler AB', 'Norrby Möbler AB | Inköpschef'],
    ['Anja Kolb\nIndkøber\nSkovgaard A/S', 'Skovgaard A/S | Indkøber'],
    ['Anja Kolb\nToimitusjohtaja\nKoivu Oy', 'Koivu Oy | Toimitusjohtaja'],
    ['Anja Kolb\nJednatelka\nLipka s.r.o.', 'Lipka s.r.o. | Jednatelka'],
    ['Anja Kolb\nCTO\nCoral Reef Pty Ltd', 'Coral Reef Pty Ltd | CTO'],
    ['Anja Kolb\nDirector\nMorita K.K.', 'Morita K.K. | Director'],
    ['株式会社みなと製作所\n営業部 課長\nAnja Kolb', '株式会社みなと製作所 | 営業部 課長'],
  ])('is read in its language: %j', (signature, expected) => {
    expect(guess('Anja Kolb <anja.kolb@web.de>', signature)).toBe(expected);
  });

  test('is checked against the domain, which says which line is the company', () => {
    expect(
      guess('Viv Castellan <viv@castellanoptical.example>', 'Viv Castellan\nCastellan Optical'),
    ).toBe('Castellan Optical | ');
    expect(guess('Uwe Möhn <u@sw-moehnetal.example>', 'MfG\nStadtwerke Möhnetal\nEinkauf')).toBe(
      'Stadtwerke Möhnetal | Einkauf',
    );
    const tradingName = 'Ann Bee\nEcho Hosting Ltd\nRivet Tools Ltd';
    expect(guess('Ann Bee <ann@rivettools.example>', tradingName)).toBe('Rivet Tools Ltd | ');
  });

  test('is taken from the end of the mail where none was told apart', () => {
    const own = 'What do 200 seats cost?\n\nMira Oye\nOffice Manager\nHollow Oak Brewery';
    expect(guess('Mira Oye <mira@gmail.com>', '', { own })).toBe(
      'Hollow Oak Brewery | Office Manager',
    );
    expect(guess('Mira Oye <mira@gmail.com>', '', { own: 'We buy from Acme Ltd.' })).toBeNull();
  });

  test('names its source', () => {
    expect(guessedCompany(mail('A B <a@gmail.com>', 'Buyer, Olin Foods Inc.'))).toEqual({
      company: 'Olin Foods Inc.',
      industry: '',
      size: '',
      contactRole: 'Buyer',
      source: 'guess:signature',
    });
  });

  test.each([
    ['only a name', 'Best,\nMira Oye'],
    ['a place', 'Mira Oye\nAberdeen'],
    ['a device', 'Sent from my iPhone'],
    ['a title alone', 'Mira Oye\nMarketing Manager'],
    ['a department', 'Mira Oye\nMarketing Manager, Sales Team'],
    ['a closing', 'Thanks and best wishes\nMira Oye'],
    ['somebody else', 'Mira Oye\nDott.ssa Chiara Zanatta'],
    ['a motto', 'Mira Oye\nBuyer\nnever trust a printer'],
  ])('with %s tells no company', (_, signature) => {
    expect(guess('Mira Oye <mira.oye@gmail.com>', signature)).toBeNull();
  });
});

describe('the domain', () => {
  const from = (address: string, changes: Partial<Mail> = {}) =>
    guessedCompany(mail(`Mira Oye <${address}>`, 'Mira', changes))?.company ?? null;

  test.each([
    ['m@brightlane-logistics.example', 'Brightlane Logistics'],
    ['m@mail.brightlane.co.uk', 'Brightlane'],
    ['m@brt-gmbh.de', 'BRT GmbH'],
    ['m@acme.com', 'Acme'],
  ])('of %s is %s', (address, company) => {
    expect(from(address)).toBe(company);
  });

  test('is spelled as the mail spells it', () => {
    const own = 'Here at Galway Boulders we climb. See https://galwayboulders.example';
    expect(from('m@galwayboulders.example', { own })).toBe('Galway Boulders');
    expect(guess('Druckerei Moos <m@druckereimoos.example>', '')).toBe('Druckerei Moos | ');
  });

  test('keeps the title', () => {
    expect(guessedCompany(mail('Mira Oye <m@torvan.example>', 'Mira Oye\nRace Director'))).toEqual({
      company: 'Torvan',
      industry: '',
      size: '',
      contactRole: 'Race Director',
      source: 'guess:domain',
    });
  });

  test.each([
    ['a mailbox provider', 'm@gmail.com'],
    ['one of another country', 'm@seznam.cz'],
    ['one that no list knows', 'm@freemailbox.example'],
    ['a mailing service', 'm@em123.sendgrid.net'],
    ['a help desk', 'm@acme.zendesk.com'],
    ['a list', 'm@lists.acme.example'],
    ['a machine', 'no-reply@acme.example'],
    ["a list's owner", 'users-request@acme.example'],
    ['students', 'm@stud.acme.example'],
    ["the sender's own name", 'm@mira-oye.example'],
    ['no name', 'm@localhost'],
    ['our own', 'm@company.example'],
    ['punycode', 'm@xn--mnch-0ra.example'],
    ['digits', 'm@12345.example'],
  ])('of %s tells no company', (_, address) => {
    expect(from(address)).toBeNull();
  });
});

describe('a hostile sender', () => {
  test('gets no more than a short line in', () => {
    const signatures = [
      'M\nBuyer, <b>Acme\u0000\u202E</b> [x](http://evil.example) GmbH',
      `M\nBuyer, ${'A'.repeat(5_000)} GmbH`,
      `${'Ltd '.repeat(2_000)}\n${', '.repeat(3_000)}`,
      `M\nCEO, ${'Acme '.repeat(30)}Inc.`,
      'M\nCEO, https://evil.example/Acme Ltd, ceo@evil.example',
      'M\n{{company}} Ltd | CEO <script>alert(1)</script>',
    ];
    for (const signature of signatures) {
      const record = guessedCompany(mail('M <m@gmail.com>', signature));
      for (const field of [record?.company ?? '', record?.contactRole ?? '']) {
        expect(field.length).toBeLessThanOrEqual(60);
        expect(field).not.toMatch(/\p{C}|[<>[\]{}@]|https?:|\/\//u);
      }
    }
  });

  test('costs no time', () => {
    const before = performance.now();
    for (const piece of ['A ', 'Ltd', '&, ', '( ', '«', 'a-', 'Aa', '-- \n', '\u3000']) {
      const text = piece.repeat(50_000);
      guessedCompany(mail('A <a@aaaaaaaa.example>', text, { own: text }));
    }
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  test('is not believed where the mail addresses a model, nor is a machine', () => {
    const injection = { suspected: true, evidence: ['x'] };
    const signature = 'Buyer, Olin Foods Inc.';
    expect(guess('A <a@olin.example>', signature, { injection })).toBeNull();
    expect(guess('A <a@olin.example>', signature, { automated: 'auto-reply' })).toBeNull();
    expect(guessedCompany(aMail({ from: null }))).toBeNull();
  });
});

test('a web form’s visitor is the one who answers go to', () => {
  const replyTo = { name: 'Mira Oye', address: 'mira@torvan.example' };
  expect(guess('Form <form@company.example>', '', { replyTo })).toBe('Torvan | ');
});
