import { type FieldError, invalidFields } from './errors.ts';

/**
 * What was parsed, with its texts as every store can keep them: halves of surrogate pairs, of which
 * UTF-8 has none, become U+FFFD.
 * @throws AppError 400 that names each text with a NUL, which PostgreSQL has no place for
 */
export function storable<T>(parsed: T): T {
  const wrong: FieldError[] = [];
  const kept = cleaned(parsed, [], wrong);
  if (wrong.length > 0) throw invalidFields(wrong);
  return kept as T;
}

/** As deep as a schema is: what it does not know it has dropped or refused. */
function cleaned(value: unknown, path: (string | number)[], wrong: FieldError[]): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0')) {
      wrong.push({ field: path.join('.'), message: 'must not have a NUL character' });
    }
    return value.toWellFormed();
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => cleaned(item, [...path, index], wrong));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, cleaned(item, [...path, key], wrong)]),
  );
}
