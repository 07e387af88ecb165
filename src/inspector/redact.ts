export interface RedactionOptions {
  /** Names under which strings may be seen; all other strings are hidden. */
  open: readonly string[];
  /** Shows every string but those under the names of secrets; for one's own machine only. */
  full: boolean;
}

/** A copy of a value that is safe to show: cut in depth and width, without prototypes or cycles. */
export type Redact = (value: unknown) => unknown;

export const hidden = '[redacted]';

const maxDepth = 6;
const maxItems = 50;
const maxText = 200;
const maxFullText = 10_000;
const secret = /pass|secret|token|credential|authorization|cookie|api_?key|private_?key/i;
/** A key that some text of the outside was made into, such as an address, is no name of a field. */
const fieldName = /^[\w$.-]{1,60}$/;

/**
 * Numbers, booleans and the strings under `open` names are shown. All other text may be mail, an
 * address or a secret, so that a new field is hidden until somebody adds its name.
 */
export function redactor({ open, full }: RedactionOptions): Redact {
  const openNames = new Set(open);

  function text(value: string, name: string): string {
    if (secret.test(name)) return hidden;
    if (full) return value.slice(0, maxFullText);
    return openNames.has(name) ? value.slice(0, maxText) : hidden;
  }

  function shown(value: unknown, name: string, depth: number): unknown {
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
    if (typeof value === 'string') return text(value, name);
    if (typeof value !== 'object') return undefined;
    if ('sessionId' in value && 'getSnapshot' in value) return { actor: String(value.sessionId) };
    if (value instanceof Error) return errorOf(value, name);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`;
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (depth >= maxDepth) return '[deeper]';
    return Array.isArray(value) ? list(value, name, depth) : fields(value, depth);
  }

  function list(items: unknown[], name: string, depth: number): unknown[] {
    const some = items.slice(0, maxItems).map((item) => shown(item, name, depth + 1));
    const more = items.length - some.length;
    return more > 0 ? [...some, `[${more} more]`] : some;
  }

  function fields(value: object, depth: number): object {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value).slice(0, maxItems)) {
      const name = full || fieldName.test(key) ? key : hidden;
      copy[name] = shown(read(value, key), key, depth + 1);
    }
    return copy;
  }

  function errorOf(error: Error, name: string): object {
    const code = 'code' in error ? error.code : undefined;
    return {
      name: error.name,
      ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
      ...(full ? { message: text(error.message, name) } : {}),
    };
  }

  return (value) => shown(value, '', 0);
}

/** A getter that throws must not end the actor that is looked at. */
function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return hidden;
  }
}
