/** A port as far as a test uses it; any other method says that it was called. */
export function only<T extends object>(used: Partial<T>): T {
  return new Proxy(used, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => Promise.reject(new Error(`a page called ${String(name)}`))),
  }) as T;
}
