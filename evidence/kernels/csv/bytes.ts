// Characters, and where cells and lines end.

export const TAB: u32 = 0x09;
export const LF: u32 = 0x0a;
export const CR: u32 = 0x0d;
export const SPACE: u32 = 0x20;
export const QUOTE: u32 = 0x22;
export const PLUS: u32 = 0x2b;
export const COMMA: u32 = 0x2c;
export const MINUS: u32 = 0x2d;
export const POINT: u32 = 0x2e;
export const ZERO: u32 = 0x30;

/** The end of a cell that does not begin with a quotation mark. The byte after the window ends it too. */
export function cellEnd(p: usize): usize {
  const comma = i8x16.splat(<i8>COMMA);
  const lf = i8x16.splat(<i8>LF);
  const cr = i8x16.splat(<i8>CR);
  while (true) {
    const here = v128.load(p);
    const ends = i8x16.bitmask(
      v128.or(i8x16.eq(here, comma), v128.or(i8x16.eq(here, lf), i8x16.eq(here, cr))),
    );
    if (ends != 0) return p + ctz(ends);
    p += 16;
  }
}

export function trimmed(from: usize, to: usize): usize {
  while (to > from) {
    const c = <u32>load<u8>(to - 1);
    if (c != SPACE && c != TAB) break;
    to--;
  }
  return to;
}

/** The first `count` of eight bytes, 1 to 7, the others 0. */
export function firstBytes(p: usize, count: u32): u64 {
  return load<u64>(p) & ((<u64>-1) >> (64 - ((<u64>count) << 3)));
}

/** Whether two texts of a length are the same, eight bytes at a time. */
export function same(a: usize, b: usize, length: u32): bool {
  let left = length;
  let at: usize = 0;
  for (; left >= 8; left -= 8) {
    if (load<u64>(a + at) != load<u64>(b + at)) return false;
    at += 8;
  }
  return left == 0 || firstBytes(a + at, left) == firstBytes(b + at, left);
}

/** Line ends (LF, CRLF or CR) in `from` to `to - 1`; the byte at `to` and 15 after it can be read. */
export function lineEnds(from: usize, to: usize): i32 {
  let count = 0;
  const lf = i8x16.splat(<i8>LF);
  const cr = i8x16.splat(<i8>CR);
  let p = from;
  for (; p + 16 <= to; p += 16) {
    const here = v128.load(p);
    const ends = v128.or(i8x16.eq(here, lf), v128.andnot(i8x16.eq(here, cr), i8x16.eq(v128.load(p + 1), lf)));
    count += popcnt(i8x16.bitmask(ends));
  }
  for (; p < to; p++) {
    const c = <u32>load<u8>(p);
    if (c == LF || (c == CR && <u32>load<u8>(p + 1) != LF)) count++;
  }
  return count;
}
