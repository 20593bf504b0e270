import type { Network, Stage } from '../../src/engine/network.ts';
import type { Source } from '../../src/engine/source.ts';

/** A stage with one exponential stay of mean 1 that people leave the flow from, unless said otherwise. */
export function stage(changes: Partial<Stage> = {}): Stage {
  return {
    name: 'stage',
    luck: 0,
    places: [{ at: 0, places: 1 }],
    stay: { kind: 'exponential', mean: 1 },
    next: [{ from: 0, to: [-1], share: [1] }],
    startWaiting: 0,
    startInside: 0,
    ...changes,
  };
}

export function source(changes: Partial<Source> = {}): Source {
  return {
    name: 'source',
    luck: 0,
    to: 0,
    rate: 1,
    growth: 0,
    deterred: 0,
    deterredFrom: 0,
    ...changes,
  };
}

export function network(stages: Stage[], sources: Source[], periodEnds: number[]): Network {
  return { stages: stages.map((each, luck) => ({ ...each, luck })), sources, periodEnds };
}

/** Mean of 30 independent runs and half the width of its 99% interval. */
export function meanOf30(measure: (run: number) => number): { mean: number; half: number } {
  const values = Array.from({ length: 30 }, (_, run) => measure(run));
  const mean = values.reduce((sum, value) => sum + value, 0) / 30;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 29;
  // 2.756: Student's t with 29 degrees of freedom, 0.995 quantile (any printed table).
  return { mean, half: 2.756 * Math.sqrt(variance / 30) };
}
