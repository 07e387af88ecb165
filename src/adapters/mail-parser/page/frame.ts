/** White paper in a dark console too: the colours of a mail were chosen for it. */
const style = `
:root{color-scheme:light}
body{margin:0;padding:16px;background:#fff;color:#1b2426;font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;overflow-wrap:anywhere}
a{color:#12616f}
img{max-width:100%;height:auto}
table{max-width:100%}
pre{white-space:pre-wrap}
blockquote{margin:8px 0 8px 4px;padding-left:12px;border-left:2px solid #dde2de}
.absent{display:inline-block;max-width:100%;padding:1px 6px;border:1px dashed #b9c2be;border-radius:4px;background:#fff;color:#55625f;font:12px/1.5 system-ui,sans-serif}
.host{display:inline-block;margin:0 4px;padding:0 6px;border-radius:4px;background:#fbf0d9;color:#7a4d00;font:12px/1.5 system-ui,sans-serif}
.host::before{content:'→ '}
.note{margin:0 0 16px;padding:6px 10px;border-radius:4px;background:#eef1ee;color:#55625f;font-size:13px}
`.trim();

/** The response has such a policy too; this one goes with the page wherever it is shown. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/**
 * A whole page around markup that is safe to show.
 * Looking up the hosts of its links would tell their owner that the mail is being read.
 */
export function framed(markup: string, note: string | null): string {
  return `<!doctype html>
<html lang="und"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light">
<meta name="viewport" content="width=device-width">
<title>Mail</title>
<style>${style}</style></head>
<body>
${note === null ? '' : `<p class="note">${note}</p>\n`}${markup}
</body></html>
`;
}
