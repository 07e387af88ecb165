import { pino, type Logger } from 'pino';

/** Whatever bears such a name is never written, wherever it stands in a log line. */
const secrets = ['pass', 'password', 'token', 'accessToken', 'apiKey', 'apiToken', 'authorization'];

/** JSON lines on stdout. Log calls name ids, stages and codes; mail text is nobody's business here. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  });
}
