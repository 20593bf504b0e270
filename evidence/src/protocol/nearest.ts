/** The known word that is spelled most like `word`, if one is near enough to be what was meant. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length * 0.45)) + 1;
  for (const candidate of known) {
    const apart = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (apart < least) {
      least = apart;
      best = candidate;
    }
  }
  return best;
}

/** " Did you mean x?", or the list of what there is. */
export function suggest(word: string, known: Iterable<string>): string {
  const all = [...known];
  const near = nearest(word, all);
  if (near !== undefined) return ` Did you mean ${near}?`;
  return all.length === 0 ? '' : ` There is: ${all.join(', ')}.`;
}

// Letters left out, put in, changed or swapped with their neighbour (optimal string alignment), row by row.
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
