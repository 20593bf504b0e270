import type { Estimate, Figure, PlanResult } from '@throughcare/planning';
import { csvOf } from '../csv.ts';
import { onceAResult } from '../once-a-result.ts';
import type { PlanAnswer } from './plan-answer.ts';

/** Every estimate of an answer with its interval, a line each, for a spreadsheet. */
export function answerAsCsv(answer: PlanAnswer): string {
  const rows: (string | number)[][] = [
    ['id', 'what', 'middle', 'low', 'high', 'how', 'comparison', 'mean', 'standard error', 'runs'],
    ...answer.flatMap(result => {
      const names = result.scenarios.map(({ name }) => name).join(' / ');
      return [...estimatesIn(result).values()].map(({ id, middle, low, high, mean, standardError, runs }) => {
        const { what, how } = result.provenance[id];
        return [
          id,
          what,
          middle ?? '',
          low ?? '',
          high ?? '',
          how,
          names,
          mean ?? '',
          standardError ?? '',
          runs,
        ];
      });
    }),
  ];
  return csvOf(rows);
}

/** All estimates that a result holds, wherever they stand, by id and in order. */
export const estimatesIn = onceAResult((result: PlanResult): ReadonlyMap<string, Estimate | Figure> => {
  const found = new Map<string, Estimate | Figure>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      if (isEstimate(value) && Object.hasOwn(result.provenance, value.id) && !found.has(value.id))
        found.set(value.id, value);
      for (const one of Object.values(value)) walk(one);
    }
  };
  walk(result);
  return found;
});

function isEstimate(value: object): value is Estimate | Figure {
  return 'id' in value && 'middle' in value && 'low' in value && 'high' in value;
}
