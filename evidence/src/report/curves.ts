import { numbersAtRisk } from '../effect/kaplan-meier.ts';
import { unweighted } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import { armCurve, armTimes } from './arm-curve.ts';
import type { ArmCurve } from './arm-curve.ts';
import type { ArmCurves, CurvePoints } from './report.ts';

interface ArmName {
  readonly arm: string;
  readonly label: string;
}

/** Curves of both arms (Kaplan-Meier, or Aalen-Johansen where something else can come first), unweighted and weighted, with log-log bands and people at risk. */
export function pairCurves(
  data: PairData,
  window: number,
  [first, second]: readonly [ArmName, ArmName],
): readonly [ArmCurves, ArmCurves] {
  return [armCurves(data, 1, window, first), armCurves(data, 0, window, second)];
}

function armCurves(data: PairData, arm: 0 | 1, window: number, name: ArmName): ArmCurves {
  const plain = armTimes(unweighted(data), arm);
  const weighted = armTimes(data, arm);
  const days = [0, 1, 2, 3, 4].map(quarter => Math.round((quarter * window) / 4));
  const people = numbersAtRisk({ time: plain.time, event: plain.event }, days);
  const drawn = points(armCurve(weighted), window);
  return {
    ...name,
    unweighted: points(armCurve(plain), window),
    weighted: drawn,
    people: weighted.time.length,
    detectedBy: detectedBy(weighted, drawn.days),
    atRisk: days.map((day, k) => ({ day, people: people[k] })),
  };
}

/** Only days on which something happens, with the start and the end of follow-up. */
function points(curve: ArmCurve, window: number): CurvePoints {
  const steps = Array.from(curve.time.keys()).filter(k => curve.events[k] > 0);
  const last = steps.at(-1);
  const end = last === undefined ? [1, 1, 1] : [curve.undetected[last], curve.lower[last], curve.upper[last]];
  const closed = last !== undefined && curve.time[last] === window;
  const column = (start: number, values: Float64Array, finish: number): number[] => [
    start,
    ...steps.map(k => values[k]),
    ...(closed ? [] : [finish]),
  ];
  return {
    days: column(0, curve.time, window),
    undetected: column(1, curve.undetected, end[0]),
    lower: column(1, curve.lower, end[1]),
    upper: column(1, curve.upper, end[2]),
  };
}

/** How many people (unweighted) were detected up to each of the days, which are in order. */
function detectedBy(
  { time, event }: { readonly time: Float64Array; readonly event: Uint8Array },
  days: readonly number[],
): number[] {
  const on = time.filter((_, i) => event[i] === 1).sort();
  let count = 0;
  return days.map(day => {
    while (count < on.length && on[count] <= day) count++;
    return count;
  });
}
