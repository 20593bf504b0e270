import { attrition, type AttritionStep, type Chart } from '@throughcare/charts';
import type { ReleasedPair, ReleasedReport } from '@throughcare/evidence';
import { SMALLEST_SHOWN } from '../analysis/small-numbers.ts';
import { shortArm } from './words.ts';

/** Who is in it, and who is not: from everybody in the file to the people of one pair, as released. */
export function attritionChart({ attrition: released }: ReleasedReport, pair: ReleasedPair): Chart {
  const steps = released.map(({ step, removed, left }, k): AttritionStep => ({
    label: k === 0 ? 'People in the file' : 'Still in',
    left,
    gone: k === 0 ? null : { why: `do not meet the rule: ${step}`, count: removed },
  }));
  const [first, second] = pair.arms.map(arm => arm.n);
  const left = steps.at(-1)!.left;
  const split = typeof first === 'number' && typeof second === 'number' ? { first, second } : undefined;
  const others = split && left - split.first - split.second;
  // A handful in other groups would be told by subtraction (E16); then the last step stays untold.
  const isTold = others === 0 || (others !== undefined && others >= SMALLEST_SHOWN);
  if (split && isTold) {
    const why = 'in another group, or with nobody alike in the other';
    if (others > 0) steps.push({ label: 'Compared', left: left - others, gone: { why, count: others } });
    else steps[steps.length - 1] = { ...steps.at(-1)!, label: 'Compared' };
  }
  return attrition({
    id: 'attrition',
    title: 'Who is in it, and who is not',
    description: steps.map(({ label, left }) => `${label} ${left}`).join(', '),
    steps,
    ...(split && isTold
      ? {
          split: [
            { name: shortArm(pair.first, pair.arms[0].label), count: split.first },
            { name: shortArm(pair.second, pair.arms[1].label), count: split.second },
          ] as const,
        }
      : {}),
    width: 536,
  });
}
