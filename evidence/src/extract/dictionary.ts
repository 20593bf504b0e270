/** Numbers for texts, in the order in which they first came, without a string for each cell. */
export interface Dictionary {
  /** The number of the text in bytes `from` to `to - 1`; -1 when it is no UTF-8. */
  codeOf(bytes: Uint8Array, from: number, to: number): number;
  /** The texts by number. */
  readonly texts: readonly string[];
}

/** Starts with the texts of `first`, numbered from 0. */
export function dictionary(first: readonly string[] = []): Dictionary {
  let slots = new Int32Array(256).fill(-1);
  const texts: string[] = [];
  const hashes: number[] = [];
  const stored: Uint8Array[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true });

  function add(hash: number, own: Uint8Array, text: string): number {
    const code = texts.push(text) - 1;
    hashes.push(hash);
    stored.push(own);
    if (texts.length * 2 > slots.length) {
      slots = new Int32Array(slots.length * 4).fill(-1);
      hashes.forEach((old, k) => place(old, k));
    } else place(hash, code);
    return code;
  }
  function place(hash: number, code: number): void {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = code;
  }
  function codeOf(bytes: Uint8Array, from: number, to: number): number {
    // FNV-1a, 32 bits.
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    hash ^= hash >>> 15;
    for (let slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const code = slots[slot];
      if (code === -1) break;
      if (hashes[code] === hash && same(stored[code], bytes, from, to)) return code;
    }
    const own = bytes.slice(from, to);
    try {
      return add(hash, own, decoder.decode(own));
    } catch {
      return -1;
    }
  }

  const encoder = new TextEncoder();
  for (const text of first) {
    const bytes = encoder.encode(text);
    codeOf(bytes, 0, bytes.length);
  }
  return { codeOf, texts };
}

function same(stored: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (stored.length !== to - from) return false;
  for (let k = 0; k < stored.length; k++) if (stored[k] !== bytes[from + k]) return false;
  return true;
}
