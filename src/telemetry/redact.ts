/**
 * What of a snapshot or an event may be seen: numbers, booleans and the strings under names that
 * are known to be harmless. All other text may be mail, an address or a secret, and is left out;
 * a new field is hidden until somebody adds its name here.
 */
const openNames = new Set([
  'kind',
  'status',
  'value',
  'stage',
  'step',
  'ended',
  'code',
  'answerer',
  'category',
  'urgency',
  'provider',
  'model',
  'mailbox',
  'receivedAt',
  'actorId',
]);

const maxDepth = 6;
const maxItems = 50;
const hidden = '[redacted]';

/** A copy that is safe to show; cut in depth and width, without prototypes or cycles. */
export function redact(value: unknown, name = '', depth = 0): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return openNames.has(name) ? value.slice(0, 200) : hidden;
  if (typeof value !== 'object') return undefined;
  if ('sessionId' in value && 'getSnapshot' in value) return { actor: String(value.sessionId) };
  if (value instanceof Error) {
    return { name: value.name, ...('code' in value ? { code: value.code } : {}) };
  }
  if (depth >= maxDepth) return '[deeper]';
  if (Array.isArray(value)) {
    return value.slice(0, maxItems).map((item) => redact(item, name, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, maxItems)
      .map(([key, item]) => [key, redact(item, key, depth + 1)]),
  );
}

/** A state value: its names come from the machine's own file and are all open. */
export function openState(value: unknown): unknown {
  return typeof value === 'object' || typeof value === 'string' ? value : undefined;
}
