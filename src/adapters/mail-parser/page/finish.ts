import type { Images } from './images.ts';
import { realPlace } from './link.ts';

/** Of longer markup the rest is left out; the images are not counted. */
const maxMarkup = 1_000_000;

const token = /<(\/?)([a-z][a-z\d]*)([^<>]*)>|[^<>]+/g;
const endless = new Set(['br', 'col', 'hr', 'img', 'wbr']);

/**
 * Puts the images in, a quiet word in place of those that are not loaded, and the real host beside
 * a link that claims another.
 *
 * @param markup as `sanitise` gives it
 */
export function finish(markup: string, images: Images): { html: string; isCut: boolean } {
  const page = new Page(images);
  for (const [text, slash, tag, attributes = ''] of markup.matchAll(token)) {
    if (page.length + text.length > maxMarkup) return { html: page.end(), isCut: true };
    if (tag === undefined) page.text(text);
    else if (slash === '/') page.close(tag);
    else page.open(tag, attributes, text);
  }
  return { html: page.end(), isCut: false };
}

class Page {
  /** Of the markup so far, without images. */
  length = 0;
  readonly #images: Images;
  readonly #pieces: string[] = [];
  readonly #open: string[] = [];
  #link: { href: string; text: string } | null = null;

  constructor(images: Images) {
    this.#images = images;
  }

  text(text: string): void {
    this.#add(text);
    if (this.#link) this.#link.text += text;
  }

  open(tag: string, attributes: string, source: string): void {
    if (tag === 'img') return this.#image(attributes);
    // A link within a link ends it, to every browser.
    if (tag === 'a' && this.#link) this.close('a');
    const href = tag === 'a' ? valueOf('href', attributes) : '';
    if (href !== '') this.#link = { href: plain(href), text: '' };
    if (!endless.has(tag)) this.#open.push(tag);
    this.#add(source);
  }

  close(tag: string): void {
    const at = this.#open.lastIndexOf(tag);
    if (at === -1) return;
    this.#open.splice(at, 1);
    this.#add(`</${tag}>`);
    if (tag === 'a') this.#endLink();
  }

  end(): string {
    for (const tag of this.#open.toReversed()) this.close(tag);
    return this.#pieces.join('');
  }

  #image(attributes: string): void {
    const alt = valueOf('alt', attributes);
    if (this.#link) this.#link.text += ` ${alt}`;
    const number = /^cid:(\d+)$/.exec(valueOf('src', attributes))?.[1];
    const data = number === undefined ? null : this.#images.dataUri(Number(number));
    if (data !== null) {
      const others = attributes.replace(/ src="[^"]*"/, '').replace(/\s*\/$/, '');
      this.#pieces.push(`<img src="${data}"${others} />`);
      this.length += others.length;
    } else if (alt.trim() !== '') {
      this.#add(`<span class="absent" title="An image that is not loaded">${alt}</span>`);
    }
  }

  #endLink(): void {
    const place = this.#link && realPlace(plain(this.#link.text), this.#link.href);
    this.#link = null;
    if (place)
      this.#add(`<span class="host" title="Where this link leads">${escaped(place)}</span>`);
  }

  #add(piece: string): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }
}

/** As it stands in the markup, escaped; empty where there is none. */
function valueOf(name: string, attributes: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
