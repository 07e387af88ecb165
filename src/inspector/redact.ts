import { hidden, masking } from './mask.ts';
import { isActor, isLogic, isSnapshot, nodeCode } from './shapes.ts';

export { hidden };

/**
 * Names of fields whose texts may be seen: any text, or only those of a list or of a pattern, for a
 * field that somebody outside might fill, such as the model that a server says it has used.
 */
export type OpenTexts = readonly string[] | Readonly<Record<string, readonly string[] | RegExp>>;

export interface RedactionOptions {
  /** All other texts are hidden. */
  open: OpenTexts;
  /** Shows every text but those under the names of secrets; for one's own machine only. */
  full: boolean;
  /** What no text may hold, whatever is open: it is cut out, also in base64 or as part of a URL. */
  secrets?: readonly string[];
  /** The id by which the world knows an actor that a context refers to. */
  idOf?: (sessionId: string) => string;
}

/** A copy of a value that is safe to show and to stringify: bounded, without cycles. Never throws. */
export type Redact = (value: unknown) => unknown;

const maxDepth = 6;
const maxItems = 50;
const maxText = 200;
const maxFullText = 10_000;
/** Over all of one value: fifty fields on each of six levels would be billions. */
const maxValues = 1_000;
const maxTotalText = 60_000;
const secret = /pass|secret|token|credential|authorization|cookie|api_?key|private_?key/i;
/** Other keys, such as addresses and names of headers, are text of the outside. */
const fieldName = /^(?:[A-Za-z_$][\w$]{0,39}(?:-\d{1,6})?|\d{1,6})$/;
const className = /^[A-Za-z_$][\w$]{0,59}$/;

/** A number of tokens is what an LLM has cost. */
const countName = /tokens$/i;

interface KeyKind {
  isField: boolean;
  isSecret: boolean;
  isCount: boolean;
}

/** Keys that were looked at before; forgotten as a whole, for some are text of the outside. */
const knownKeys = new Map<string, KeyKind>();
const keptKeys = 2_000;

function kindOfKey(key: string): KeyKind {
  const known = knownKeys.get(key);
  if (known) return known;
  const kind = {
    isField: fieldName.test(key),
    isSecret: secret.test(key),
    isCount: countName.test(key),
  };
  if (knownKeys.size >= keptKeys) knownKeys.clear();
  // Nothing long is kept in memory.
  if (kind.isField) knownKeys.set(key, kind);
  return kind;
}

/** What is left of what one value may take. */
interface Budget {
  values: number;
  text: number;
}

/**
 * Numbers, booleans, dates and open texts are shown. All other text may be mail, an address or a
 * secret, so that a new field is hidden until somebody adds its name.
 */
