/** JSON in which neither `</mail>` nor a `<|token|>` can occur: each `<` is written as an escape. */
export function data(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
