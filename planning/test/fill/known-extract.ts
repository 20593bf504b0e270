import { exponentialOf, gammaOf, luck, uniformOf } from '../../src/engine/luck.ts';
import { monthInWords } from '../../src/fill/spells.ts';

/** What an extract is made with. */
export interface Truth {
  readonly people: number;
  /** Months from the first beginning to the day of the extract. */
  readonly over: number;
  /** Mean months to finishing; gamma, a fifth of the mean either side. */
  readonly meanToFinish: number;
  /** Mean months after which somebody leaves, were there no finish. */
  readonly meanToLeave: number;
  readonly required: number;
  readonly custody: number;
}

const spread = 0.2;
const head =
  'record,spell,sentenced_month,convicted_month,disposal,term_months,requirement,enrolled_month,started_month,completed_month,left_month';
const first = 2024 * 12;

/** The chance to finish before leaving, by the transform of a gamma: E[exp(-T / mean to leave)]. */
export function chanceToFinish({ meanToFinish, meanToLeave }: Truth): number {
  return (1 + (meanToFinish * spread ** 2) / meanToLeave) ** (-1 / spread ** 2);
}

/** An extract of people whose mix, times and endings are known: cut off on its day, in whole months as the real one is. */
export function knownExtract(truth: Truth, seed: number): string {
  const mine = luck(seed, 0);
  const lines = Array.from({ length: truth.people }, (_, i) => {
    const draw = (about: number): number => uniformOf(mine, i, about);
    const custody = draw(0) < truth.custody;
    const begins = draw(1) * truth.over;
    const finishes = begins + gammaOf(mine, i, 2, 1 / spread ** 2) * truth.meanToFinish * spread ** 2;
    const leaves = begins + exponentialOf(mine, i, 3) * truth.meanToLeave;
    const month = (at: number): string => (at < truth.over ? monthInWords(first + Math.floor(at)) : '');
    const finished = !custody && finishes <= leaves;
    const left = !custody && leaves < finishes;
    const began = monthInWords(first + Math.floor(begins));
    return [
      `r${i},1,${began},${began}`,
      custody
        ? 'immediate_custody,18,none'
        : `community_order,24,${draw(4) < truth.required ? 'programme' : 'none'}`,
      custody ? ',' : `${began},${began}`,
      finished ? month(finishes) : '',
      left ? month(leaves) : '',
    ].join(',');
  });
  // Something happens in the last month, so that the extract is known up to there.
  const last = monthInWords(first + truth.over - 1);
  return [head, ...lines, `z,1,${last},${last},fine,,none,,,,`].join('\n');
}
