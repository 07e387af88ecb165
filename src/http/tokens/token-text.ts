import { createHash, randomBytes } from 'node:crypto';

/** Says whose it is to people and to scanners that look for secrets in code and logs. */
const prefix = 'moa';

/** What was made is shown once: the text is nowhere but with who asked for it. */
export interface MadeToken {
  /** 64 random bits, public. */
  id: string;
  /** `moa_<id>_<secret>`; the secret is 256 random bits. */
  text: string;
  hash: string;
}

export function makeToken(): MadeToken {
  const id = randomBytes(8).toString('hex');
  const text = `${prefix}_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, text, hash: hashOf(text) };
}

/** The id in a token's text; null: it is none of ours. */
export function idIn(text: string): string | null {
  return /^moa_([0-9a-f]{16})_[\w-]{43}$/.exec(text)?.[1] ?? null;
}

/**
 * SHA-256 in hexadecimal. A slow hash with a salt is for passwords, which can be guessed from a list;
 * of 256 random bits there is no list, and each request would pay for it.
 */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
