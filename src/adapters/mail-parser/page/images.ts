/** Base64 adds a third to it. */
const maxBytes = 2_000_000;

const kinds: [type: string, isOne: (content: Buffer) => boolean][] = [
  ['image/png', (content) => starts(content, '\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (content) => starts(content, '\xff\xd8\xff')],
  ['image/gif', (content) => starts(content, 'GIF87a') || starts(content, 'GIF89a')],
  ['image/webp', (content) => starts(content, 'RIFF') && starts(content.subarray(8), 'WEBP')],
];

interface CarriedImage {
  contentId: string | null;
  content: Buffer | null;
}

/**
 * The images that a mail carries itself, by their Content-ID (RFC 2392). What they are is told by
 * their content, never by their name or type: an SVG is a document that can hold anything.
 */
export class Images {
  readonly #contents: Buffer[] = [];
  readonly #byId = new Map<string, number>();
  #room = maxBytes;

  constructor(carried: CarriedImage[]) {
    for (const { contentId, content } of carried) {
      const id = contentId?.trim().replace(/^<|>$/g, '').toLowerCase();
      if (!id || !content || this.#byId.has(id)) continue;
      this.#byId.set(id, this.#contents.push(content) - 1);
    }
  }

  /** The number of the image that `src` names; null where it names none of this mail. */
  numberOf(src: string): number | null {
    const id = /^\s*cid:\s*(\S{1,998})\s*$/i.exec(src)?.[1];
    if (id === undefined) return null;
    return this.#byId.get(id.toLowerCase()) ?? this.#byId.get(decoded(id).toLowerCase()) ?? null;
  }

  /**
   * Its `data:` address; null where it is no PNG, JPEG, GIF or WebP. Each use counts against the
   * sum, for a page with one image a thousand times is a thousand times as long.
   */
  dataUri(number: number): string | null {
    const content = this.#contents[number];
    const type = content && kinds.find(([, isOne]) => isOne(content))?.[0];
    if (!content || type === undefined || content.length > this.#room) return null;
    this.#room -= content.length;
    return `data:${type};base64,${content.toString('base64')}`;
  }
}

function starts(content: Buffer, magic: string): boolean {
  return content.subarray(0, magic.length).toString('latin1') === magic;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id).toLowerCase();
  } catch {
    return id;
  }
}
