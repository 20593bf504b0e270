const BYTES = 16;

/** Ids that come in order, 16 bytes each, so that those of a million records are remembered in 16 MB. */
export interface Ids {
  /** After every one that was added before. */
  add(id: string): void;
  has(id: string): boolean;
}

export function idsInOrder(): Ids {
  let held = Buffer.alloc(1024 * BYTES);
  let count = 0;
  return {
    add(id) {
      if ((count + 1) * BYTES > held.length) held = Buffer.concat([held, Buffer.alloc(held.length)]);
      bytesOf(id).copy(held, count++ * BYTES);
    },
    has(id) {
      const wanted = bytesOf(id);
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (held.compare(wanted, 0, BYTES, middle * BYTES, (middle + 1) * BYTES) < 0) low = middle + 1;
        else high = middle;
      }
      return low < count && held.subarray(low * BYTES, (low + 1) * BYTES).equals(wanted);
    },
  };
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
