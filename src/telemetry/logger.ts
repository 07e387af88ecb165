import { type DestinationStream, pino, type Logger } from 'pino';

/** Whatever bears such a name is never written, wherever it stands in a log line. */
const secrets = ['pass', 'password', 'token', 'accessToken', 'apiKey', 'apiToken', 'authorization'];

/** JSON lines. Log calls name ids, stages and codes; mail text is nobody's business here. */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination(1),
): Logger {
  const redact = { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' };
  const timestamp = pino.stdTimeFunctions.isoTime;
  return pino({ level, base: null, timestamp, redact }, destination);
}
