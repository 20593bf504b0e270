import { sayWindow } from '../../day.ts';
import { isRatio } from '../estimate.ts';
import type { ReleasedPair, ReleasedReport } from '../released.ts';
import { minus, sayBetween, sayCount, sayFigure, sayMore, sayOf } from './say.ts';
import type { CurveView, PairView, StudyView } from './view.ts';

/** A released report as a page shows it. */
export function viewOfRelease(released: ReleasedReport): StudyView {
  const { outcome, standsOn } = released;
  return {
    study: released.study,
    question: released.question,
    population: released.population,
    madeUp: released.madeUp,
    standing: { restricted: false, signed: released.signed },
    detected: outcome.detected,
    windowDays: outcome.windowDays,
    doesNotShow: released.doesNotShow,
    attrition: released.attrition.map(step => ({ ...step, detail: [] })),
    arms: released.arms.map(({ arm, label, timeZero, allowed }) => ({
      arm,
      label,
      from: timeZero,
      allowed,
      people: '',
    })),
    counted: [
      `${outcome.detected}, within ${sayWindow(outcome.windowDays)}`,
      `With ${outcome.convictionLagDays} days for a conviction after the follow-up.`,
      ...outcome.facts.map(({ what, count }) => `${sayCount(count)} ${what}`),
    ],
    missing: [],
    rejected: [],
    pairs: released.pairs.map(pairView),
    secondary: released.secondary.flatMap(({ detected, pairs }) =>
      pairs.map(({ first, second, differencePerThousand: figure }) => ({
        detected,
        pair: `${first} against ${second}`,
        words: figure
          ? `${sayMore(figure.value)} ${sayOf(figure.measure)} (${sayBetween(figure.lower, figure.upper)})`
          : 'not shown',
      })),
    ),
    tests: { correction: released.tests.correction, rows: [] },
    traps: released.traps.map(trap => ({ ...trap, size: undefined })),
    method: released.method,
    ground: {
      ...standsOn,
      protocolSha256: released.protocolSha256,
      files: standsOn.files.map(({ file, rows }) => ({
        file,
        sha256: undefined,
        rows: `${sayCount(rows)} rows`,
      })),
      maturity: released.maturity,
    },
    control: released.control,
  };
}

const NO_ROWS = { columns: [], rows: [] };

function pairView(pair: ReleasedPair): PairView {
  const { differencePerThousand: figure, naivePerThousand } = pair;
  return {
    first: pair.first,
    second: pair.second,
    labels: pair.labels,
    estimand: pair.estimand,
    conclusion: pair.conclusion,
    difference: figure,
    naive:
      naivePerThousand === undefined
        ? undefined
        : { value: naivePerThousand, lower: naivePerThousand, upper: naivePerThousand },
    arms: pair.arms.map(({ label, n, detected, perThousand }) => ({
      label,
      n: sayCount(n),
      detected: sayCount(detected),
      level:
        perThousand === undefined ? 'not shown' : `about ${sayCount(perThousand)} of 1,000 when made alike`,
    })),
    curves: (pair.curves ?? []).map(({ arm, points, atRisk }): CurveView => ({
      arm,
      points: points.map(({ day, perThousand, lower, upper }) => ({ day, value: perThousand, lower, upper })),
      followed: atRisk.map(({ day, people }) => ({
        day,
        count: people === undefined ? '–' : sayCount(people),
      })),
    })),
    effects: pair.effects.map(({ measure, value, lower, upper, method }) => ({
      measure,
      words: sayFigure(measure, { value, lower, upper }, isRatio(measure) ? 2 : 0),
      standardError: '',
      method,
    })),
    notMade: [],
    sensitivity: pair.sensitivity,
    unmeasured: NO_ROWS,
    curveTests: NO_ROWS,
    traps: pair.traps.map(trap => ({ ...trap, size: undefined })),
    balance: pair.balance,
    balanceTable: {
      columns: ['', 'difference before', 'after'],
      rows: pair.balance.map(({ covariate, before, after }) => [
        covariate,
        minus(before.toFixed(2)),
        minus(after.toFixed(2)),
      ]),
    },
    overlap: pair.overlap,
    characteristics: pair.characteristics.map(({ name, groups }) => ({
      name,
      rows: groups.map(({ group, n, detected }) => [
        group,
        ...([0, 1] as const).map(side => `${sayCount(detected[side])} of ${sayCount(n[side])}`),
      ]),
    })),
    leftOut: [],
    assumptions: pair.assumptions,
    chance: undefined,
  };
}
