import type { Context } from 'koa';

/** How long something that outlives its request, such as a stream, may stay open. */
export interface Stay {
  /** Whether its session has come to its end by itself; asked from time to time. */
  isOver(): boolean;
  /**
   * Calls `close` as soon as the person signs out.
   * @returns takes that back, for what is closed already
   */
  untilSignOut(close: () => void): () => void;
}

/** Of a program with the token, and where nobody has to sign in. */
export const endless: Stay = { isOver: () => false, untilSignOut: () => () => undefined };

export function setStay(ctx: Context, stay: Stay): void {
  ctx.state['stay'] = stay;
}

/** Of who asks; `endless` unless a session let them in. */
export function stayOf(ctx: Context): Stay {
  return (ctx.state['stay'] as Stay | undefined) ?? endless;
}
