/**
 * How alike two words are, from 0 to 1 (Jaro 1989): matching letters within half the longer word, less half
 * the transpositions among them. Two empty words are alike; an empty and another are not.
 */
export function jaro(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const matchedA: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const to = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= to; j++) {
      if (taken[j] === 0 && a[i] === b[j]) {
        taken[j] = 1;
        matchedA.push(i);
        break;
      }
    }
  }
  const matches = matchedA.length;
  if (matches === 0) return 0;
  let outOfOrder = 0;
  let j = 0;
  for (const i of matchedA) {
    while (taken[j] === 0) j++;
    if (a[i] !== b[j]) outOfOrder++;
    j++;
  }
  return (matches / a.length + matches / b.length + (matches - outOfOrder / 2) / matches) / 3;
}

/** Jaro's likeness, raised where the first letters agree (Winkler 1990: at most four letters, a tenth each). */
export function jaroWinkler(a: string, b: string): number {
  const likeness = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return likeness + prefix * 0.1 * (1 - likeness);
}
