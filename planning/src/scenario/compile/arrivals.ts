import type { Source, Stratum } from '../../engine/source.ts';
import { months } from '../arrivals-schema.ts';
import { boundariesOf } from '../data.ts';
import type { CountsText } from '../data-schema.ts';
import { daysBetween } from '../day.ts';
import { daysAYear } from '../unit.ts';
import { attributeNumbers } from './condition.ts';
import { stageNumber } from './values.ts';
import type { Compiling } from './values.ts';
import { raisedFrom, stillCome } from './threat.ts';
import { own } from '../own.ts';

export function sourceOf(compiling: Compiling): Source {
  const { scenario, values } = compiling;
  const { to, rate, growth, steps, season, observed, deterred, strata } = scenario.arrivals;
  const come = deterred ? stillCome(deterred, values) : 1;
  const after = deterred ? values[deterred.after] : 0;
  const asDated = (steps ?? []).map(({ from, times }) => ({
    from: daysBetween(scenario.begins, from),
    factor: values[times],
  }));
  const stepped = come > 1 ? raisedFrom(asDated, after, come) : asDated;
  return {
    name: 'arrivals',
    luck: 0,
    to: stageNumber(compiling, to),
    rate: values[rate],
    growth: Math.log1p(values[growth]) / daysAYear,
    ...(stepped.length > 0 ? { steps: stepped } : {}),
    ...(season ? { season: { length: daysAYear, factors: seasonFrom(compiling, season) } } : {}),
    ...(observed ? { observed: seen(compiling, observed) } : {}),
    deterred: Math.max(0, 1 - come),
    deterredFrom: after,
    ...(strata ? { strata: strataOf(compiling, strata) } : {}),
  };
}

/** Twelve equal parts of a year, the first the month in which the plan begins. */
function seasonFrom(
  { scenario, values }: Compiling,
  season: NonNullable<Compiling['scenario']['arrivals']['season']>,
): number[] {
  const first = Number(scenario.begins.slice(5, 7)) - 1;
  return months.map((_, i) => {
    const times = season[months[(first + i) % 12]];
    return times === undefined ? 1 : values[times];
  });
}

/** The periods that lie after the plan's beginning. */
function seen({ scenario }: Compiling, name: string): NonNullable<Source['observed']> {
  // The check has refused lengths here, and a plan that begins in the middle of a period.
  const row = scenario.data![name] as CountsText;
  const ends = boundariesOf(row, scenario.begins).slice(1);
  const first = ends.findIndex(end => end > 0);
  return { ends: ends.slice(first), counts: row.counts.slice(first) };
}

function strataOf(
  { scenario, values }: Compiling,
  rows: NonNullable<Compiling['scenario']['arrivals']['strata']>,
): Stratum[] {
  const attributes = Object.keys(scenario.attributes ?? {});
  let left = 1;
  return rows.map(({ share, are }) => {
    const here = share === undefined ? left : values[share];
    left -= here;
    return {
      share: Math.max(0, here),
      values: attributes.map(name => {
        const value = own(are, name);
        return value === undefined ? 0 : attributeNumbers(scenario, name, value)[1];
      }),
    };
  });
}
