import type { MailboxRef, MailIdentity, MailSource } from '../ports.ts';
import { blameMessages } from './batch.ts';

/**
 * What messages can be known again by. One that the server cannot tell of is left out: halves are
 * asked for until it stands alone, so that it does not keep the others from being known.
 * @throws Failure where of several messages not one is told of: then no message is to blame
 */
export async function identify(
  source: MailSource,
  ref: MailboxRef,
  uids: number[],
): Promise<MailIdentity[]> {
  if (uids.length === 0) return [];
  try {
    return await source.identify(ref, uids);
  } catch (error) {
    await blameMessages(source, ref, error);
    if (uids.length === 1) return [];
    const middle = Math.ceil(uids.length / 2);
    const halves = [uids.slice(0, middle), uids.slice(middle)];
    const found: MailIdentity[] = [];
    for (const half of halves) found.push(...(await identify(source, ref, half)));
    if (found.length === 0) throw error;
    return found;
  }
}
