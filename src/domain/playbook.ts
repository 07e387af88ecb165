import type { Category } from './category.ts';

/** What the company wants said, and how. */
export interface Playbook {
  company: string;
  voice: string;
  /** The name under every draft. */
  signature: string;
  categories: Record<Category, string>;
  /** How a reply to each category should go. */
  policies: Record<Exclude<Category, 'Spam'>, string>;
  /** Facts that replies may state: prices, dates and links come from here or not at all. */
  knowledge: { title: string; text: string }[];
  /** How good replies look. */
  examples: { category: Exclude<Category, 'Spam'>; mail: string; reply: string }[];
}

export function defaultPlaybook(signatureName?: string): Playbook {
  return {
    company: 'our company',
    voice: 'Polite, warm and brief. Plain words, no jargon, no promises that nobody has approved.',
    signature: signatureName ?? 'The Marketing Team',
    categories: {
      Lead: 'May bring revenue: pricing, demo, trial, procurement, an RFP, a genuine partnership, reseller, sponsorship or speaking proposal.',
      Support:
        'An existing user or customer with a problem or a request about what they have; billing and data requests included.',
      General:
        'Other legitimate mail: press, jobs, colleagues, vendors, receipts, logistics, newsletters, notifications, thanks, auto-replies, bounces, calendar.',
      Spam: 'Unsolicited bulk or deceptive mail; generic cold selling included.',
    },
    policies: {
      Lead: 'Thank them, show that the request was understood, name one next step (a short call) and ask at most two questions that qualify it.',
      Support:
        'Apologise for the trouble without admitting fault, say what was understood, ask for what is missing to solve it, and say that the team is on it.',
      General: 'Thank them, answer what can be answered, and say who will follow up where needed.',
    },
    knowledge: [],
    examples: [],
  };
}

/** How letters close, by language; English where a language is missing. */
const closings: Record<string, string> = {
  en: 'Best regards,',
  de: 'Mit freundlichen Grüßen',
  fr: 'Cordialement,',
  es: 'Un cordial saludo,',
  it: 'Cordiali saluti,',
  nl: 'Met vriendelijke groet,',
  pt: 'Com os melhores cumprimentos,',
};

/** The body with closing and signature, unless it already ends with the signature. */
export function sign(body: string, language: string, signature: string): string {
  const trimmed = body.trimEnd();
  if (trimmed.endsWith(signature)) return trimmed;
  const closing = closings[language.slice(0, 2).toLowerCase()] ?? closings['en'];
  return `${trimmed}\n\n${closing}\n${signature}`;
}
