import { normalQuantile } from '@throughcare/numerics';
import { z } from 'zod';

const effectSchema = z.object({
  measure: z.string(),
  method: z.string(),
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  level: z.number(),
});
type EffectFound = z.output<typeof effectSchema>;

/** What a plan reads of a released study: the effects of its pairs. */
const releaseSchema = z.object({
  format: z.literal('throughcare-study-release/2'),
  study: z.string(),
  madeUp: z.boolean(),
  standsOn: z.object({ ranAt: z.string() }),
  outcome: z.object({ detected: z.string() }),
  pairs: z.array(
    z.object({
      first: z.string(),
      second: z.string(),
      labels: z.tuple([z.string(), z.string()]),
      conclusion: z.object({ verdict: z.string() }),
      effects: z.array(effectSchema),
    }),
  ),
});

/** A hazard ratio from a released study, as the plan takes it: the interval becomes the spread of what it draws. */
export interface StudyEffect {
  readonly median: number;
  readonly sigma: number;
  readonly date: string;
  readonly source: string;
  readonly note: string;
}

/**
 * Reads the hazard ratio of `first` against `second` out of a release; the other way round is its inverse. The interval
 * is taken as that of a log-normal, so it may reach past 1 and the effect may be harmful in some draws.
 *
 * @throws RangeError with what is wrong and the mend
 */
export function studyEffect(file: string, text: string, first: string, second: string): StudyEffect {
  const read = releaseSchema.safeParse(parse(file, text));
  if (!read.success) {
    throw new RangeError(
      `${file} is no released study (${read.error.issues[0].path.join('.') || 'its form'}). Give the release.json that throughcare study release wrote.`,
    );
  }
  const { study, madeUp, standsOn, outcome, pairs } = read.data;
  const pair = pairs.find(
    each =>
      (each.first === first && each.second === second) || (each.first === second && each.second === first),
  );
  if (pair === undefined) {
    throw new RangeError(
      `${file} compares no ${first} with ${second}. It compares ${pairs.map(each => `${each.first}/${each.second}`).join(', ')}.`,
    );
  }
  const effect = pair.effects.find(each => each.measure === 'hazard ratio');
  if (effect === undefined || !(effect.lower > 0)) {
    throw new RangeError(
      `${file} released no hazard ratio of ${first} against ${second}, and a plan needs one. Ask the study for a time-to-event outcome.`,
    );
  }
  const odd = oddOf(effect);
  if (odd !== undefined) {
    throw new RangeError(
      `${file} gives a hazard ratio of ${first} against ${second} that is none: ${odd}. Give the release.json as throughcare study release wrote it, or run the study again.`,
    );
  }
  const turned = pair.first !== first;
  const wide = normalQuantile(0.5 + effect.level / 2);
  const middle = Math.sqrt(effect.lower * effect.upper);
  const labels = turned ? [...pair.labels].reverse() : pair.labels;
  return {
    median: turned ? 1 / middle : middle,
    sigma: Math.log(effect.upper / effect.lower) / (2 * wide),
    date: standsOn.ranAt.slice(0, 10),
    source: `${madeUp ? 'Made-up people: ' : ''}released study "${study}", ${labels[0]} against ${labels[1]}, ${outcome.detected} (${effect.method})`,
    note: `The study concludes: ${pair.conclusion.verdict}. The whole interval is drawn from, whichever way it lies.`,
  };
}

/** An interval whose ends lie further apart tells nothing of a hazard, and is a slip or a forgery. */
const widest = 1e6;

/** What is wrong with an effect that no study can have found, if something is. */
function oddOf({ value, lower, upper, level }: EffectFound): string | undefined {
  const interval = `its interval goes from ${lower} to ${upper}`;
  if (!(level > 0.5 && level < 1)) return `its interval is one of ${100 * level} in 100`;
  if (!(lower < upper)) return `${interval}, so nothing is left uncertain or its ends are turned round`;
  if (!(lower <= value && value <= upper)) return `its value is ${value}, and ${interval}`;
  return upper / lower > widest ? interval : undefined;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`${file} is no JSON. Give the release.json that throughcare study release wrote.`);
  }
}
