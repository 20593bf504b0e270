import { nelsonAalen } from '../effect/nelson-aalen.ts';
import type { Variable } from '../missing/variable.ts';
import type { OutcomeKind } from '../protocol/schema.ts';
import type { Outcome } from './outcome.ts';

/**
 * The outcome as an imputation model takes it: whether it happened (or what else came first); of a time, the cumulative
 * hazard at it (White and Royston 2009); of a count, the count and the days at risk.
 */
export function outcomeVariables(outcome: Outcome, kind: OutcomeKind): Variable[] {
  const { event, competing, time, count, exposure } = outcome;
  const happened: Variable = {
    name: 'outcome (of the study)',
    kind: 'category',
    levels: 3,
    codes: Int32Array.from(event, (one, i) => (one === 1 ? 1 : competing?.[i] === 1 ? 2 : 0)),
  };
  const number = (name: string, values: Float64Array | undefined): Variable[] =>
    values === undefined ? [] : [{ name: `${name} (of the study)`, kind: 'number', values }];
  switch (kind) {
    case 'binary':
      return [happened];
    case 'count':
      return [happened, ...number('offences', count), ...number('days at risk', exposure)];
    case 'time to event':
    case 'competing':
      return [happened, ...number('cumulative hazard', time && hazardAt(time, event))];
  }
}

function hazardAt(time: Float64Array, event: Uint8Array): Float64Array {
  const curve = nelsonAalen({ time, event });
  return time.map(day => {
    let [low, high] = [0, curve.time.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (curve.time[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : curve.cumulativeHazard[low - 1];
  });
}
