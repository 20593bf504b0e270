import { discontinuity } from '../chance/discontinuity.ts';
import { interruptedSeries } from '../chance/interrupted-series.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import { seriesMeans } from '../study/chance-cells.ts';
import type { JumpGround, SeriesGround } from '../study/chance-ground.ts';
import type { ChancePeople } from '../study/chance-people.ts';
import { instrumented, sharesOf, sharp } from './chance-shape.ts';
import type { ChanceFigure, ChanceOutcome, NamedEffect } from './chance-shape.ts';

/** The step of an interrupted series at its change. */
export function seriesFigure(ground: SeriesGround, { event }: ChanceOutcome, level: number): ChanceFigure {
  const { changeAt, perYear, periods } = ground;
  const series = { ...seriesMeans(ground, event), changeAt };
  const found = interruptedSeries({ ...series, perYear });
  const others: NamedEffect[] = [];
  if (perYear !== undefined)
    others.push({ name: 'without a season', effect: interruptedSeries(series).cautiousLevel });
  if (changeAt > 8 && periods - changeAt > 8) {
    const inner = (values: Float64Array) => values.slice(1, -1);
    const cut = { mean: inner(series.mean), people: inner(series.people), changeAt: changeAt - 1, perYear };
    others.push({
      name: 'without the first and the last period',
      effect: interruptedSeries(cut).cautiousLevel,
    });
  }
  return {
    ...sharp(found.cautiousLevel, level),
    means: [found.fitted[changeAt], found.withoutChange[changeAt]],
    effects: [
      { name: 'step at the change', effect: found.cautiousLevel },
      { name: 'change of trend, a period', effect: found.trend },
    ],
    others,
    checks: found.checks,
  };
}

type JumpSpec = Extract<ChanceSpec, { by: 'discontinuity' }>;

/** The jump at a date, or the effect of the arm in those whom the date moved. */
export function jumpFigure(
  spec: JumpSpec,
  { daysSince }: JumpGround,
  { treated, checked }: ChancePeople,
  { event }: ChanceOutcome,
  level: number,
): ChanceFigure {
  const found = discontinuity({
    daysSince,
    outcome: event,
    treated: spec.effect_of === 'the arms' ? treated : undefined,
    covariates: checked,
    bandwidthDays: spec.bandwidth_days,
    leaveOutDays: spec.leave_out_days,
    level,
  });
  const jump = { name: 'jump at the date', effect: found.jump };
  const others = found.otherWidths.map(({ what, jump: effect }) => ({ name: `jump ${what}`, effect }));
  if (found.fuzzy === undefined) {
    const { before, since } = found.atDate;
    return {
      ...sharp(found.jump, level),
      means: [since, before],
      effects: [jump],
      others,
      checks: found.checks,
    };
  }
  return {
    ...instrumented(found.fuzzy, level),
    means: sharesOf(event, treated),
    effects: [
      { name: 'jump in the share of the first arm', effect: found.fuzzy.firstStage },
      jump,
      { name: 'effect in those whom the change moved', effect: found.fuzzy.effect },
    ],
    others,
    checks: found.checks,
  };
}
