/** The values of an attribute in a drawing, in the order of the document. */
export function attributesIn(svg: string, name: string): string[] {
  const found = svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'));
  return [...found].map(([, value = '']) => unescapeXml(value));
}

/** All that is written in a drawing, a text each. */
export function textsIn(svg: string): string[] {
  const found = svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g);
  return [...found].map(([, text = '']) => unescapeXml(text)).filter((text) => text !== '');
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code ? String.fromCodePoint(Number(code)) : (named[name ?? ''] ?? whole),
  );
}
