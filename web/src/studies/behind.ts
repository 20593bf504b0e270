import {
  isEstimate,
  type Estimate,
  type PairReport,
  type ReleasedPair,
  type StudyReport,
} from '@throughcare/evidence';
import { sayDay } from '@throughcare/pathway';
import { count, dayOf, sayClocks, saySigned, sayWindow } from './words.ts';

export interface Fact {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * What stands behind a figure (E12): nothing of it may be left out where the figure is shown. In short beside the
 * curves; and how it was done, what it takes for granted and what could undo it, further down.
 */
export function behind(
  report: StudyReport,
  pair: PairReport,
  released: ReleasedPair,
): { short: Fact[]; long: Fact[] } {
  const { adjusted, hazardRatio } = pair;
  const isOpen = released.differencePerThousand !== undefined;
  const figure = isOpen && isEstimate(adjusted) ? adjusted : undefined;
  const ratio = isOpen && isEstimate(hazardRatio) ? hazardRatio : undefined;
  return {
    short: [
      { name: 'People', words: [eachArm(released, 'n')] },
      { name: 'Detected', words: [`${eachArm(released, 'detected')}, before weighting`] },
      ...(figure ? figureFacts(figure, pair) : []),
      ...(ratio ? [sayRatio(ratio)] : []),
      {
        name: 'Followed',
        words: [`${upperFirst(sayWindow(report.outcome.windowDays))} from ${clocksOf(pair)}`],
      },
      { name: 'Mature', words: [sayMaturity(report)] },
      lockedFact(report),
    ],
    long: isEstimate(adjusted)
      ? [
          { name: 'How it was done', words: [adjusted.method] },
          { name: 'What it takes for granted', words: adjusted.assumptions.map(plainly) },
          ...(figure?.sensitivity ?? []).map(({ name, finding }) => ({
            name: sensitivityNames[name] ?? name,
            words: [plainly(upperFirst(finding))],
          })),
        ]
      : [],
  };
}

function figureFacts(adjusted: Estimate, pair: PairReport): Fact[] {
  const [a, b] = pair.effective;
  return [
    { name: 'Difference', words: [saySigned(adjusted)] },
    {
      name: 'Count as',
      words: [`${count(Math.round(a))} and ${count(Math.round(b))} people after weighting`],
    },
  ];
}

function lockedFact({ standsOn }: StudyReport): Fact {
  const { lockedAt, looks, changedAfterOutcomes, protocolSha256 } = standsOn;
  return {
    name: 'Locked',
    words: [
      `${sayDay(dayOf(lockedAt))}, before outcomes were read. They have been read ${looks === 1 ? 'once' : looks === 2 ? 'twice' : `${looks} times`}.`,
      ...(changedAfterOutcomes ? ['The protocol was changed after outcomes had been seen.'] : []),
      `Protocol ${protocolSha256.slice(0, 12)}`,
    ],
  };
}

const sensitivityNames: Readonly<Record<string, string>> = {
  'E-value': 'What it would take to undo it',
  'M-estimation': 'With the weights’ own uncertainty',
  'negative control': 'A test of whether people are alike',
};

/** Columns of a file as words, and a minus that is one. */
const plainly = (words: string) =>
  words.replaceAll(/(?<=[a-z])_(?=[a-z])/g, ' ').replaceAll(/(?<![\w-])-(?=\d)/g, '−');

const upperFirst = (text: string) => text[0].toUpperCase() + text.slice(1);

function sayRatio({ value, interval: { lower, upper } }: Estimate): Fact {
  return {
    name: 'Ratio of hazards',
    words: [`${value.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`],
  };
}

function eachArm({ arms }: ReleasedPair, what: 'n' | 'detected'): string {
  const said = arms.map(arm => (typeof arm[what] === 'number' ? count(arm[what]) : arm[what]));
  return said.length === 0 ? 'not shown' : said.join(' and ');
}

function clocksOf({ naive }: PairReport): string {
  return isEstimate(naive) ? sayClocks(naive.followUp.from) : 'the start';
}

function sayMaturity({ maturity }: StudyReport): string {
  if (maturity.by === 'statement') return maturity.because;
  const { latestTimeZero, latestMatureTimeZero, convictionLagDays } = maturity;
  return (
    `Everybody: the last was followed from ${sayDay(dayOf(latestTimeZero))}, and ${sayDay(dayOf(latestMatureTimeZero))} ` +
    `would still do, with ${convictionLagDays} days for the courts`
  );
}
