import { letterRunsOf, wordsOf } from './views.ts';

export interface Secrets {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  model: string;
}

/** What one view of an answer, beside what may be said of all the mail, has of a secret; or null. */
export type SecretCheck = (view: string, known: string) => string | null;

/** Characters of a key that are no coincidence. */
const piece = 12;

/** Looks for the key, whole or in part, for the server's address and for the model's name. */
export function secretCheck({ apiKey = '', baseUrl = '', model }: Secrets): SecretCheck {
  const hasKey = keyCheck(apiKey);
  const addresses = addressesOf(baseUrl);
  // A name without a digit, such as `mistral`, may be a word.
  const name = /\d/.test(model) && model.length >= 5 ? model.toLowerCase() : null;
  return (view, known) => {
    if (hasKey(view, known)) return 'the API key';
    const lower = view.toLowerCase();
    const seen = (part: string) => lower.includes(part) && !known.toLowerCase().includes(part);
    if (addresses.some(seen)) return "the LLM server's address";
    return name && seen(name) ? "the model's name" : null;
  };
}

function keyCheck(key: string): (view: string, known: string) => boolean {
  // Dummies of local servers, such as `ollama`, are words and no secrets.
  if (key.length < 8) return () => false;
  if (key.length < piece) return (view, known) => view.includes(key) && !known.includes(key);
  const pieces = letterRunsOf(key, piece);
  // `sk-no-key-required` without its hyphens is English; a key with digits never is.
  const spaced = /\d/.test(key) ? letterRunsOf(compact(key), piece) : [];
  return (view) => {
    const letters = compact(view);
    return (
      pieces.some((part) => view.includes(part)) || spaced.some((part) => letters.includes(part))
    );
  };
}

function compact(text: string): string {
  return wordsOf(text).join('');
}

function addressesOf(baseUrl: string): string[] {
  if (!URL.canParse(baseUrl)) return [];
  const { host, pathname } = new URL(baseUrl);
  const whole = `${host}${pathname.replace(/\/+$/, '')}`;
  // `localhost` alone is a word.
  return [whole, host].filter((part) => /[.:/]/.test(part)).map((part) => part.toLowerCase());
}
