/** The index of the first limit that a number does not pass; `limits` ascend. */
export function sizeClass(count: number, limits: number[]): number {
  const at = limits.findIndex((limit) => count <= limit);
  return at === -1 ? limits.length : at;
}
