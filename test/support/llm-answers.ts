export type LlmStep = 'classify' | 'draft' | 'summarize';
export const llmSteps: readonly LlmStep[] = ['classify', 'draft', 'summarize'];

/** What the stand-in makes of a prompt: its data blocks, and the rest as text. */
export interface ReadPrompt {
  mail: { from: string; subject: string; text: string };
  crm: { company: string } | null;
  /** All that is written in the blocks of data, attachments and other people's mail included. */
  data: string;
  text: string;
}

/** Finds the blocks of data; a prompt without them reads as an empty mail. */
export function readPrompt(text: string): ReadPrompt {
  const mail = block(text, 'mail');
  const crm = block(text, 'crm');
  return {
    mail: { from: field(mail, 'from'), subject: field(mail, 'subject'), text: field(mail, 'text') },
    crm: crm && { company: field(crm, 'company') },
    data: [mail, block(text, 'background')].flatMap(stringsIn).join('\n'),
    text,
  };
}

/** A sensible answer to each step, made from the mail by rules a reader can follow. */
export function plausibleAnswer(step: LlmStep, prompt: ReadPrompt): Record<string, unknown> {
  if (step === 'classify') return classify(prompt);
  if (step === 'draft') return draft(prompt);
  return summarize(prompt);
}

const signs: [category: string, pattern: RegExp][] = [
  ['Spam', /lottery|winner|casino|crypto|seo service|backlinks|viagra|inheritance|wire transfer/i],
  [
    'Support',
    /not work|error|broken|cannot|can't|invoice|refund|log ?in|password|help with|funktioniert nicht/i,
  ],
  ['Lead', /pric|quote|demo|trial|buy|purchas|seats|partner|sponsor|proposal|rfp|angebot|preis/i],
];

function classify({ mail }: ReadPrompt): Record<string, unknown> {
  const found = signs.find(([, pattern]) => pattern.test(`${mail.subject}\n${mail.text}`));
  const [category, pattern] = found ?? ['General', null];
  const word = pattern?.exec(`${mail.subject}\n${mail.text}`)?.[0];
  return {
    reason: word ? `The mail speaks of "${word}".` : 'Nothing points to a sale or a problem.',
    category,
    confidence: word ? 0.9 : 0.6,
  };
}

function draft({ mail, crm }: ReadPrompt): Record<string, unknown> {
  const name = /^([^<@]+?)\s*</.exec(mail.from)?.[1] ?? '';
  const german = /\b(und|nicht|wir|bitte|für|guten tag)\b/i.test(mail.text);
  const greeting = german ? 'Guten Tag' : 'Hello';
  const thanks = german
    ? 'vielen Dank für Ihre Nachricht. Wir melden uns in Kürze mit einer Antwort.'
    : 'thank you for your message. We have read it and will come back to you shortly.';
  const company =
    crm &&
    (german
      ? `Wir freuen uns über das Interesse von ${crm.company}.`
      : `It is good to hear from ${crm.company}.`);
  return {
    language: german ? 'de' : 'en',
    subject: `Re: ${mail.subject || 'your message'}`,
    body: [`${greeting}${name && ` ${name}`},`, thanks, company].filter(Boolean).join('\n\n'),
  };
}

function summarize({ mail }: ReadPrompt): Record<string, unknown> {
  const text = `${mail.subject}\n${mail.text}`;
  const pressing = /urgent|asap|outage|down\b|blocked|dringend/i.test(text);
  const asking = text.includes('?');
  return {
    intent: `The sender writes about "${mail.subject || 'nothing in particular'}".`,
    urgency: pressing ? 'high' : asking ? 'medium' : 'low',
  };
}

function block(text: string, tag: string): object | null {
  const json = new RegExp(`<${tag}>\\n(.*)\\n</${tag}>`).exec(text)?.[1];
  const value: unknown = json === undefined ? null : JSON.parse(json);
  return typeof value === 'object' ? value : null;
}

function field(data: object | null, key: string): string {
  const value: unknown = data && Object.getOwnPropertyDescriptor(data, key)?.value;
  return typeof value === 'string' ? value : '';
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
