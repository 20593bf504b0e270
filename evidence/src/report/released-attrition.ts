import { roundedCount, SMALLEST_SHOWN } from '../disclosure/rule.ts';
import type { ReleasedStep } from './released.ts';
import { peopleIn } from './released-counts.ts';
import type { StudyReport } from './report.ts';

/**
 * Attrition as it may be told: steps that took fewer than ten people, or nobody, are told together with others, and all
 * counts are rounded. Where so few of the last step are left out of a comparison that subtracting would tell them, the
 * last line is of the people compared.
 */
export function releasedAttrition(report: StudyReport): ReleasedStep[] {
  const told: { step: string; removed: number; left: number }[] = [];
  let waiting: string[] = [];
  let removed = 0;
  for (const step of withoutFewUncompared(report)) {
    if (told.length === 0) {
      told.push({ step: step.step, removed: 0, left: step.left });
      continue;
    }
    waiting.push(step.step);
    removed += step.removed;
    if (removed < SMALLEST_SHOWN) continue;
    told.push({ step: waiting.join('; and: '), removed, left: step.left });
    waiting = [];
    removed = 0;
  }
  // What is left over at the end joins the last step told; with none told it stays untold.
  const last = told.at(-1);
  if (waiting.length > 0 && last !== undefined && told.length > 1) {
    told[told.length - 1] = {
      step: [last.step, ...waiting].join('; and: '),
      removed: last.removed + removed,
      left: last.left - removed,
    };
  }
  return told
    .filter(({ left }) => left >= SMALLEST_SHOWN)
    .map(({ step, removed: gone, left }) => ({
      step,
      removed: roundedCount(gone),
      left: roundedCount(left),
    }));
}

/** With one more step where a comparison leaves out a few of those who are left. */
function withoutFewUncompared(report: StudyReport): { step: string; removed: number; left: number }[] {
  const steps = [...report.attrition];
  const left = steps.at(-1)?.left ?? 0;
  for (const { first, second } of report.pairs) {
    const compared = [first, second].map(arm => peopleIn(report, { first, second }, arm, 'people'));
    if (compared.includes(undefined)) continue;
    const others = left - (compared[0] ?? 0) - (compared[1] ?? 0);
    if (others > 0 && others < SMALLEST_SHOWN)
      return [
        ...steps,
        { step: 'somebody alike is in the other group', removed: others, left: left - others, detail: [] },
      ];
  }
  return steps;
}
