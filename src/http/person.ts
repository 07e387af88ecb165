import type { Context } from 'koa';
import type { PersonName } from '../ports.ts';

/** The name that was given at the sign-in; null: nobody signed in, or a program asks. */
export function personOf(ctx: Context): PersonName {
  const name: unknown = ctx.state['person'];
  return typeof name === 'string' ? name : null;
}
