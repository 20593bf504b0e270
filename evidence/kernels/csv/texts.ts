import { firstBytes, same } from './bytes';

// The texts of a column: how many, bytes held, slots of a hash table, then hash, place and length of each, then bytes.
const SLOTS = 8192;
const TEXTS_MOST = 4096;
const TEXTS_BYTES: u32 = 131072;
const SLOTS_AT: usize = 16;
const ENTRIES_AT: usize = SLOTS_AT + SLOTS * 4;
const BYTES_AT: usize = ENTRIES_AT + TEXTS_MOST * 12;

const FOLD: u64 = ((<u64>0xbf58476d) << 32) | 0x1ce4e5b9;

/** The number of a text in its column, in the order in which texts came; -1 where there is no room for another. */
export function textCode(texts: usize, from: usize, to: usize): i32 {
  const length = <u32>(to - from);
  const hash = hashOf(from, length);
  let slot = hash & (SLOTS - 1);
  while (true) {
    const code = load<i32>(texts + SLOTS_AT + ((<usize>slot) << 2));
    if (code == 0) break;
    const entry = texts + ENTRIES_AT + <usize>(code - 1) * 12;
    if (
      load<u32>(entry) == hash &&
      load<u32>(entry, 8) == length &&
      same(from, <usize>load<u32>(entry, 4), length)
    ) {
      return code - 1;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  const count = load<i32>(texts);
  const used = load<u32>(texts, 4);
  if (count == TEXTS_MOST || used + length > TEXTS_BYTES) return -1;
  const own = texts + BYTES_AT + used;
  memory.copy(own, from, length);
  const entry = texts + ENTRIES_AT + <usize>count * 12;
  store<u32>(entry, hash);
  store<u32>(entry, <u32>own, 4);
  store<u32>(entry, length, 8);
  store<i32>(texts + SLOTS_AT + ((<usize>slot) << 2), count + 1);
  store<i32>(texts, count + 1);
  store<u32>(texts, used + length, 4);
  return count;
}

/** Eight bytes at a time, each multiplied and folded (Stafford's constant); what lies beyond the text is masked off. */
function hashOf(from: usize, length: u32): u32 {
  let hash: u64 = length;
  let left = length;
  let p = from;
  for (; left >= 8; left -= 8) {
    hash = (hash ^ load<u64>(p)) * FOLD;
    hash ^= hash >> 32;
    p += 8;
  }
  if (left > 0) {
    hash = (hash ^ firstBytes(p, left)) * FOLD;
    hash ^= hash >> 32;
  }
  return <u32>(hash ^ (hash >> 15));
}
