/** What stands for a text that is not shown. */
export const hidden = '[redacted]';

/** A secret of a few letters would be found everywhere, and is none. */
const shortestSecret = 5;

/** Cuts secrets out of a text: as they are, as part of a URL, of JSON or of base64. */
export function masking(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter(({ length }) => length >= shortestSecret)
    .flatMap((one) => [
      one,
      encodeURIComponent(one),
      JSON.stringify(one).slice(1, -1),
      ...base64Of(one),
    ]);
  if (forms.length === 0) return (text) => text;
  const escaped = forms.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // The longest first, for one may begin another.
  const pattern = new RegExp(escaped.toSorted((a, b) => b.length - a.length).join('|'), 'g');
  return (text) => text.replace(pattern, hidden);
}

/**
 * In base64 a text has three forms, by where it begins among its neighbours. Of each what the neighbours
 * have no say in, and the one that stands alone as a whole; also as it is written in a URL.
 */
function base64Of(text: string): string[] {
  const bytes = Buffer.from(text);
  const inner = [0, 1, 2].map((before) => {
    const form = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bits = (before + bytes.length) * 8;
    return form.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });
  return [bytes.toString('base64'), ...inner].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ]);
}
