import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/**
 * The page's style sheets in their order. One that imports the others would be one link less, but
 * tools that read style sheets look for what is imported in the wrong place.
 */
export const pageStyles = [
  'toolbar.css',
  'tree.css',
  'detail.css',
  'chart.css',
  'timeline.css',
  'sequence.css',
  'sequence-filters.css',
  'sequence-rows.css',
  'send.css',
  'inspector.css',
];

const links = pageStyles.map((name) => `<link rel="stylesheet" href="/page/${name}">`).join('\n');

/** The page by itself; what it does begins in its `start.js`, for the policy allows no script in it. */
export const pageHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inspector</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/alone.css">
${links}
<script type="module" src="/page/start.js"></script>
</head>
<body>
<main>
<h1>Inspector</h1>
<div class="inspector" data-feed="/ws" data-api=""></div>
<noscript><p>The inspector needs JavaScript.</p></noscript>
</main>
</body>
</html>
`;

/** What a house would give the page: its edges, its background and its type. */
const alone = `:root { color-scheme: light dark; background: light-dark(#f6f8f9, #11151a); }
html, body { height: 100%; margin: 0; }
body { font-family: system-ui, sans-serif; color: light-dark(#1c2430, #e6e9ee); }
main { box-sizing: border-box; height: 100%; padding: 0.75rem; }
h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
`;

/** Everything from this server, nothing written into the page. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageFile {
  /** Media type with its charset. */
  type: string;
  body: string | Buffer;
}

/** A file of the page by its name; null: there is none. The folder has no folders below it. */
export async function pageFile(name: string, folder: URL): Promise<PageFile | null> {
  const type = types[extname(name)];
  if (type && name === 'alone.css') return { type, body: alone };
  if (!type || !/^[\w-]+\.\w+$/.test(name)) return null;
  try {
    return { type, body: await readFile(new URL(name, folder)) };
  } catch {
    return null;
  }
}
