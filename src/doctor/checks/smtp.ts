import { probeSmtp } from '../../adapters/smtp/probe.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Examination } from '../examination.ts';
import { placeOf, reach } from '../network.ts';

const deadlineMs = 20_000;

/** Name, port, TLS and login of the submission server; no letter is handed in. */
export function smtpExamination(url: string): Examination {
  return {
    name: 'SMTP',
    deadlineMs,
    async steps(examiner, signal) {
      await reach(examiner, 'SMTP', placeOf(url), 'SMTP_URL');
      await examiner.step(
        'SMTP login',
        () => probeSmtp({ url, connectMs: 10_000, deadlineMs }, signal),
        ({ secure, loggedIn }) =>
          `${secure ? 'encrypted' : 'not encrypted'}, ${loggedIn ? 'logged in' : 'no login asked for'}`,
        fixOf,
      );
    },
  };
}

function fixOf({ code, message }: Failure): string {
  if (code === 'smtp.refused') return 'set the right user and password in SMTP_URL';
  const named = /\(([^()]+)\)$/.exec(message)?.[1];
  if (named === 'a private certificate') {
    return 'a private certificate: name its CA in NODE_EXTRA_CA_CERTS';
  }
  return named ?? 'check SMTP_URL';
}
