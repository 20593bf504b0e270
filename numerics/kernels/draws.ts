// AssemblyScript, compiled by `node setup/kernels.ts` into draws.wasm beside it. Four Threefry2x32-20 blocks (as
// src/threefry.ts, where the rounds are explained) go through one SIMD operation; whole numbers have no rounding, and
// the logarithm is the one below on every machine.

/**
 * Writes `count` (a multiple of 8) draws of an exponential with mean 1 to `out`: the i-th is minus the logarithm of the
 * uniform that the block at counter (counter0 + i, counter1) under the key makes. Each step of a block waits for the one
 * before, so two times four blocks (x, y and z, w) go side by side.
 */
export function exponentials(
  key0: i32,
  key1: i32,
  counter0: i32,
  counter1: i32,
  count: i32,
  out: usize,
): void {
  const key2 = 0x1bd11bda ^ key0 ^ key1;
  const a = i32x4.splat(key0);
  const b = i32x4.splat(key1);
  const c = i32x4.splat(key2);
  const c1 = i32x4.splat(key2 + 1);
  const a2 = i32x4.splat(key0 + 2);
  const b3 = i32x4.splat(key1 + 3);
  const c4 = i32x4.splat(key2 + 4);
  const a5 = i32x4.splat(key0 + 5);
  const before = i32x4.splat(counter1 + key1);
  let next = i32x4.add(i32x4.splat(counter0 + key0), i32x4(0, 1, 2, 3));
  const end = out + ((<usize>count) << 3);
  let at = out;
  while (at < end) {
    let x = next;
    let z = i32x4.add(next, i32x4.splat(4));
    let y = before;
    let w = before;
    next = i32x4.add(next, i32x4.splat(8));
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 13, x);
    w = turned(w, 13, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 15, x);
    w = turned(w, 15, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 26, x);
    w = turned(w, 26, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 6, x);
    w = turned(w, 6, z);
    x = i32x4.add(x, b);
    z = i32x4.add(z, b);
    y = i32x4.add(y, c1);
    w = i32x4.add(w, c1);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 17, x);
    w = turned(w, 17, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 29, x);
    w = turned(w, 29, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 16, x);
    w = turned(w, 16, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 24, x);
    w = turned(w, 24, z);
    x = i32x4.add(x, c);
    z = i32x4.add(z, c);
    y = i32x4.add(y, a2);
    w = i32x4.add(w, a2);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 13, x);
    w = turned(w, 13, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 15, x);
    w = turned(w, 15, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 26, x);
    w = turned(w, 26, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 6, x);
    w = turned(w, 6, z);
    x = i32x4.add(x, a);
    z = i32x4.add(z, a);
    y = i32x4.add(y, b3);
    w = i32x4.add(w, b3);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 17, x);
    w = turned(w, 17, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 29, x);
    w = turned(w, 29, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 16, x);
    w = turned(w, 16, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 24, x);
    w = turned(w, 24, z);
    x = i32x4.add(x, b);
    z = i32x4.add(z, b);
    y = i32x4.add(y, c4);
    w = i32x4.add(w, c4);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 13, x);
    w = turned(w, 13, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 15, x);
    w = turned(w, 15, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 26, x);
    w = turned(w, 26, z);
    x = i32x4.add(x, y);
    z = i32x4.add(z, w);
    y = turned(y, 6, x);
    w = turned(w, 6, z);
    x = i32x4.add(x, c);
    z = i32x4.add(z, c);
    y = i32x4.add(y, a5);
    w = i32x4.add(w, a5);
    x = i32x4.shr_u(x, 6);
    y = i32x4.shr_u(y, 6);
    z = i32x4.shr_u(z, 6);
    w = i32x4.shr_u(w, 6);
    v128.store(at, v128.shuffle<i32>(x, y, 0, 1, 4, 5));
    v128.store(at, v128.shuffle<i32>(x, y, 2, 3, 6, 7), 16);
    v128.store(at, v128.shuffle<i32>(z, w, 0, 1, 4, 5), 32);
    v128.store(at, v128.shuffle<i32>(z, w, 2, 3, 6, 7), 48);
    at += 64;
  }
  for (at = out; at < end; at += 16) v128.store(at, minusLog(uniforms(v128.load(at))));
}

