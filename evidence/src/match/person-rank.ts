/** Digits at the end of an id that count as a number. */
const DIGITS = 9;

/**
 * A rank for each person by id, as people read ids: P9 before P10. It is the same wherever the row stands, so that
 * matching may break ties by it. Equal ids get equal ranks.
 */
export function personRank(ids: readonly string[]): Float64Array {
  const stems = ids.map(id => id.slice(0, id.length - digitsAtEnd(id)));
  const places = new Map([...new Set(stems)].sort().map((stem, place) => [stem, place]));
  return Float64Array.from(ids, (id, i) => {
    const number = Number(id.slice(stems[i].length));
    return (places.get(stems[i]) ?? 0) * 10 ** DIGITS + number;
  });
}

function digitsAtEnd(id: string): number {
  let digits = 0;
  while (digits < Math.min(DIGITS, id.length) && isDigit(id.charCodeAt(id.length - 1 - digits))) digits++;
  return digits;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * A rank from all that is known of a person, for data without ids: a hash of 52 bits (FNV-1a, twice), so that nothing
 * in the text, not even an outcome, can make somebody likelier to be taken. Rows with the same text get equal ranks.
 */
export function blindRank(texts: readonly string[]): Float64Array {
  return Float64Array.from(texts, text => {
    let [one, other] = [0x811c9dc5, 0x9e3779b9];
    for (let k = 0; k < text.length; k++) {
      const code = text.charCodeAt(k);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul(other ^ code, 0x85ebca6b);
    }
    // FNV leaves the top bits of a last letter unmixed.
    one = Math.imul(one ^ (one >>> 15), 0x2c1b3c6d);
    other = Math.imul(other ^ (other >>> 13), 0x297a2d39);
    return ((one ^ (one >>> 12)) >>> 6) * 2 ** 26 + ((other ^ (other >>> 15)) >>> 6);
  });
}
