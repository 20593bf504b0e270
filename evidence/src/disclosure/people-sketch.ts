/**
 * A sketch of who is in a group: small, without anybody's name in it, and enough to count by how many people two groups
 * differ where these are few (an invertible Bloom lookup table: Goodrich and Mitzenmacher 2011; Eppstein and others
 * 2011). It is restricted: whoever holds it and an id can try whether the id is in the group.
 */
export interface PeopleSketch {
  readonly people: number;
  /**
   * Three numbers of 32 bits a cell, in hexadecimal: exclusive or of two hashes of the people in it, and how many they
   * are.
   */
  readonly cells: string;
}

const PARTS = 3;
const CELLS_A_PART = 40;
/** With more differing cells than this, groups differ by ten people or more. */
const FEW_CELLS = PARTS * 9;

/** The sketch of the people of the given ids, in whatever order. */
export function sketchPeople(ids: Iterable<string>): PeopleSketch {
  const size = PARTS * CELLS_A_PART;
  const [high, low, count] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  let people = 0;
  for (const id of ids) {
    people++;
    const [a, b] = [hash(id, 0x9e3779b9), hash(id, 0x85ebca6b)];
    for (let part = 0; part < PARTS; part++) {
      const cell = cellOf(a, b, part);
      high[cell] ^= a;
      low[cell] ^= b;
      count[cell]++;
    }
  }
  return { people, cells: Array.from(high, (own, k) => hex(own) + hex(low[k]) + hex(count[k])).join('') };
}

const HEX = 8;
const hex = (value: number): string => value.toString(16).padStart(HEX, '0');

function cellsOf({ cells }: PeopleSketch): [number, number, number][] {
  const part = (k: number): number => Number.parseInt(cells.slice(k * HEX, (k + 1) * HEX), 16);
  return Array.from({ length: PARTS * CELLS_A_PART }, (_, k) => [
    part(3 * k),
    part(3 * k + 1),
    part(3 * k + 2),
  ]);
}

/** By how many people two groups differ: those in the one only, and those in the other only; or 'many'. */
export function differingPeople(one: PeopleSketch, other: PeopleSketch): number | 'few' | 'many' {
  const others = cellsOf(other);
  const left = cellsOf(one).map(([high, low, count], k): [number, number, number] => {
    const [otherHigh, otherLow, otherCount] = others[k];
    return [(high ^ otherHigh) >>> 0, (low ^ otherLow) >>> 0, (count - otherCount) | 0];
  });
  const isEmpty = (cell: readonly number[]): boolean => cell.every(part => part === 0);
  const differing = left.filter(cell => !isEmpty(cell)).length;
  // Each person touches three cells at most: so many cells are of ten people or more.
  if (differing > FEW_CELLS) return 'many';
  let found = 0;
  for (let cell = nextPure(left); cell !== -1 && found < FEW_CELLS; cell = nextPure(left)) {
    const [high, low, sign] = left[cell];
    for (let part = 0; part < PARTS; part++) {
      const own = left[cellOf(high, low, part)];
      own[0] = (own[0] ^ high) >>> 0;
      own[1] = (own[1] ^ low) >>> 0;
      own[2] -= sign;
    }
    found++;
  }
  return left.every(isEmpty) ? found : 'few';
}

/** A cell that holds one person who is in one of the groups only: its hashes lead back to it. */
function nextPure(cells: readonly (readonly [number, number, number])[]): number {
  return cells.findIndex(
    ([high, low, count], k) =>
      (count === 1 || count === -1) && cellOf(high, low, Math.floor(k / CELLS_A_PART)) === k,
  );
}

function cellOf(high: number, low: number, part: number): number {
  const mixed = mix(Math.imul(high, 2 * part + 1) ^ Math.imul(low, 0x27d4eb2f + part));
  return part * CELLS_A_PART + (mixed % CELLS_A_PART);
}

/** FNV-1a (Fowler, Noll and Vo) from a given beginning, mixed at the end. */
function hash(text: string, seed: number): number {
  let own = seed;
  for (let k = 0; k < text.length; k++) own = Math.imul(own ^ text.charCodeAt(k), 0x01000193);
  return mix(own ^ text.length);
}

/** The finaliser of MurmurHash3 (Appleby). */
function mix(value: number): number {
  let own = value;
  own = Math.imul(own ^ (own >>> 16), 0x85ebca6b);
  own = Math.imul(own ^ (own >>> 13), 0xc2b2ae35);
  return (own ^ (own >>> 16)) >>> 0;
}
