/** A duration for people: `80 ms`, `1.2 s`, `3 min`, `5 h`, `2 days`. */
export function timeTaken(ms: number): string {
  const [seconds, minutes, hours] = [ms / 1_000, ms / 60_000, ms / 3_600_000];
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  // What rounds up to a minute is one.
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (minutes < 59.5) return `${Math.round(minutes)} min`;
  if (hours < 47.5) return `${Math.round(hours)} h`;
  return `${Math.round(hours / 24)} days`;
}
