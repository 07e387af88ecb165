/** Lower-cased properties and values; of two the later counts. */
export type Declarations = ReadonlyMap<string, string>;

/** More is no style sheet of a mail that people wrote or read. */
const maxSheet = 200_000;
const maxRules = 1_500;
const maxForOneName = 40;
const maxInline = 4_000;

/** The only ones that can hide text, or show that it is not hidden. */
const properties = new Set(
  (
    'display visibility opacity font font-size color background background-color ' +
    'background-image height width max-height max-width overflow overflow-x overflow-y position ' +
    'left top right bottom text-indent margin-left clip clip-path transform ' +
    '-webkit-text-fill-color'
  ).split(' '),
);

export function parseDeclarations(style: string): Declarations {
  const found = new Map<string, string>();
  for (const declaration of style.slice(0, maxInline).toLowerCase().split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(0, colon)).trim();
    if (!properties.has(property)) continue;
    const value = declaration.slice(colon + 1).replace('!important', '');
    found.set(property, value.trim());
  }
  return found;
}

interface Rule {
  /** Lower-cased tag name or empty. */
  tag: string;
  id: string;
  classes: string[];
  declarations: Declarations;
  /** It may or may not apply, such as by a media query or because of an ancestor. */
  isVague: boolean;
}

export interface Style {
  declarations: Declarations;
  /** A rule that may or may not apply gives it a background. */
  hasVagueBackground: boolean;
}

const none: Declarations = new Map();

/** What the style sheets of a mail say of one element, without any of the cascade's finesse. */
export class StyleSheet {
  readonly #rules = new Map<string, Rule[]>();
  readonly #inline = new Map<string, Declarations>();
  #size = 0;

  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

  add(css: string): void {
    for (const { selector, body, isVague } of blocks(withoutComments(css.slice(0, maxSheet)))) {
      const declarations = parseDeclarations(body);
      if (declarations.size === 0) continue;
      for (const one of selector.split(',')) this.#addRule(one.trim(), declarations, isVague);
    }
  }

  /** What is said of an element: by firm rules, later ones winning, and by its own style. */
  styleOf(tag: string, attributes: Record<string, string>): Style {
    const inline = attributes.style ? this.#parseInline(attributes.style) : none;
    if (this.isEmpty) return { declarations: inline, hasVagueBackground: false };
    const declarations = new Map<string, string>();
    let hasVagueBackground = false;
    for (const rule of this.#rulesFor(tag, attributes)) {
      if (rule.isVague) hasVagueBackground ||= speaksOfBackground(rule.declarations);
      else for (const [key, value] of rule.declarations) declarations.set(key, value);
    }
    for (const [key, value] of inline) declarations.set(key, value);
    return { declarations, hasVagueBackground };
  }

  /** Newsletters have the same few styles hundreds of times. */
  #parseInline(style: string): Declarations {
    const known = this.#inline.get(style);
    if (known) return known;
    const declarations = parseDeclarations(style);
    if (this.#inline.size < maxRules) this.#inline.set(style, declarations);
    return declarations;
  }

  #rulesFor(tag: string, { id = '', class: names = '' }: Record<string, string>): Rule[] {
    const classes = names === '' ? [] : names.slice(0, 500).split(/\s+/).slice(0, 20);
    const keys = ['*', tag, ...classes.map((name) => `.${name}`), `#${id}`];
    return keys
      .flatMap((key) => this.#rules.get(key) ?? [])
      .filter((rule) => applies(rule, tag, id, classes));
  }

  #addRule(selector: string, declarations: Declarations, isConditional: boolean): void {
    const last =
      selector
        .slice(0, 500)
        .split(/[\s>+~]+/)
        .at(-1) ?? '';
    const compound = /^([a-z][\w-]{0,60}|\*)?((?:[.#][\w-]{1,100}){0,5})/i.exec(last);
    const [matched = '', tag = '', names = ''] = compound ?? [];
    if (matched === '' || this.#size >= maxRules) return;
    const classes = names.match(/\.[\w-]+/g)?.map((name) => name.slice(1)) ?? [];
    const id = /#([\w-]+)/.exec(names)?.[1] ?? '';
    const isVague = isConditional || matched !== selector;
    const key = id ? `#${id}` : classes[0] ? `.${classes[0]}` : tag.toLowerCase() || '*';
    const rules = this.#rules.get(key) ?? [];
    if (rules.length >= maxForOneName) return;
    const wanted = tag === '*' ? '' : tag.toLowerCase();
    this.#rules.set(key, [...rules, { tag: wanted, id, classes, declarations, isVague }]);
    this.#size++;
  }
}

function speaksOfBackground(declarations: Declarations): boolean {
  return [...declarations.keys()].some((property) => property.startsWith('background'));
}

function applies(rule: Rule, tag: string, id: string, classes: string[]): boolean {
  return (
    (rule.tag === '' || rule.tag === tag) &&
    (rule.id === '' || rule.id === id) &&
    rule.classes.every((name) => classes.includes(name))
  );
}

/** Media that every screen is; what else is asked for may not be met. */
const everyScreen = /^@media\s+(only\s+)?(all|screen)\s*$/i;

/** The rules of a style sheet, those inside of at-rules too, in one pass over its braces. */
function* blocks(css: string): Generator<{ selector: string; body: string; isVague: boolean }> {
  const conditions: boolean[] = [];
  let selector: string | null = null;
  let start = 0;
  for (const { 0: brace, index } of css.matchAll(/[{}]/g)) {
    const piece = css.slice(start, index);
    start = index + 1;
    if (brace === '{') {
      // What ends with a semicolon before it is a statement such as @import.
      const prelude = piece.slice(piece.lastIndexOf(';') + 1).trim();
      if (prelude.startsWith('@')) conditions.push(!everyScreen.test(prelude));
      else selector = prelude;
    } else if (selector !== null) {
      yield { selector, body: piece, isVague: conditions.includes(true) };
      selector = null;
    } else {
      conditions.pop();
    }
  }
}

function withoutComments(css: string): string {
  const [first = '', ...pieces] = css.replace(/<!--|-->/g, '').split('/*');
  return first + pieces.map((piece) => piece.split('*/').slice(1).join('*/')).join(' ');
}
