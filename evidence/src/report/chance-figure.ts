import { courtTendency } from '../chance/court-tendency.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import type { CourtGround } from '../study/chance-ground.ts';
import type { ChancePeople } from '../study/chance-people.ts';
import { jumpFigure, seriesFigure } from './chance-by-date.ts';
import { steppedFigure, waitingFigure } from './chance-by-turn.ts';
import { instrumented, sharesOf } from './chance-shape.ts';
import type { ChanceFigure, ChanceOutcome } from './chance-shape.ts';

/**
 * The figure of a design that uses chance, with an interval of `level`.
 *
 * @throws RangeError in a sentence where it cannot be had
 */
export function chanceFigure(
  spec: ChanceSpec,
  people: ChancePeople,
  outcome: ChanceOutcome,
  level: number,
): ChanceFigure {
  const { ground } = people;
  switch (ground.by) {
    case 'interrupted series':
      return seriesFigure(ground, outcome, level);
    case 'discontinuity':
      if (spec.by !== ground.by) break;
      return jumpFigure(spec, ground, people, outcome, level);
    case 'waiting list':
      if (spec.by !== ground.by) break;
      return waitingFigure(spec.band_days, ground, people, outcome, level);
    case 'stepped roll-out':
      return steppedFigure(ground, people, outcome, level);
    case 'court tendency':
      return courtFigure(ground, people, outcome, level);
  }
  throw new Error('the ground is not that of the design');
}

function courtFigure(
  { court, pool }: CourtGround,
  { treated, covariates }: ChancePeople,
  { event }: ChanceOutcome,
  level: number,
): ChanceFigure {
  const { cautious, ...found } = courtTendency({ court, pool, treated, outcome: event, covariates, level });
  return {
    ...instrumented(cautious, level),
    means: sharesOf(event, treated),
    effects: [
      {
        name: 'first stage: share in the first arm, by the tendency of the court',
        effect: cautious.firstStage,
      },
      { name: 'outcome by the tendency of the court', effect: cautious.reducedForm },
      { name: 'effect in those whose court decided', effect: cautious.effect },
    ],
    others: [{ name: 'with the interval of two-stage least squares', effect: cautious.effect }],
    checks: found.checks,
  };
}
