/**
 * Reads tables of a SQLite file (sqlite.org/fileformat2.html), which is the same since 2004. Only what tables with rowids
 * are made of: pages of a b-tree, their cells, and the overflow of long ones.
 *
 *   file     ::= page+                           the first one has 100 bytes of file header
 *   page     ::= leaf | interior | overflow
 *   leaf     ::= 13 … (size rowid record)*
 *   interior ::= 5 … (child rowid)* child        the last child stands in the header
 *   record   ::= (header size, type*) value*
 */
export class SqliteFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #pageSize: number;
  /** Bytes of a page without those reserved for extensions. */
  readonly #usable: number;
  readonly #encoding: string;

  /** @throws RangeError where the file is shorter than its header */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const pageSize = this.#view.getUint16(16);
    this.#pageSize = pageSize === 1 ? 65_536 : pageSize;
    this.#usable = this.#pageSize - this.#view.getUint8(20);
    if (this.#usable < 480) throw new RangeError("a page of that size cannot be");
    this.#encoding = encodings[this.#view.getUint32(56)] ?? "utf-8";
  }

  /** Fewer bytes than the header counts. */
  get isCut(): boolean {
    return this.#bytes.length < this.#view.getUint32(28) * this.#pageSize;
  }

  /** Changes may stand in a file beside it, `-wal`. */
  get hasLog(): boolean {
    return this.#view.getUint8(19) === 2;
  }

  /** The first page of a table; `undefined` where there is none of that name. @throws RangeError */
  rootOf(table: string): number | undefined {
    for (const [type, name, , root] of this.rows(1)) {
      if (type === "table" && name === table) return Number(root);
    }
    return undefined;
  }

  /**
   * The rows of a table: texts, numbers as text; what is neither is empty.
   * @throws RangeError where a page is not there, or none of a table
   */
  *rows(root: number, seen = new Set<number>()): Generator<readonly string[]> {
    if (seen.has(root)) throw new RangeError(`page ${root} stands in the tree twice`);
    seen.add(root);
    const start = (root - 1) * this.#pageSize;
    const head = start + (root === 1 ? 100 : 0);
    const kind = this.#view.getUint8(head);
    if (kind !== leaf && kind !== interior) throw new RangeError(`page ${root} is none of a table`);
    const count = this.#view.getUint16(head + 3);
    const pointers = head + (kind === leaf ? 8 : 12);
    for (let index = 0; index < count; index += 1) {
      const cell = start + this.#view.getUint16(pointers + 2 * index);
      if (kind === leaf) yield this.#record(this.#payload(cell));
      else yield* this.rows(this.#view.getUint32(cell), seen);
    }
    if (kind === interior) yield* this.rows(this.#view.getUint32(head + 8), seen);
  }

  /** What a cell holds, put together with its overflow. */
  #payload(cell: number): Uint8Array {
    const [size, afterSize] = varint(this.#view, cell);
    const [, at] = varint(this.#view, afterSize);
    const most = this.#usable - 35;
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
    const spilled = least + ((size - least) % (this.#usable - 4));
    const local = size <= most ? size : spilled <= most ? spilled : least;
    if (size === local) return this.#slice(at, size);
    if (size > this.#bytes.length) throw new RangeError("a record is longer than the file");
    const whole = new Uint8Array(size);
    whole.set(this.#slice(at, local));
    let next = this.#view.getUint32(at + local);
    for (let filled = local; filled < size; filled += this.#usable - 4) {
      const page = (next - 1) * this.#pageSize;
      whole.set(this.#slice(page + 4, Math.min(size - filled, this.#usable - 4)), filled);
      next = this.#view.getUint32(page);
    }
    return whole;
  }

  #slice(at: number, length: number): Uint8Array {
    if (at < 0 || at + length > this.#bytes.length) throw new RangeError("it ends before its contents");
    return this.#bytes.subarray(at, at + length);
  }

  #record(bytes: Uint8Array): string[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [headerSize, first] = varint(view, 0);
    const values: string[] = [];
    let [at, value] = [first, headerSize];
    while (at < headerSize) {
      const [type, next] = varint(view, at);
      const size = type >= 12 ? Math.floor((type - 12) / 2) : (numberSizes[type] ?? 0);
      if (value + size > bytes.length) throw new RangeError("a record ends before its values");
      values.push(this.#text(type, bytes.subarray(value, value + size)));
      at = next;
      value += size;
    }
    return values;
  }

  #text(type: number, bytes: Uint8Array): string {
    if (type >= 13 && type % 2 === 1) return new TextDecoder(this.#encoding).decode(bytes);
    if (type === 8 || type === 9) return String(type - 8);
    if (type === 0 || type > 6) return "";
    const bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    return String(BigInt.asIntN(8 * bytes.length, bits));
  }
}

const leaf = 13;
const interior = 5;
const encodings: Readonly<Record<number, string>> = { 1: "utf-8", 2: "utf-16le", 3: "utf-16be" };
const numberSizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** Seven bits a byte, the highest first, and all eight of a ninth. @returns the number, and where it ends */
function varint(view: DataView, at: number): readonly [number, number] {
  let value = 0n;
  for (let index = 0; index < 8; index += 1) {
    const byte = view.getUint8(at + index);
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return [Number(value), at + index + 1];
  }
  return [Number((value << 8n) | BigInt(view.getUint8(at + 8))), at + 9];
}
