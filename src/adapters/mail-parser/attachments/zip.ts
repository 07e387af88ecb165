import { inflateRawSync } from 'node:zlib';

interface Entry {
  method: number;
  compressed: number;
  offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
/** The record at the end, and the longest comment behind it. */
const longestEnd = 22 + 65_535;
const maxEntries = 5_000;

/**
 * Reads single files of a zip archive (APPNOTE 6.3) into memory, never more than the limits, whatever
 * sizes the archive tells. Throws where it is broken; archives of several parts, of more than 4 GB or
 * with passwords count as that.
 */
export class ZipArchive {
  readonly #content: Buffer;
  readonly #entries = new Map<string, Entry>();
  #left: number;

  constructor(content: Buffer, limits: { total: number }) {
    this.#content = content;
    this.#left = limits.total;
    this.#readDirectory();
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  read(name: string, maxBytes: number): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error('no such file in the archive');
    const header = entry.offset;
    // Name and extra field may be of other lengths here than in the directory.
    const skipped =
      this.#content.readUInt16LE(header + 26) + this.#content.readUInt16LE(header + 28);
    const start = header + 30 + skipped;
    const packed = this.#content.subarray(start, start + entry.compressed);
    const limit = Math.min(maxBytes, this.#left);
    const bytes = unpack(packed, entry.method, limit);
    this.#left -= bytes.length;
    return bytes;
  }

  #readDirectory(): void {
    const content = this.#content;
    const from = Math.max(0, content.length - longestEnd);
    const signature = Buffer.alloc(4);
    signature.writeUInt32LE(endSignature);
    const end = content.lastIndexOf(signature);
    if (end < from) throw new Error('the archive has no directory');
    const count = Math.min(content.readUInt16LE(end + 10), maxEntries);
    let at = content.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) {
      if (content.readUInt32LE(at) !== entrySignature) throw new Error('the directory is broken');
      const nameLength = content.readUInt16LE(at + 28);
      const name = content.toString('utf8', at + 46, at + 46 + nameLength);
      const isEncrypted = (content.readUInt16LE(at + 8) & 1) === 1;
      if (!isEncrypted) {
        this.#entries.set(name, {
          method: content.readUInt16LE(at + 10),
          compressed: content.readUInt32LE(at + 20),
          offset: content.readUInt32LE(at + 42),
        });
      }
      at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
    }
  }
}

function unpack(packed: Buffer, method: number, limit: number): Buffer {
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
  if (method !== 0) throw new Error('an unknown kind of compression');
  if (packed.length > limit) throw new Error('the file is too long');
  return packed;
}
