/**
 * The sum over clusters of the square of their influence on a curve, kept up to date while rows come under risk and
 * leave. Everybody at risk moves along with one running sum H (of hazard, say): the influence of a cluster with weight W
 * at risk is B - W H, so that three sums over clusters are enough at every time.
 */
export interface ClusterSquares {
  /** A row comes under risk at the running sum `h`. */
  enter(cluster: number, weight: number, h: number): void;
  /** A row leaves at the running sum `h`, having added `own` times its weight. */
  leave(cluster: number, weight: number, own: number, h: number): void;
  sum(h: number): number;
}

export function clusterSquares(clusters: number): ClusterSquares {
  const fixed = new Float64Array(clusters);
  const atRisk = new Float64Array(clusters);
  let squares = 0;
  let products = 0;
  let weights = 0;
  const move = (k: number, byFixed: number, byWeight: number): void => {
    const [b, w] = [fixed[k], atRisk[k]];
    const [nextB, nextW] = [b + byFixed, w + byWeight];
    squares += nextB * nextB - b * b;
    products += nextB * nextW - b * w;
    weights += nextW * nextW - w * w;
    fixed[k] = nextB;
    atRisk[k] = nextW;
  };
  return {
    enter: (cluster, weight, h) => move(cluster, weight * h, weight),
    leave: (cluster, weight, own, h) => move(cluster, weight * (own - h), -weight),
    sum: h => Math.max(0, squares - 2 * h * products + h * h * weights),
  };
}

/** Numbers from 0 for the clusters of rows; without clusters every row is its own. */
export function clusterNumbers(rows: number, cluster: ArrayLike<number> | undefined): Int32Array {
  const numbers = new Int32Array(rows);
  if (cluster === undefined) return numbers.map((_, i) => i);
  const seen = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    const known = seen.get(cluster[i]);
    numbers[i] = known ?? seen.size;
    if (known === undefined) seen.set(cluster[i], seen.size);
  }
  return numbers;
}
