/**
 * A drawing that came from the server, as an element that is safe to show: it may hold shapes and
 * text, and nothing that runs, loads or styles.
 */

import { nextTurn } from './turns.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

const shapes = new Set(
  (
    'svg g title desc text tspan rect circle ellipse line path polyline polygon ' +
    'defs marker clipPath linearGradient stop'
  ).split(' '),
);

/** The drawings that were asked for, the latest used last. */
export class Drawings {
  #load;
  #most;
  /** @type {Map<string, Promise<SVGSVGElement>>} */
  #kept = new Map();

  /** @param {(key: string) => Promise<string>} load @param {number} [most] how many are kept */
  constructor(load, most = 20) {
    this.#load = load;
    this.#most = most;
  }

  /**
   * A fresh copy, without any marks.
   * @param {string} key
   * @returns {Promise<SVGSVGElement>}
   * @throws {Error} when it cannot be loaded or must not be shown; the next call tries again
   */
  async get(key) {
    const known = this.#kept.get(key);
    const drawing = known ?? this.#parse(key);
    this.#kept.delete(key);
    this.#kept.set(key, drawing);
    try {
      const svg = await drawing;
      this.#shrink();
      return document.importNode(svg, true);
    } catch (error) {
      if (this.#kept.get(key) === drawing) this.#kept.delete(key);
      throw error;
    }
  }

  /** @param {string} key */
  async #parse(key) {
    const text = await this.#load(key);
    await nextTurn();
    return parseDrawing(text);
  }

  #shrink() {
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) return;
      this.#kept.delete(key);
    }
  }
}

/**
 * @param {string} text
 * @returns {SVGSVGElement} of a document of its own
 * @throws {Error} when it is no drawing, or holds what a drawing does not need
 */
export function parseDrawing(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = parsed.documentElement;
  if (!(root instanceof SVGSVGElement)) throw new Error('the drawing is not an SVG');
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const isShape = element.namespaceURI === svgNamespace && shapes.has(element.localName);
    if (!isShape) throw new Error(`the drawing holds <${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (isUnsafe(name.toLowerCase(), value)) throw new Error(`the drawing holds ${name}`);
    }
  }
  return root;
}

/** @param {string} name @param {string} value */
function isUnsafe(name, value) {
  if (name.startsWith('on') || name === 'style') return true;
  if (name === 'href' || name.endsWith(':href')) return true;
  return /url\s*\((?!\s*['"]?#)/i.test(value) && !name.startsWith('data-');
}

/**
 * The names of a list as drawings hold them: between spaces, with the spaces and percent signs within
 * a name percent-encoded.
 * @param {string} list
 */
export function tokensOf(list) {
  return list.split(' ').map(decoded);
}

/** @param {string} token */
function decoded(token) {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
