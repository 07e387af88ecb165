import type { MessageStore } from '../../ports.ts';
import type { Toast } from './toast.ts';

/** What became of one message that was to be tried again. */
export interface Retried {
  id: number;
  /** null: there is no such message. */
  uid: number | null;
  outcome: Awaited<ReturnType<MessageStore['retry']>>;
}

export function retryToast(tried: Retried[]): Toast {
  const [only] = tried;
  if (only && tried.length === 1) return singleToast(only);
  const done = tried.filter(({ outcome }) => outcome === 'retried').length;
  const left = tried.length - done;
  if (done === 0) return { text: 'None of them waits here any more.', tone: 'warn' };
  const text = `${done} ${done === 1 ? 'message is' : 'messages are'} back in work.`;
  if (left === 0) return { text, tone: 'good' };
  return { text: `${text} ${left} had been dealt with already.`, tone: 'warn' };
}

function singleToast({ id, uid, outcome }: Retried): Toast {
  if (outcome === 'retried') return { text: `UID ${uid} is back in work.`, tone: 'good' };
  if (outcome === 'not_ended') return { text: `UID ${uid} is in work already.`, tone: 'warn' };
  if (outcome === 'sourceless') {
    return { text: `UID ${uid} cannot be read again: its source is kept no longer.`, tone: 'warn' };
  }
  const text =
    outcome === 'edited'
      ? `A person has edited or decided on the draft of UID ${uid}, and that stands.`
      : `There is no message ${id} any more.`;
  return { text, tone: 'warn' };
}

export function discardToast(
  uid: number,
  outcome: Awaited<ReturnType<MessageStore['discard']>>,
): Toast {
  return outcome === 'discarded'
    ? { text: `UID ${uid} is discarded.`, tone: 'good' }
    : { text: `UID ${uid} is not in quarantine any more: somebody was faster.`, tone: 'warn' };
}
