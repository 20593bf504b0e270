import { attrition, overlap, type Chart } from '@throughcare/charts';
import type { AttritionStep, PairReport, RejectedRow } from '@throughcare/evidence';
import { shortArm } from '../studies/words.ts';

const MOST_REJECTED = 20;

/** From everybody in the file to the people compared, exact. */
export function exactAttrition(log: readonly AttritionStep[]): Chart {
  const steps = log.filter(({ removed }, k) => k === 0 || removed > 0);
  return attrition({
    id: 'attrition',
    title: steps.length === 1 ? 'Everybody in the file is in it' : 'Who is in it, and who is not',
    description: steps.map(({ step, left }) => `${step}: ${left} left`).join(', '),
    steps: steps.map(({ step, removed, left }, k) => ({
      label: k === 0 ? 'In the file' : 'Still in',
      left,
      gone: k === 0 ? null : { why: `do not meet: ${step}`, count: removed },
    })),
    width: 536,
  });
}

interface Sides {
  readonly first: string;
  readonly second: string;
  readonly overlap: PairReport['overlap'];
}

/** How the chances of being in the first group lie over one another. */
export function exactOverlap({ first, second, overlap: bins }: Sides): Chart | undefined {
  if (!bins) return undefined;
  const percents = (counts: readonly number[]) => {
    const all = counts.reduce((sum, own) => sum + own, 0);
    return counts.map(own => (all === 0 ? 0 : (100 * own) / all));
  };
  const alone = bins.first.filter((own, k) => own > 0 !== bins.second[k] > 0).length;
  const names = [shortArm(first, first), shortArm(second, second)] as const;
  return overlap({
    id: 'overlap',
    title:
      alone === 0
        ? 'Wherever one group has people, so has the other'
        : `In ${alone} of ${bins.first.length} parts of the scale only one group has people`,
    description: `How the chances of being in ${names[0]} lie over one another.`,
    arms: [
      { name: names[0], before: percents(bins.first) },
      { name: names[1], before: percents(bins.second) },
    ],
    scale: `chance of ${names[0]}, by what was known before`,
    width: 728,
  });
}

export function sayRejected(rows: readonly RejectedRow[]) {
  return {
    count: rows.length,
    shown: rows.slice(0, MOST_REJECTED),
    more: Math.max(0, rows.length - MOST_REJECTED),
  };
}
