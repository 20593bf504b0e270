import { countArms } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';

/** Why people give no figure, in a sentence; undefined where they do. */
export function whyNoFigure(data: PairData): string | undefined {
  const counts = countArms(data);
  if (counts.some(({ n }) => n === 0)) return 'Nobody in one of the groups had a day at risk.';
  return counts.some(({ events }) => events === 0)
    ? 'Nobody in one of the groups was detected; a weighted figure would have no interval.'
    : undefined;
}
