import { hostile, type HostileMails, typed } from './make.ts';

const html = (body: string) => typed('text/html', body);
/** Text that a person would see, so that what was cut off can be told. */
const shown = '<p>What is your price?</p>';

/** HTML that no browser would thank you for. */
export const htmls: HostileMails = {
  '1,000 nested tables': hostile(() => html('<table><tr><td>'.repeat(1_000))),
  '100,000 nested lists': hostile(() => html('<ol><li>'.repeat(100_000)), 'read', 'mail.timeout'),
  '1,000 nested lists': hostile(() => html('<ul><li>'.repeat(1_000))),
  '80,000 nested quotes': hostile(
    () => html('<blockquote>'.repeat(80_000)),
    'read',
    'mail.timeout',
  ),
  'unclosed tags': hostile(() => html('<a '.repeat(300_000))),
  '200,000 open angles': hostile(() => html('<'.repeat(200_000))),
  'an unclosed comment': hostile(() => html(`${shown}<!--${'-'.repeat(1_000_000)}`)),
  'a style of 1 MB': hostile(() => html(`<style>${'p{color:red}'.repeat(90_000)}</style>${shown}`)),
  'a style that never ends': hostile(() => html(`<style>${'}'.repeat(900_000)}`)),
  'an attribute of 1 MB': hostile(() => html(`<p title="${'t'.repeat(900_000)}">x</p>`)),
  '100,000 attributes': hostile(() => html(`<p ${'a=b '.repeat(100_000)}>${shown}`)),
  'a table with a cell of a billion columns': hostile(() =>
    html(
      `<table><tr><td colspan=999999999 rowspan=999999999>x</td><td>y</td></tr></table>${shown}`,
    ),
  ),
  'a table of 100,000 cells': hostile(
    () => html(`<table>${'<tr><td>a<td>b<td>c<td>d<td>e'.repeat(20_000)}</table>`),
    'read',
    'mail.timeout',
  ),
  'a list that starts at a billion': hostile(() =>
    html(`<ol start=-999999999 type=i>${'<li>x'.repeat(5_000)}</ol>`),
  ),
  'a Roman list that starts at a billion': hostile(() =>
    html(`<ol start=999999999 type=I>${'<li>x'.repeat(20)}</ol>${shown}`),
  ),
  'entities that are none': hostile(() => html('&#99999999999;&#xD800;&#0;&lt'.repeat(30_000))),
  '240,000 line breaks': hostile(() => html('<br>'.repeat(240_000))),
  '60,000 images': hostile(() => html(`${'<img src=cid:x>'.repeat(60_000)}${shown}`)),
  'an image of 2 MB in a link': hostile(() =>
    html(`${shown}<img src="data:image/png;base64,${'A'.repeat(2_000_000)}">`),
  ),
  'scripts and frames': hostile(() =>
    html(`<script>while(1);</script><iframe src=file:///etc/passwd></iframe><object>${shown}`),
  ),
};
