import type { Places } from './network.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';

const { PLACES, WAITING } = stageField;

/**
 * Counts those who wait at the end and would however long the run went on: no place comes to their stage any more, or
 * too little of what it needs, or everybody inside stays for good; and neither patience nor a risk takes them away.
 */
export function waitingForEver(run: RunState): void {
  const { network, stages, statistics, now } = run;
  const mostToCome = (rows: readonly Places[], current: number): number =>
    rows.reduce((most, { at, places }) => (at > now ? Math.max(most, places) : most), current);
  const isMoved = (stage: number, where: 'waiting' | 'inside'): boolean =>
    (network.stages[stage].risks ?? []).some(each => {
      const { to, hazard } = run.risks[each.risk];
      return each[where] > 0 && to !== 'stays' && hazard.some(({ rate }) => rate > 0);
    });
  stages.forEach(({ live, needs, patience }, i) => {
    if (live[WAITING] === 0 || patience !== null || isMoved(i, 'waiting')) return;
    const places = mostToCome(run.placesAt[i].rows, live[PLACES]);
    const without =
      places === 0 ||
      (network.stages[i].stay === 'open' && places <= live[PLACES] && !isMoved(i, 'inside')) ||
      needs?.some(
        ({ resource, units }) => mostToCome(run.unitsAt[resource].rows, run.units[resource]) < units,
      );
    if (without) statistics.waitingForEver[i] = live[WAITING];
  });
}
