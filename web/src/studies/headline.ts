import {
  isEstimate,
  release,
  type PairReport,
  type ReleasedPair,
  type StudyReport,
} from '@throughcare/evidence';
import { sayBetween, sayMore, sayWindow } from './words.ts';

/** The conclusion in people of a thousand; the part that answers stands out. */
export interface Headline {
  readonly before: string;
  readonly answer: string;
  readonly after: string;
  readonly interval: string;
}

/** The sentence that opens a study. "As many" is never said for "we cannot tell" (E13). */
export function headline(pair: PairReport, released: ReleasedPair): Headline {
  const { conclusion, adjusted, labels } = pair;
  if (!released.differencePerThousand || !isEstimate(adjusted)) {
    const [first] = released.conclusion.sentences;
    return {
      before: '',
      answer: 'We cannot tell yet. ',
      after: first.replace(/,? ?so we cannot tell yet\.$/, '.'),
      interval: '',
    };
  }
  const window = sayWindow(adjusted.followUp.days);
  const others = `1,000 people alike ${labels[1].replace(/^people /, '')}`;
  const interval = `(${sayBetween(adjusted.interval)})`.replaceAll(' ', '\u00a0');
  if (conclusion.verdict === 'cannot tell yet') {
    return {
      before: `Of 1,000 ${labels[0]}, were more or fewer detected reoffending within ${window} than of ${others}? `,
      answer: 'We cannot tell yet ',
      after: '',
      interval,
    };
  }
  return {
    before: `Of 1,000 ${labels[0]}, `,
    answer: `${sayMore(adjusted.value)} `,
    after: `were detected reoffending within ${window} than of ${others} `,
    interval,
  };
}

const forWhom = {
  ATE: 'It holds for everybody in the two groups together.',
  ATT: 'It holds for people like those in the first group.',
  ATC: 'It holds for people like those in the second group.',
  ATO: 'It holds for people who could well have had either.',
  ATM: 'It holds for people who could well have had either.',
} as const;

export const holdsFor = ({ estimand }: PairReport) => forWhom[estimand];

/** The conclusion of a study's first pair, as one sentence. */
export function answerOf(report: StudyReport): string | undefined {
  const [pair] = report.pairs;
  const [released] = release(report).pairs;
  if (!pair || !released) return undefined;
  const { before, answer, after, interval } = headline(pair, released);
  return `${before}${answer}${after}${interval}`.trim().replace(/\.?$/, '.');
}
