/** A mail that cannot be read; the message is the reason and quotes nothing from the mail. */
export class Unparsable extends Error {}

/** Only the messages of mailsplit's limits are fixed text; those of other errors may quote mail. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unparsable) return error.message;
  if (!(error instanceof Error)) return 'the MIME parser failed';
  if ('code' in error && error.code === 'EMAXLEN') {
    return `beyond the limits of the MIME parser: ${error.message}`;
  }
  return `the MIME parser failed with ${error.name}`;
}
