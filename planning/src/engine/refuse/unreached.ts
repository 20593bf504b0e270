import { LEAVES } from '../network.ts';
import type { Network } from '../network.ts';
import { refuse } from './sentence.ts';

/**
 * @throws RangeError when nothing leads to a stage: no source, no way from another stage, no risk, and nobody is there
 * at the start
 */
export function refuseUnreached({ stages, sources, risks = [] }: Network): void {
  const reached = new Set<number>([LEAVES]);
  const ahead = [
    ...sources.map(({ to }) => to),
    ...risks.flatMap(({ to }) => (to === 'stays' ? [] : [to])),
    ...stages.flatMap(({ startWaiting = 0, startInside = 0 }, i) =>
      startWaiting + startInside > 0 ? [i] : [],
    ),
  ];
  while (ahead.length > 0) {
    const stage = ahead.pop()!;
    if (reached.has(stage)) continue;
    reached.add(stage);
    const { next, patience, list } = stages[stage];
    ahead.push(...next.flatMap(row => row.to), patience?.to ?? LEAVES, list?.fullTo ?? LEAVES);
  }
  const left = stages.find((_, i) => !reached.has(i));
  if (left) {
    refuse(`Nothing leads to stage ${left.name}. Let a source or another stage lead there, or leave it out.`);
  }
}
