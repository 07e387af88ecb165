import type { Corpus } from './corpus.ts';

/** The address that the program is told is its own. */
export const ownAddress = 'marketing@own.example';

type Kind = 'real' | 'own' | 'same' | keyof typeof machines;

/** The kinds in the order in which they come, again and again: any stretch of a mailbox has the same share of each. */
export type Recipe = Kind[];

const recipe = (kinds: string): Recipe => kinds.trim().split(/\s+/) as Recipe;

/** Mostly what is through quickly. */
export const quickMail = recipe(`
  real notice bounce newsletter own
  notice receipt same real newsletter
  same own notice bounce receipt
  real same own newsletter same
`);

/** Mostly what takes every step with the LLM. */
export const slowMail = recipe('real real own real same');

/** What a mixture of so many mails has to come to. */
export interface Composition {
  /** Real mails, of which all but spam and machine-made ones walk every step with the LLM. */
  real: number;
  /** Short machine-made ones, which walk every step but are answered by rule: no LLM is asked. */
  machineMade: number;
  /** Our own and repeated ones, of which only the ledger row stays. */
  skipped: number;
}

/**
 * Mail such as a busy mailbox holds: real mail, machine-made mail, our own, and some that came twice.
 * The i-th is the same in every run.
 */
export function mixture(corpus: Corpus, of: Recipe = quickMail): (i: number) => string {
  return (i) => mailOf(corpus, of, i);
}

/** In one line, for people. */
export function inWords({ real, machineMade, skipped }: Composition): string {
  const share = (n: number) => `${((n * 100) / (real + machineMade + skipped)).toFixed(0)} %`;
  return (
    `${share(real)} real mail, ${share(machineMade)} short machine-made mail that is answered by rule, ` +
    `${share(skipped)} our own or repeated mail`
  );
}

export function compositionOf(mails: number, of: Recipe = quickMail): Composition {
  const kinds = Array.from({ length: mails }, (_, i) => kindOf(of, i));
  const real = kinds.filter((kind) => kind === 'real').length;
  const skipped = kinds.filter((kind) => kind === 'own' || kind === 'same').length;
  return { real, skipped, machineMade: mails - real - skipped };
}

function kindOf(of: Recipe, i: number): Kind {
  return of[i % of.length] ?? 'real';
}

function mailOf(corpus: Corpus, of: Recipe, i: number): string {
  const kind = kindOf(of, i);
  if (kind === 'real') return corpus.mail(realBefore(of, i));
  // The one before it, byte by byte.
  if (kind === 'same') return mailOf(corpus, of, i - 1);
  return kind === 'own' ? ownLetter(i) : machines[kind](i);
}

/** How many real ones stand before the i-th, so that the corpus is told from its start. */
function realBefore(of: Recipe, i: number): number {
  const real = (kinds: Recipe) => kinds.filter((kind) => kind === 'real').length;
  return Math.floor(i / of.length) * real(of) + real(of.slice(0, i % of.length));
}

const machines = { notice, bounce, newsletter, receipt };

function notice(i: number): string {
  const host = `node${i % 900}.hosting.example`;
  return letter(i, `Monitoring <alerts@${host}>`, `${host}: report ${i} of the night`, {
    headers: ['Auto-Submitted: auto-generated'],
    text: `All jobs of ${host} have ended.\n\n${lines(i, 'job', 'took', 'seconds')}`,
  });
}

function bounce(i: number): string {
  return letter(i, 'Mail Delivery System <mailer-daemon@mx.example>', 'Undelivered mail', {
    headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied'],
    text: `Letter ${i} could not be delivered.\n\n${lines(i, 'try', 'failed after', 'seconds')}`,
  });
}

function newsletter(i: number): string {
  const house = `house${i % 400}.example`;
  const offers = lines(i, 'offer', 'is reduced by', 'per cent').replaceAll('\n', '</li>\n<li>');
  return letter(i, `House ${i % 400} <news@${house}>`, `What is new in week ${i}`, {
    headers: [`List-Unsubscribe: <https://${house}/leave/${i}>`, 'Precedence: bulk'],
    type: 'text/html',
    text: `<h1>Issue ${i}</h1>\n<ul><li>${offers}</li></ul>\n<p>You subscribed to this.</p>`,
  });
}

function receipt(i: number): string {
  return letter(i, `Shop <orders@shop${i % 300}.example>`, `Your receipt for order ${i}`, {
    headers: ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'],
    text: `Thank you for order ${i}.\n\n${lines(i, 'item', 'costs', 'euros')}`,
  });
}

function ownLetter(i: number): string {
  return letter(i, `Marketing <${ownAddress}>`, `Our offer ${i}`, {
    text: `Dear customer,\n\nthis is what we spoke about.\n\n${lines(i, 'seat', 'costs', 'euros')}`,
  });
}

/** From one line to eight: the sizes differ, and none takes long to be read. */
function lines(i: number, thing: string, does: string, unit: string): string {
  const n = 1 + ((i * 3) % 8);
  return Array.from(
    { length: n },
    (_, k) => `${thing} ${i + k} ${does} ${(i * k) % 997} ${unit}`,
  ).join('\n');
}

interface Body {
  headers?: string[];
  type?: string;
  text: string;
}

function letter(i: number, from: string, subject: string, body: Body): string {
  const { headers = [], type = 'text/plain', text } = body;
  return [
    ...headers,
    `From: ${from}`,
    'To: marketing@own.example',
    `Subject: ${subject}`,
    `Message-ID: <${i}@mixture.example>`,
    `Date: ${new Date(Date.UTC(2025, 0, 1) + i * 60_000).toUTCString()}`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}; charset=utf-8`,
    '',
    text,
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');
}
