/** Powers of ten that are doubles without rounding: 10^0 to 10^22. */
export const TENS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

const [LEAST, MOST] = [-80, 40];
const BITS = 128n;

let fives: BigUint64Array | undefined;

/**
 * 5^-80 to 5^40 with 128 significant bits, the half with the higher bits first: positive powers cut off, negative ones
 * rounded up, as the proof asks (Lemire, Number parsing at a gigabyte per second, 2021).
 */
export function powersOfFive(): BigUint64Array {
  fives ??= computed();
  return fives;
}

function computed(): BigUint64Array {
  const halves = new BigUint64Array(2 * (MOST - LEAST + 1));
  for (let q = LEAST; q <= MOST; q++) {
    const power = q < 0 ? inverse(BigInt(-q)) : positive(BigInt(q));
    halves[2 * (q - LEAST)] = power >> 64n;
    halves[2 * (q - LEAST) + 1] = BigInt.asUintN(64, power);
  }
  return halves;
}

function positive(q: bigint): bigint {
  const power = 5n ** q;
  const length = bitLength(power);
  return length > BITS ? power >> (length - BITS) : power << (BITS - length);
}

function inverse(q: bigint): bigint {
  const power = 5n ** q;
  const length = bitLength(power - 1n);
  const shift = q <= 27n ? length + BITS - 1n : 2n * length + BITS;
  const quotient = (1n << shift) / power + 1n;
  const own = bitLength(quotient);
  return own > BITS ? quotient >> (own - BITS) : quotient;
}

const bitLength = (value: bigint): bigint => BigInt(value.toString(2).length);
