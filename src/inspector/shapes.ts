/** What XState's own values are told by: functions, which nothing that came as JSON can have. */
type Functions = Readonly<Record<string, unknown>>;

const has = (value: object, ...names: string[]): boolean =>
  names.every((name) => typeof (value as Functions)[name] === 'function');

/** Node's own codes of errors, such as `ECONNREFUSED`; others may be words of the other side. */
export const nodeCode = /^(?:E[A-Z\d]{2,30}|ERR_[A-Z\d_]{2,60})$/;

export function isActor(value: object): value is { sessionId: string } {
  const { sessionId } = value as Functions;
  if (typeof sessionId !== 'string' || !/^[\w:.-]{1,40}$/.test(sessionId)) return false;
  return has(value, 'getSnapshot', 'send');
}

/** A machine or other logic, such as one that a context keeps in order to spawn it. */
export function isLogic(value: object): boolean {
  return has(value, 'transition', 'getInitialSnapshot');
}

export function isSnapshot(
  value: object,
): value is { status: string; value: unknown; context: unknown } {
  return 'machine' in value && has(value, 'matches', 'can', 'toJSON');
}
