import { SMALLEST_SHOWN } from '../disclosure/rule.ts';
import { suppress, withTotals } from '../disclosure/suppress.ts';
import type { ReleasedCount } from '../disclosure/suppress.ts';
import type { Conclusion } from './conclusion.ts';
import { isEstimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { perThousand } from './people-in-a-thousand.ts';
import type { PairReport, StudyReport } from './report.ts';

/** What of a report may leave the analyst's hands. */
export interface ReleasedReport {
  readonly format: 'throughcare-study-release/1';
  readonly study: string;
  readonly question: string;
  readonly madeUp: boolean;
  readonly doesNotShow: readonly string[];
  readonly protocolSha256: string;
  /** Steps that took fewer than 10 people are told together with others. */
  readonly attrition: readonly ReleasedStep[];
  readonly pairs: readonly ReleasedPair[];
}

export interface ReleasedStep {
  readonly step: string;
  readonly removed: number;
  readonly left: number;
}

export interface ReleasedPair {
  readonly first: string;
  readonly second: string;
  readonly conclusion: Conclusion;
  readonly arms: readonly {
    readonly label: string;
    readonly n: ReleasedCount;
    readonly detected: ReleasedCount;
  }[];
  /** In whole people of a thousand; absent where either arm has fewer than 10 events, for it would tell them. */
  readonly differencePerThousand:
    { readonly value: number; readonly lower: number; readonly upper: number } | undefined;
}

/**
 * The first disclosure control: small counts hidden with their complements, figures in whole people of a thousand,
 * no curves, no balance table, no rejected rows. Thin: it looks at one report at a time.
 */
export function release(report: StudyReport): ReleasedReport {
  return {
    format: 'throughcare-study-release/1',
    study: report.study,
    question: report.question,
    madeUp: report.madeUp,
    doesNotShow: report.doesNotShow,
    protocolSha256: report.standsOn.protocolSha256,
    attrition: releaseAttrition(report),
    pairs: report.pairs.map(releasePair),
  };
}

function releasePair(pair: PairReport): ReleasedPair {
  const { first, second, labels, conclusion } = pair;
  const counted = isEstimate(pair.naive) ? pair.naive : undefined;
  const arms = counted === undefined ? [] : releaseArms(counted);
  const someHidden = arms.some(({ n, detected }) => typeof n === 'string' || typeof detected === 'string');
  const adjusted = isEstimate(pair.adjusted) && !someHidden ? pair.adjusted : undefined;
  return {
    first,
    second,
    conclusion: someHidden ? withoutFigures(conclusion, labels) : conclusion,
    arms,
    differencePerThousand: adjusted && {
      value: perThousand(adjusted.value),
      lower: perThousand(adjusted.interval.lower),
      upper: perThousand(adjusted.interval.upper),
    },
  };
}

function releaseArms({ arms }: Estimate): { label: string; n: ReleasedCount; detected: ReleasedCount }[] {
  const table = withTotals(
    arms.map(({ n, events }) =>
      typeof n === 'number' && typeof events === 'number' ? [events, n - events] : [0, 0],
    ),
  );
  const shown = suppress(table);
  const count = (i: number, j: number): ReleasedCount =>
    shown[i][j] ?? (table[i][j] < SMALLEST_SHOWN ? 'fewer than 10' : 'not shown');
  return arms.map(({ label }, i) => ({ label, detected: count(i, 0), n: count(i, 2) }));
}

/** A conclusion by the rule of ten names no figure; any other would give hidden counts away. */
function withoutFigures(conclusion: Conclusion, labels: readonly [string, string]): Conclusion {
  if (conclusion.because === 'few events') return conclusion;
  const sentence = `${labels[0]} against ${labels[1]}: ${conclusion.verdict}. Some counts are too small to show more.`;
  return { ...conclusion, sentences: [sentence] };
}

function releaseAttrition({ attrition }: StudyReport): ReleasedStep[] {
  const told: ReleasedStep[] = [];
  let waiting: string[] = [];
  let removed = 0;
  for (const step of attrition) {
    if (told.length === 0) {
      told.push({ step: step.step, removed: 0, left: step.left });
      continue;
    }
    if (step.removed === 0) continue;
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
  return told;
}
