/** Figures as a reader wants them: short on an axis, never longer than they are true. */

/** `950`, `1.2k`, `30k`, `4M`. */
export function countText(n: number): string {
  if (n < 1_000) return String(n);
  if (n < 999_500) return `${trimmed(n / 1_000)}k`;
  return `${trimmed(n / 1_000_000)}M`;
}

/** `12,345`. */
export function wholeText(n: number): string {
  return n.toLocaleString('en-GB');
}

/** USD with the cents that matter: a draft costs less than one. */
export function usdText(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.01) return `$${trimmed(usd, 4)}`;
  return usd < 100 ? `$${usd.toFixed(2)}` : `$${wholeText(Math.round(usd))}`;
}

/** On an axis, where all have the same step: `$0.5`, `$20`. */
export function usdTickText(usd: number): string {
  return usd < 1_000 ? `$${trimmed(usd, 6)}` : `$${countText(usd)}`;
}

const milliseconds = { name: 'ms', ms: 1 };
const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
  milliseconds,
];

/** `450 ms`, `1.5 s`, `24 s`, `4 min`; rounded up, since it says within what time. */
export function durationText(ms: number): string {
  const unit = unitOf(ms);
  const n = ms / unit.ms;
  // The small amount keeps 1.2 from becoming 1.3 by the way that a float is stored.
  const rounded = n < 10 && unit.ms > 1 ? Math.ceil(n * 10 - 1e-6) / 10 : Math.ceil(n - 1e-6);
  const told = rounded * unit.ms;
  // 60 s are 1 min.
  return unitOf(told) === unit ? `${rounded} ${unit.name}` : durationText(told);
}

function unitOf(ms: number) {
  return units.find((one) => ms >= one.ms) ?? milliseconds;
}

function trimmed(n: number, digits = 1): string {
  return String(Number(n.toFixed(digits)));
}
