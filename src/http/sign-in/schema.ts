import { z } from 'zod';

/** Characters, as people count them. */
const maxName = 80;

/** Control characters, line ends, halves of characters, and what turns the direction of text about. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name that is kept with every action of whoever bears it.
 * @param asked what to say where there is none
 */
export function personName(asked: string) {
  return z
    .string(asked)
    .trim()
    .refine((name) => visible.test(name), asked)
    .refine(
      (name) => Array.from(name).length <= maxName,
      `A name has at most ${maxName} characters`,
    )
    .refine((name) => !unfit.test(name), 'A name has no control characters');
}

interface SignInForm {
  name: string;
  token: string;
}

export const signInForm: z.ZodType<SignInForm> = z.object({
  name: personName('Say who you are'),
  token: z.string('Give the token').min(1, 'Give the token').max(4_096, 'The token is wrong'),
});
