/** Attributes by name; null leaves one out. */
export type Attributes = Record<string, string | number | null>;

/** An element; children are markup already, so text goes through `escapeXml` first. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const listed = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  const inner = children.join('');
  return inner === '' ? `<${name}${listed}/>` : `<${name}${listed}>${inner}</${name}>`;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** For text and for attributes' values. What XML cannot hold at all becomes a replacement mark. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"'\t\n\r]/g, (char) => escapes[char] ?? char)
  );
}

/** Several names in one attribute, parted by spaces; a space within a name is written `%20`. */
export function tokens(names: string[]): string {
  return names.map((name) => name.replace(/[%\s]/g, encodeURIComponent)).join(' ');
}
