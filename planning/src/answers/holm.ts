/**
 * Which of many comparisons made at once stand out, so that in at most a share `level` of repeats any does where there is
 * nothing to see (Holm 1979, Scand J Statist 6:65): the smallest p is held against level / m, the next against
 * level / (m - 1), and so on until one does not pass.
 */
export function holm(ps: readonly number[], level: number): boolean[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a] - ps[b]);
  const firstToFail = order.findIndex((i, rank) => !(ps[i] <= level / (ps.length - rank)));
  const passed = new Set(firstToFail === -1 ? order : order.slice(0, firstToFail));
  return ps.map((_, i) => passed.has(i));
}