export function redactor({ open, full, secrets = [], idOf }: RedactionOptions): Redact {
  const isOpen = opened(open);
  const mask = masking(secrets);

  function text(value: string, name: string, sealed: boolean, budget: Budget): string {
    if (sealed || !(full || isOpen(name, value))) return hidden;
    const length = Math.min(full ? maxFullText : maxText, budget.text);
    // Some more than is shown, so that a secret that the end would cut in two is seen.
    const shortened = mask(value.slice(0, length + 1_000)).slice(0, length);
    budget.text -= shortened.length;
    return shortened;
  }

  /** @param sealed it is below a name such as `credentials` */
  function shown(
    value: unknown,
    name: string,
    sealed: boolean,
    depth: number,
    budget: Budget,
  ): unknown {
    if ((budget.values -= 1) < 0) return '[more]';
    if (typeof value === 'string') return text(value, name, sealed, budget);
    if (typeof value !== 'object' || value === null) return simple(value, sealed);
    try {
      return special(value) ?? inner(value, name, sealed, depth, budget);
    } catch {
      // A proxy or a getter that throws must not end the actor that is looked at.
      return hidden;
    }
  }

  /** What is shown in a word; null: its parts are shown. */
  function special(value: object): unknown {
    if (isActor(value)) return { actor: idOf ? idOf(value.sessionId) : value.sessionId };
    if (isLogic(value)) return '[logic]';
    if (value instanceof Date) return dateOf(value);
    if (value instanceof Map || value instanceof Set) return `[${whole(value.size)} entries]`;
    if (ArrayBuffer.isView(value)) return `[${whole(value.byteLength)} bytes]`;
    return null;
  }

  function inner(value: object, name: string, sealed: boolean, depth: number, budget: Budget) {
    if (depth >= maxDepth) return '[deeper]';
    if (value instanceof Error) return errorOf(value, sealed, depth, budget);
    if (Array.isArray(value)) return list(value, name, sealed, depth, budget);
    if (isSnapshot(value)) {
      const { status, value: state, context } = value;
      return { status, value: state, context: shown(context, '', sealed, depth + 1, budget) };
    }
    return fields(value, sealed, depth, budget);
  }

  function list(items: unknown[], name: string, sealed: boolean, depth: number, budget: Budget) {
    const some: unknown[] = [];
    const length = Math.min(items.length, maxItems);
    for (let i = 0; i < length && budget.values > 0; i += 1) {
      some.push(shown(items[i], name, sealed, depth + 1, budget));
    }
    const more = items.length - some.length;
    if (more > 0) some.push(`[${more} more]`);
    return some;
  }

  function fields(value: object, sealed: boolean, depth: number, budget: Budget): object {
    const copy: Record<string, unknown> = {};
    const keys = Object.keys(value);
    const length = Math.min(keys.length, maxItems);
    let i = 0;
    for (; i < length && budget.values > 0; i += 1) {
      const key = keys[i] ?? '';
      const { isField, isSecret, isCount } = kindOfKey(key);
      const isShown = (full || isField) && key !== '__proto__';
      const name = isShown ? mask(key.slice(0, maxText)) : `[key ${i + 1}]`;
      const part = read(value, key);
      const isSealed = sealed || (isSecret && !(isCount && typeof part === 'number'));
      copy[name] = shown(part, key, isSealed, depth + 1, budget);
    }
    if (keys.length > i) copy['[more]'] = keys.length - i;
    return copy;
  }

  /** Its fields as any object's, and what errors do not show among them. */
  function errorOf(error: Error, sealed: boolean, depth: number, budget: Budget): object {
    const { name, cause } = error;
    const code = 'code' in error ? error.code : undefined;
    return {
      ...fields(error, sealed, depth, budget),
      name: className.test(name) ? name : 'Error',
      ...(typeof code === 'string' && nodeCode.test(code) ? { code } : {}),
      ...(full ? { message: text(error.message, 'message', sealed, budget) } : {}),
      ...(cause === undefined ? {} : { cause: shown(cause, 'cause', sealed, depth + 1, budget) }),
    };
  }

  return (value) => shown(value, '', false, 0, { values: maxValues, text: maxTotalText });
}

/** What JSON would lose or refuse is put in words; `undefined` stays out. A password may be a number. */
function simple(value: unknown, sealed: boolean): unknown {
  if (sealed && /^(?:number|bigint|boolean)$/.test(typeof value)) return hidden;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return BigInt.asIntN(128, value) === value ? `${value}n` : '[big]';
  if (typeof value === 'symbol') return '[symbol]';
  return typeof value === 'function' ? '[function]' : value;
}

/** By the prototype's method: one of the value's own could answer anything. */
function dateOf(value: Date): string {
  const time = Date.prototype.getTime.call(value);
  return Number.isNaN(time) ? '[no date]' : new Date(time).toISOString();
}

/** Whatever is answered: a property of the value's own may hide the real one. */
function whole(size: unknown): number {
  return Number(size);
}

function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return '[unreadable]';
  }
}

function opened(open: OpenTexts): (name: string, text: string) => boolean {
  if (isList(open)) {
    const names = new Set(open);
    return (name) => names.has(name);
  }
  const kinds = new Map(Object.entries(open).map(([name, texts]) => [name, kindOf(texts)]));
  return (name, text) => kinds.get(name)?.(text) ?? false;
}

function kindOf(texts: readonly string[] | RegExp): (text: string) => boolean {
  if (texts instanceof RegExp) {
    // `g` and `y` would make the answer depend on the one before.
    const pattern = new RegExp(texts.source, texts.flags.replace(/[gy]/g, ''));
    return (text) => text.length <= maxText && pattern.test(text);
  }
  const known = new Set(texts);
  return (text) => known.has(text);
}

function isList(open: OpenTexts): open is readonly string[] {
  return Array.isArray(open);
}
