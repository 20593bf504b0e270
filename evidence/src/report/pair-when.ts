import { parseDay } from '../day.ts';
import type { Cohort } from '../study/cohort.ts';
import { countArms } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { PairDesign } from '../study/pair-design.ts';
import type { Headline } from './headline.ts';
import type { StudyContext } from './study-context.ts';
import { whenCanWeTell } from './when.ts';
import type { When } from './when.ts';

/** When this pair's question could be answered, by the kind of outcome. */
export function pairWhen(
  { protocol, cohort }: StudyContext,
  { first }: PairDesign,
  data: PairData,
  headline: Headline | undefined,
): When | undefined {
  const [a, b] = countArms(data);
  if (a.n === 0 || b.n === 0) return undefined;
  const { effective } = data.weighted;
  return whenCanWeTell({
    label: protocol.arms[first].label,
    // With nobody detected the risk is not nothing: half a person is the usual guess.
    baselineRisk: headline?.measure === 'risk difference' ? headline.means[1] : (b.people + 0.5) / (b.n + 1),
    differencePerThousand: protocol.smallest_difference_that_matters,
    have: [a.n, b.n],
    effective,
    detected: [a.people, b.people],
    rateError: headline?.measure === 'rate difference' ? headline.standardError : undefined,
    span: spanOf(cohort, data.members),
    extracted: parseDay(protocol.data.extracted_on ?? ''),
  });
}

function spanOf(cohort: Cohort, members: Int32Array): readonly [number, number] | undefined {
  const { timeZero } = cohort;
  if (timeZero === undefined) return undefined;
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const i of members) {
    earliest = Math.min(earliest, timeZero[i]);
    latest = Math.max(latest, timeZero[i]);
  }
  return [earliest, latest];
}
