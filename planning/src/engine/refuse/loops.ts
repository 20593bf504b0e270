import { canBeNothing } from '../duration.ts';
import { LEAVES } from '../network.ts';
import type { Network, Stage } from '../network.ts';
import { refuse } from './sentence.ts';

/**
 * Refuses a way round on which no time need pass: through stages that are instant or of length 0, out of lists that
 * are full, or where no patience is. Routes that hold for some people only are left to the run, which stops when
 * somebody goes round for ever.
 */
export function refuseLoops({ stages }: Network): void {
  const ways = stages.map(waysWithoutTime);
  stages.forEach(({ name }, start) => {
    const seen = new Set<number>();
    const ahead = [...ways[start]];
    while (ahead.length > 0) {
      const to = ahead.pop()!;
      if (to === start) {
        refuse(
          `Stage ${name} leads back to itself without any time passing. Give one stage of that loop a length.`,
        );
      }
      if (seen.has(to)) continue;
      seen.add(to);
      ahead.push(...ways[to]);
    }
  });
}

function waysWithoutTime({
  stay,
  otherStays = [],
  next,
  patience,
  list,
  places,
  needs = [],
}: Stage): number[] {
  const passes =
    stay === 'instant' ||
    (stay !== 'open' && [stay, ...otherStays.map(other => other.stay)].some(canBeNothing));
  const out = passes
    ? next.filter(row => row.when === undefined).flatMap(({ to, share }) => to.filter((_, i) => share[i] > 0))
    : [];
  // Somebody waits or is refused only where places, or what they need, have an end.
  const limited = stay !== 'instant' && (needs.length > 0 || places.some(row => row.places < Infinity));
  if (limited && patience && canBeNothing(patience.length)) out.push(patience.to);
  if (limited && list && list.most < Infinity) out.push(list.fullTo);
  return out.filter(to => to !== LEAVES);
}
