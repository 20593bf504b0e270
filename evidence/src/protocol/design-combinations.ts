import type { Estimand } from '../weight.ts';
import type { DesignSpec } from './method-schema.ts';

/** Why a design and an estimand do not go together, and at which of the design's keys (or the estimand) it hangs. */
export interface WhyNot {
  readonly key: 'estimand' | 'ratio' | 'replace' | 'order';
  readonly message: string;
}

const ONE_ARM: readonly Estimand[] = ['ATT', 'ATC'];
const COUNTED: readonly Estimand[] = ['ATT', 'ATC', 'ATE'];

/** What stands against a design, with what to write instead; undefined where nothing does. */
export function whyNot(design: DesignSpec, estimand: Estimand): WhyNot | undefined {
  const say = (key: WhyNot['key'], message: string): WhyNot => ({ key, message });
  switch (design.by) {
    case 'weighting':
      return undefined;
    case 'entropy balancing':
      return COUNTED.includes(estimand)
        ? undefined
        : say(
            'estimand',
            `Entropy balancing makes the arms like people who can be counted, and ${estimand} is about nobody in particular. ` +
              'Write estimand: ATE, ATT or ATC; or design: { by: weighting }.',
          );
    case 'subclassification':
      return COUNTED.includes(estimand)
        ? undefined
        : say(
            'estimand',
            `Classes of the score count by the people of one arm or of both, which ${estimand} does not. Write estimand: ATE, ` +
              'ATT or ATC; or design: { by: weighting }.',
          );
    case 'matching':
      return againstMatching(design, estimand, say);
    default:
      return undefined; // What chance did says itself whom the answer is about.
  }
}

function againstMatching(
  { kind, ratio, replace, order }: Extract<DesignSpec, { by: 'matching' }>,
  estimand: Estimand,
  say: (key: WhyNot['key'], message: string) => WhyNot,
): WhyNot | undefined {
  if (kind === 'full') {
    if (!COUNTED.includes(estimand)) {
      return say(
        'estimand',
        `Full matching answers for people who can be counted, which ${estimand} does not. Write estimand: ATE, ATT or ATC; or ` +
          'design: { by: weighting }.',
      );
    }
    if (ratio !== 1) return say('ratio', 'Full matching makes sets of any size; take ratio out.');
    if (replace) return say('replace', 'Full matching puts everybody into one set; take replace out.');
  } else if (!ONE_ARM.includes(estimand)) {
    const other =
      estimand === 'ATE' ? 'or kind: full, which has ATE' : 'or design: { by: weighting }, which has it';
    return say(
      'estimand',
      `Matching of kind ${kind} looks for matches for the people of one arm, so it cannot answer for ${estimand}. Write estimand: ATT (the ` +
        `first arm's people) or ATC (the second's); ${other}.`,
    );
  }
  if (kind === 'optimal' && replace) {
    return say('replace', 'Optimal matching has nobody twice; take replace out, or write kind: nearest.');
  }
  if (order === undefined) return undefined;
  if (kind === 'optimal' || kind === 'full') {
    return say(
      'order',
      `Matching of kind ${kind} finds the least distance of all together, in no order; take order out.`,
    );
  }
  return replace
    ? say(
        'order',
        'With replacement nobody takes a match from another, so there is no order; take order out.',
      )
    : undefined;
}
