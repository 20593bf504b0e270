import { learned, type Chart } from '@throughcare/charts';
import { seldomAsFew, type Calibration, type FigureCheck, type Learned } from '@throughcare/planning';
import {
  sayKind,
  shownCheck,
  shownScore,
  type ShownCheck,
  type ShownScore,
} from '../look-back/figure-words.ts';
import { foretoldFigure, isOf, kindsOf, sayPeriod } from '../look-back/foretold-figure.ts';
import type { FoundCalibration } from './task.ts';

/** A calibration as its page shows it. */
export interface CalibrationView {
  readonly headline: string;
  readonly scenario: string;
  readonly series: string;
  readonly from: string;
  readonly to: string;
  readonly runs: number;
  /** Does the plan give what was observed? In plain words, before any picture. */
  readonly checks: readonly string[];
  /** A picture of each kind of figure; the first takes the width of the page. */
  readonly figures: readonly Chart[];
  readonly learned: Chart | undefined;
  /** What stays as it was assumed. */
  readonly still: readonly { readonly label: string; readonly before: string }[];
  readonly heldBack:
    { readonly from: string; readonly coverage: string; readonly kinds: readonly ShownScore[] } | undefined;
  readonly rows: readonly ShownCheck[];
  readonly method: string;
  readonly doesNotShow: readonly string[];
}

const COLUMN = 536;

export function calibrationView(found: FoundCalibration): CalibrationView {
  const { calibration, labels, assumed } = found;
  const { parameters, fitted, heldBack } = calibration;
  const whatOf = sayKind(new Map(Object.entries(labels)));
  const told = parameters.filter(one => one.learned);
  const still = parameters.filter(one => !one.learned);
  const later = heldBack?.checks ?? [];
  const earlier = fitted.filter(({ period }) => heldBack === null || period < heldBack.from);
  const all = [...earlier, ...later];
  return {
    headline: headline(calibration),
    scenario: calibration.scenario,
    series: calibration.series,
    from: sayPeriod(found.from),
    to: sayPeriod(found.to),
    runs: calibration.runs,
    checks: sayChecks(calibration, whatOf),
    figures: kindsOf(all).map((kind, i) =>
      foretoldFigure({
        id: `calibrated-${i + 1}`,
        what: whatOf(kind),
        kind,
        parts: [
          { name: 'Fitted to these', checks: earlier },
          { name: 'Held back: the fit had not seen these', checks: later },
        ],
        ...(i > 0 ? { width: COLUMN } : {}),
      }),
    ),
    learned: told.length === 0 ? undefined : learnedChart(told, assumed),
    still: still.map(({ label, before }) => ({ label, before })),
    heldBack: heldBack
      ? {
          from: sayPeriod(heldBack.from),
          coverage: sayCoverage(heldBack.checks, heldBack.coverage),
          kinds: heldBack.scores.map(shownScore(whatOf)),
        }
      : undefined,
    rows: all.map(shownCheck(whatOf)),
    method: calibration.method,
    doesNotShow: doesNotShow(still.length),
  };
}

const insideOf = (checks: readonly FigureCheck[]) => checks.filter(check => check.inside).length;

function headline({ parameters, heldBack, beyond }: Calibration): string {
  if (beyond)
    return 'The plan cannot give what was observed, whatever its numbers are within what was assumed.';
  const count = parameters.filter(one => one.learned).length;
  const narrowed =
    count === 0
      ? 'What was observed tells nothing new of any number'
      : `What was observed narrows or moves ${count} of ${parameters.length} uncertain numbers`;
  if (heldBack === null) return `${narrowed}.`;
  return `${narrowed}; of ${heldBack.checks.length} figures that the fit had not seen, ${insideOf(heldBack.checks)} lie where 95% of runs do.`;
}

function sayChecks(
  { fitted, fittedAsFew, heldBack, beyond }: Calibration,
  whatOf: ReturnType<typeof sayKind>,
): string[] {
  const words: string[] = [];
  if (beyond) {
    words.push(
      'No run came near what was observed. The plan, or a range that it assumes, is wrong somewhere. Do not rely on these numbers.',
    );
  }
  if (fitted.length > 0) {
    const inside = insideOf(fitted);
    words.push(
      fittedAsFew <= seldomAsFew
        ? `Even with its new numbers the plan gives only ${inside} of the ${fitted.length} figures that it was fitted to. Something that matters may not be in it, or it is surer than it should be.`
        : `With its new numbers the plan gives ${inside} of the ${fitted.length} figures that it was fitted to, as it should.`,
    );
  }
  for (const kind of kindsOf(fitted)) {
    const own = fitted.filter(isOf(kind));
    const [above, below] = [
      own.filter(({ observed, high }) => observed > high).length,
      own.filter(({ observed, low }) => observed < low).length,
    ];
    // One in twenty lies outside by chance.
    if (above + below <= Math.max(1, own.length / 10)) continue;
    const side = above > below ? 'more was seen than it gives' : 'less was seen than it gives';
    words.push(`${whatOf(kind)}: ${above + below} of ${own.length} lie outside; mostly ${side}.`);
  }
  if (heldBack) {
    words.push(
      heldBack.asFew <= seldomAsFew
        ? `It is surer of what comes than it should be: ${insideOf(heldBack.checks)} of ${heldBack.checks.length} figures that it had not seen lie in its intervals.`
        : `It foretold what it had not seen about as well as it says: ${insideOf(heldBack.checks)} of ${heldBack.checks.length} figures lie in its intervals.`,
    );
    const worse = heldBack.scores.filter(
      ({ error, errorOfLastYear }) => errorOfLastYear !== null && error > errorOfLastYear,
    );
    for (const score of worse)
      words.push(`${whatOf(score)}: saying what was seen a year before would have come nearer.`);
  }
  return words;
}

const inHundred = (share: number) => Math.round(100 * share);

function sayCoverage(
  checks: readonly FigureCheck[],
  { share, low, high }: { readonly share: number; readonly low: number; readonly high: number },
): string {
  return `${insideOf(checks)} of ${checks.length} figures lie in the interval that should hold 95 in 100: ${inHundred(share)} in 100 (${inHundred(low)} to ${inHundred(high)}, if they were independent, which figures of one stage are not).`;
}

const three = (value: number) =>
  value.toLocaleString('en-GB', { maximumSignificantDigits: 3 }).replace('-', '−');

function learnedChart(told: readonly Learned[], assumed: FoundCalibration['assumed']): Chart {
  const [most] = [...told].sort((a, b) => a.narrowed - b.narrowed);
  return learned({
    id: 'learned',
    title: `${most.label}: of that the figures tell most`,
    description: told
      .map(
        ({ label, middle, low, high, unit }) =>
          `${label}: ${three(middle)} (${three(low)} to ${three(high)}) ${unit}`,
      )
      .join('. '),
    rows: told.map(({ parameter, label, unit, before, middle, low, high }) => ({
      label,
      before: assumed[parameter],
      beforeWords: before,
      middle,
      after: [low, high],
      afterWords: `${three(middle)} (${three(low)} to ${three(high)}) ${unit}`,
    })),
  });
}

function doesNotShow(still: number): string[] {
  return [
    'That the plan is right. Another plan might give the same figures; this one was only asked whether it can.',
    ...(still > 0
      ? [
          `Anything of the ${still} ${still === 1 ? 'number' : 'numbers'} that stay${still === 1 ? 's' : ''} as assumed. What they decide is as uncertain as before.`,
        ]
      : []),
    'What a programme or a sentence does to detected reoffending. That is what a study is for.',
    'Another place, another time, or the same place under another law.',
    'Anything about one person.',
  ];
}