/** The second half of a round: a word rotated to the left, and what the first half made mixed in. */
function turned(word: v128, by: i32, into: v128): v128 {
  return v128.xor(v128.or(i32x4.shl(word, by), i32x4.shr_u(word, 32 - by)), into);
}

/** Two uniforms from twice 26 bits each, half a step up, so that neither 0 nor 1 can come and every logarithm is finite. */
function uniforms(words: v128): v128 {
  const high = f64x2.convert_low_i32x4_s(words);
  const low = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(words, words, 2, 3, 2, 3));
  const whole = f64x2.add(f64x2.mul(high, f64x2.splat(67108864.0)), low);
  return f64x2.mul(f64x2.add(whole, f64x2.splat(0.5)), f64x2.splat(1.0 / 4503599627370496.0));
}

const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const LG1: f64 = 6.66666666666673513e-1;
const LG2: f64 = 3.999999999940941908e-1;
const LG3: f64 = 2.857142874366239149e-1;
const LG4: f64 = 2.222219843214978396e-1;
const LG5: f64 = 1.818357216161805012e-1;
const LG6: f64 = 1.531383769920937332e-1;
const LG7: f64 = 1.479819860511658591e-1;

/**
 * Minus the natural logarithm of two normal numbers above 0, to under 1 unit in the last place: the method and the
 * constants of Sun's fdlibm (e_log.c, 1993), which Math.log of V8 uses too, operation by operation. Where fdlibm
 * branches, both ways are worked out and one is kept, since which one is as good as chance.
 */
function minusLog(value: v128): v128 {
  const high = i64x2.shr_u(value, 32);
  const fraction = v128.and(high, i64x2.splat(0x000fffff));
  const turn = v128.and(i64x2.add(fraction, i64x2.splat(0x95f64)), i64x2.splat(0x100000));
  const exponent = i64x2.add(i64x2.sub(i64x2.shr_u(high, 20), i64x2.splat(1023)), i64x2.shr_u(turn, 20));
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2));
  const x = v128.or(
    v128.and(value, i64x2.splat(0xffffffff)),
    i64x2.shl(v128.or(fraction, v128.xor(turn, i64x2.splat(0x3ff00000))), 32),
  );
  const f = f64x2.sub(x, f64x2.splat(1.0));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2.0), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(
    w,
    f64x2.add(f64x2.splat(LG2), f64x2.mul(w, f64x2.add(f64x2.splat(LG4), f64x2.mul(w, f64x2.splat(LG6))))),
  );
  const odd = f64x2.mul(
    z,
    f64x2.add(
      f64x2.splat(LG1),
      f64x2.mul(
        w,
        f64x2.add(
          f64x2.splat(LG3),
          f64x2.mul(w, f64x2.add(f64x2.splat(LG5), f64x2.mul(w, f64x2.splat(LG7)))),
        ),
      ),
    ),
  );
  const r = f64x2.add(odd, even);
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const low = f64x2.mul(k, f64x2.splat(LN2_LOW));
  const far = f64x2.sub(half, f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low));
  const close = f64x2.sub(f64x2.mul(s, f64x2.sub(f, r)), low);
  // Below 0 in 64 bits is below 0 in each 32 here, and a shift of 32 is one operation of the machine.
  const which = i32x4.shr_s(
    v128.or(i64x2.sub(fraction, i64x2.splat(0x6147a)), i64x2.sub(i64x2.splat(0x6b851), fraction)),
    31,
  );
  let rest = f64x2.sub(v128.bitselect(close, far, which), f);
  // So close to a power of two that two terms are enough.
  const next = v128.and(i64x2.add(fraction, i64x2.splat(2)), i64x2.splat(0x000fffff));
  const nearby = i32x4.shr_s(i64x2.sub(next, i64x2.splat(3)), 31);
  if (v128.any_true(nearby)) {
    const third = f64x2.mul(f64x2.splat(1.0 / 3.0), f);
    const two = f64x2.mul(f64x2.mul(f, f), f64x2.sub(f64x2.splat(0.5), third));
    rest = v128.bitselect(f64x2.sub(f64x2.sub(two, low), f), rest, nearby);
  }
  return f64x2.sub(rest, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
}
