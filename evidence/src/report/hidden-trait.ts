import { eValue, eValueOfLimit } from '../sensitivity/e-value.ts';
import { unmeasuredFrontier, unmeasuredGrid } from '../sensitivity/unmeasured.ts';
import type { FrontierPoint } from '../sensitivity/unmeasured.ts';
import type { Headline } from './headline.ts';
import { intervalOf } from './interval-of.ts';
import type { EValueFinding, UnmeasuredFinding } from './pair-sensitivity.ts';

/** How strong something unrecorded would have to be; undefined where the headline has no ratio. */
export function eValueFinding(headline: Headline, level: number): EValueFinding | undefined {
  const { logRatio, logRatioStandardError, logRatioDegreesOfFreedom, measure } = headline;
  if (logRatio === undefined || logRatioStandardError === undefined) return undefined;
  const range = intervalOf(logRatio, logRatioStandardError, level, logRatioDegreesOfFreedom);
  const ratio = Math.exp(logRatio);
  const interval = { lower: Math.exp(range.lower), upper: Math.exp(range.upper), level };
  // At a level of hardly less than 1 a limit may lie beyond every number.
  if (!(interval.lower > 0 && Number.isFinite(interval.upper))) return undefined;
  const own = eValue(ratio);
  const ofLimit = eValueOfLimit(interval.lower, interval.upper);
  return {
    measure: measure === 'rate difference' ? 'rate ratio' : 'risk ratio',
    ratio,
    interval,
    eValue: own,
    eValueOfLimit: ofLimit,
    sentence:
      `Something unrecorded would have to go with both the arm and detected reoffending by a ratio of ${own.toFixed(1)} to explain ` +
      `the figure away, and of ${ofLimit.toFixed(1)} to bring the interval to no difference. A large E-value does not ` +
      'show that there is nothing of the kind.',
  };
}

/** The ratio under each of a grid of traits that nobody recorded, and how strong each must be for the conclusion to turn. */
export function unmeasuredFinding(
  { ratio, interval }: EValueFinding,
  labels: readonly [string, string],
): UnmeasuredFinding {
  const observed = { ratio, lower: interval.lower, upper: interval.upper };
  const frontier = unmeasuredFrontier(observed);
  return { grid: unmeasuredGrid(observed), frontier, sentence: sayFrontier(frontier, labels) };
}

function sayFrontier(frontier: readonly FrontierPoint[], labels: readonly [string, string]): string {
  if (frontier.length === 0)
    return 'The interval holds no difference as it is: no unrecorded trait is needed to explain the figure.';
  const [strongest, mild] = [true, false].map(isFar =>
    frontier
      .filter(({ prevalence: [a, b], interval }) => interval !== undefined && Math.abs(a - b) > 0.5 === isFar)
      .sort((one, other) => (one.interval ?? 0) - (other.interval ?? 0))
      .at(0),
  );
  const say = ({ prevalence: [a, b], interval = 0 }: FrontierPoint): string =>
    `one that ${Math.round(a * 100)}% of ${labels[0]} and ${Math.round(b * 100)}% of ${labels[1]} have would do it if it makes ` +
    `detection ${interval.toFixed(1)} times as likely`;
  const found = [strongest, mild].filter(point => point !== undefined).map(say);
  return found.length === 0
    ? 'No trait of the shares tried, however strong, would bring the interval to no difference.'
    : `An unrecorded trait could bring the interval to no difference: ${found.join('; ')}.`;
}
