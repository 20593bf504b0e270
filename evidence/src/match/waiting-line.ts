/** Numbers from 0 with a key each; the smallest key, then the smallest number, comes out first. */
export interface WaitingLine {
  size(): number;
  first(): number;
  firstKey(): number;
  take(): number;
  add(item: number, key: number): void;
  clear(): void;
}

/** A binary heap (Williams 1964) that begins with room for `room` and grows. */
export function waitingLine(room: number): WaitingLine {
  let items = new Int32Array(Math.max(1, room));
  let keys = new Float64Array(items.length);
  let size = 0;
  const before = (key: number, item: number, k: number): boolean =>
    key < keys[k] || (key === keys[k] && item < items[k]);
  const put = (k: number, item: number, key: number): void => {
    items[k] = item;
    keys[k] = key;
  };
  const grow = (): void => {
    const [less, fewer] = [items, keys];
    items = new Int32Array(2 * less.length);
    keys = new Float64Array(2 * less.length);
    items.set(less);
    keys.set(fewer);
  };
  return {
    size: () => size,
    first: () => items[0],
    firstKey: () => keys[0],
    clear: () => {
      size = 0;
    },
    add(item, key) {
      if (size === items.length) grow();
      let k = size++;
      for (let parent = (k - 1) >> 1; k > 0 && before(key, item, parent); parent = (k - 1) >> 1) {
        put(k, items[parent], keys[parent]);
        k = parent;
      }
      put(k, item, key);
    },
    take() {
      const out = items[0];
      const [item, key] = [items[--size], keys[size]];
      let k = 0;
      for (;;) {
        let child = 2 * k + 1;
        if (child >= size) break;
        if (child + 1 < size && before(keys[child + 1], items[child + 1], child)) child++;
        if (before(key, item, child)) break;
        put(k, items[child], keys[child]);
        k = child;
      }
      put(k, item, key);
      return out;
    },
  };
}
