import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { smtpFailure } from './errors.ts';
import { smtpServer, type SmtpSettings } from './server.ts';

export interface ProbedSmtp {
  /** The connection is encrypted. */
  secure: boolean;
  /** It logged in; false where no user is named, or the server asks for none. */
  loggedIn: boolean;
}

/**
 * Connects, encrypts and logs in as for a letter, and hangs up without one.
 * @throws Failure `smtp.unavailable` or `smtp.refused`
 */
export async function probeSmtp(settings: SmtpSettings, signal: AbortSignal): Promise<ProbedSmtp> {
  const server = smtpServer(settings);
  const connection = new SMTPConnection(server.options);
  const lost = new Promise<never>((_, reject) => {
    connection.on('error', reject);
    connection.once('end', () => setImmediate(reject, new Error('the connection was closed')));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  lost.catch(() => undefined);
  const called = (act: (done: (error?: Error | null) => void) => void) =>
    Promise.race([
      lost,
      new Promise<void>((resolve, reject) => {
        act((error) => (error ? reject(error) : resolve()));
      }),
    ]);
  try {
    await called((done) => connection.connect(done));
    const { user, pass } = server;
    const loggedIn = user !== '' && connection.allowsAuth;
    if (loggedIn) await called((done) => connection.login({ credentials: { user, pass } }, done));
    return { secure: connection.secure, loggedIn };
  } catch (error) {
    throw smtpFailure(error, server, false);
  } finally {
    connection.quit();
    setTimeout(() => connection.close(), 500).unref();
  }
}
