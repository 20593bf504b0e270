export type Correction = 'holm' | 'bonferroni' | 'benjamini-hochberg';

/**
 * p-values of many tests, each as large as it has to be read beside the others (Holm 1979; Bonferroni; Benjamini and
 * Hochberg 1995). Holm's and Bonferroni's keep the chance of any false difference; the last the share of false ones.
 */
export function correctForMany(p: readonly number[], correction: Correction = 'holm'): number[] {
  for (const [k, value] of p.entries()) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`p is ${value} at ${k}; it must lie from 0 to 1.`);
  }
  const count = p.length;
  if (correction === 'bonferroni') return p.map(value => Math.min(1, count * value));
  const order = p.map((_, k) => k).sort((a, b) => p[a] - p[b]);
  const corrected = Array.from({ length: count }, () => 0);
  if (correction === 'holm') {
    let most = 0;
    order.forEach((k, rank) => {
      most = Math.max(most, Math.min(1, (count - rank) * p[k]));
      corrected[k] = most;
    });
    return corrected;
  }
  let least = 1;
  for (let rank = count - 1; rank >= 0; rank--) {
    const k = order[rank];
    least = Math.min(least, (count * p[k]) / (rank + 1));
    corrected[k] = least;
  }
  return corrected;
}
