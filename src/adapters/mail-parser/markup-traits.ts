import { sizeClass } from './size-class.ts';

/** More markup than this is not looked at. */
const htmlCap = 100_000;
const linkCap = 60;

const shorteners =
  /^(bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|cutt\.ly|rb\.gy|ow\.ly|rebrand\.ly|t\.ly)$/;
const throwAway =
  /\.(top|xyz|click|icu|loan|win|bid|buzz|cfd|tk|ml|ga|cf|gq|monster|rest|info|biz)$/;

/** What a message's links and markup show; the links of plain text count like those of HTML. */
export function markupTraits(html: string, text: string): string[] {
  const markup = html.slice(0, htmlCap);
  return [
    ...linkTraits(markup, text.slice(0, 20_000)),
    ...(markup ? htmlTraits(markup, text) : []),
  ];
}

function linkTraits(html: string, text: string): string[] {
  const anchors = [...html.matchAll(/<a\s[^>]{0,300}?href\s*=\s*["']?([^"'\s>]{1,500})/gi)];
  const urls = [...anchors.map(([, url]) => url!), ...(text.match(/https?:\/\/[^\s<>"]+/gi) ?? [])];
  const web = urls.filter((url) => /^https?:/i.test(url)).slice(0, linkCap);
  const traits = [`links:${sizeClass(web.length, [0, 1, 4, 14])}`];
  const hosts = web.map(
    (url) => /^https?:\/\/([^/?#\s]{1,255})/i.exec(url)?.[1]?.toLowerCase() ?? '',
  );
  if (web.some((url) => /^https?:\/\/[^/?#\s]{0,255}@/i.test(url))) traits.push('link:with-user');
  const names = hosts.map((host) => host.split('@').at(-1)!);
  if (names.some((name) => /^(\d{1,3}(\.\d{1,3}){3}|\d{8,10}|0x[\da-f]+)(:|$)/.test(name)))
    traits.push('link:number');
  if (names.some((name) => /:\d+$/.test(name) && !/:(80|443)$/.test(name)))
    traits.push('link:port');
  if (names.some((name) => shorteners.test(name))) traits.push('link:shortener');
  if (names.some((name) => throwAway.test(name))) traits.push('link:throw-away');
  if (new Set(names).size > 5) traits.push('link:many-hosts');
  if (isMisleading(html)) traits.push('link:misleading');
  return traits;
}

/** A link whose text is another site's address than its target's. */
function isMisleading(html: string): boolean {
  const shown =
    /href\s*=\s*["']?https?:\/\/([^/"'\s>]{1,255})[^>]{0,300}>\s*(?:https?:\/\/)?((?:[\w-]{1,63}\.){1,5}[a-z]{2,12})(?=[/\s<])/gi;
  return [...html.matchAll(shown)].slice(0, linkCap).some(([, target, text]) => {
    const host = target!.toLowerCase().split('@').at(-1)!;
    const [a, b] = [site(host), site(text!.toLowerCase())];
    return a !== b;
  });
}

function site(host: string): string {
  return host.replace(/:\d+$/, '').split('.').slice(-2).join('.');
}

const htmlSigns: [name: string, pattern: RegExp][] = [
  ['html:form', /<form\b/i],
  ['html:script', /<script\b|\bon(load|click|mouseover)\s*=/i],
  ['html:frame', /<i?frame\b/i],
  ['html:map', /<map\b|\busemap\b/i],
  ['html:loud-font', /<font[^>]{0,200}size\s*=\s*["']?\+?[4-7]/i],
  ['html:coloured-font', /<font[^>]{0,200}color\s*=\s*["']?(#?ff0000|red|blue|#0000ff)/i],
  [
    'html:tiny-font',
    /font-size\s*:\s*[0-2](px|pt)?\s*[;"']|<font[^>]{0,200}size\s*=\s*["']?(1|0|-[3-9])\b/i,
  ],
  ['html:hidden', /display\s*:\s*none|visibility\s*:\s*hidden/i],
  ['html:white', /color\s*[:=]\s*["']?(#fff(fff)?|white)\b/i],
  ['html:data-url', /(src|href)\s*=\s*["']?data:/i],
  ['html:inline-image', /src\s*=\s*["']?cid:/i],
  ['html:office', /urn:schemas-microsoft-com:office|class=["']?mso/i],
  ['html:style-sheet', /<style\b/i],
  ['html:background', /<(body|table|td)[^>]{0,300}bgcolor/i],
  ['html:encoded-letters', /(&#(x[46-7][\da-f]|\d{2,3});){4}/i],
  ['html:split-words', /[a-z]<(!--|\/?[a-z]{6,})[^>]{0,40}>[a-z]/],
  ['html:no-root', /^(?![\s\S]*<html)/i],
];

function htmlTraits(html: string, text: string): string[] {
  const traits = htmlSigns.filter(([, pattern]) => pattern.test(html)).map(([name]) => name);
  const images = html.match(/<img\b/gi)?.length ?? 0;
  traits.push(`images:${sizeClass(images, [0, 1, 4, 12])}`);
  if (images > 0 && text.trim().length < 200) traits.push('html:all-image');
  if (/<img[^>]{0,500}(width|height)\s*=\s*["']?[01]["'\s>]/i.test(html)) traits.push('html:pixel');
  return traits;
}
