import type { DomNode } from 'html-to-text';

/** A noncharacter: no text has it, and none may. It stands where quoted history begins. */
export const historyMark = '\u{FDD0}';

const classes = new Set([
  'gmail_quote',
  'gmail_quote_container',
  'gmail_attr',
  'moz-cite-prefix',
  'moz-forward-container',
  'yahoo_quoted',
  'yahoo-quoted-begin',
  'protonmail_quote',
  'zmail_extra',
  'gmx_quote',
  'outlookmessageheader',
]);

const ids = /^(x_)*(divrplyfwdmsg|olk_src_body_section|yahoo_quoted_\d{0,20})$/;

/** Whether a mail program began the mail that it answers or forwards with this element. */
export function isHistory({ name, attribs = {} }: DomNode): boolean {
  const attributes = attribs as Record<string, string>;
  if (name === 'blockquote') return attributes.type === 'cite';
  if (attributes.id && ids.test(attributes.id.toLowerCase())) return true;
  const given = attributes.class?.slice(0, 300).toLowerCase().split(/\s+/) ?? [];
  return given.some((each) => classes.has(each.replace(/^(x_)+/, '')));
}
