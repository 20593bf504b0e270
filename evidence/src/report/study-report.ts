import type { Protocol } from '../protocol/read.ts';
import { armValues } from '../study/cohort.ts';
import type { PairFindings, StudyContext } from './study-context.ts';
import { methodOf } from './method.ts';
import { sayClock } from './pair-basis.ts';
import type { PairReport, SecondaryOutcome, StudyReport, TestCount } from './report.ts';
import { sayDetected } from './secondary.ts';
import { countTests } from './tests.ts';
import type { Asked } from './tests.ts';

/** The whole report from its pairs: what all have in common, secondary outcomes, and the count of tests. */
export function studyReport(
  study: StudyContext,
  found: readonly PairFindings[],
  rest: Pick<StudyReport, 'standsOn' | 'rejectedRows'>,
): StudyReport {
  const { protocol, cohort, outcome } = study;
  const pairs = found.map(({ report }) => report);
  const secondary = secondaryOutcomes(protocol, found);
  const tests = countTests(questions(protocol, pairs, secondary), 1 - study.look.level);
  return {
    format: 'throughcare-study-report/2',
    study: protocol.study,
    question: protocol.question,
    population: protocol.population,
    madeUp: protocol.made_up,
    doesNotShow: protocol.does_not_show,
    ...rest,
    attrition: cohort.attrition,
    arms: Object.entries(protocol.arms).map(([arm, spec], code) => ({
      arm,
      label: spec.label,
      programme: spec.programme,
      allowed: spec.allowed,
      assignedBy: spec.assigned_by,
      timeZero: sayClock(spec) ?? protocol.outcome.recorded_in?.from ?? '',
      n: cohort.arm.reduce((n, own) => n + (own === code ? 1 : 0), 0),
      madeOf: armValues(cohort, code, spec.where),
    })),
    outcome: {
      detected: protocol.outcome.detected,
      kind: protocol.outcome.kind,
      windowDays: protocol.outcome.within_days,
      convictionLagDays: protocol.outcome.conviction_lag_days,
      facts: outcome.facts,
    },
    maturity: cohort.maturity,
    method: methodOf(study, pairs),
    missing: study.whole.missing,
    traps: sharedTraps(pairs),
    pairs: pairs.map(pair => withCorrection(pair, tests)),
    secondary,
    tests,
    cells: found.flatMap(({ cells }) => cells),
  };
}

function secondaryOutcomes(protocol: Protocol, found: readonly PairFindings[]): SecondaryOutcome[] {
  return Object.keys(protocol.outcome.also).map(name => ({
    name,
    detected: sayDetected(name),
    pairs: found.map(({ report: { first, second }, secondary }) => ({
      first,
      second,
      estimate: secondary.get(name) ?? { withheld: 'It was not read.' },
    })),
  }));
}

function questions(
  protocol: Protocol,
  pairs: readonly PairReport[],
  secondary: readonly SecondaryOutcome[],
): Asked[] {
  return [
    ...pairs.map(({ first, second, headline }) => ({
      first,
      second,
      outcome: protocol.outcome.detected,
      figure: headline,
    })),
    ...secondary.flatMap(({ detected, pairs: own }) =>
      own.map(({ first, second, estimate }) => ({ first, second, outcome: detected, figure: estimate })),
    ),
  ];
}

/** A difference that does not outlive the number of questions says so where it is concluded. */
function withCorrection(pair: PairReport, tests: TestCount): PairReport {
  if (tests.count < 2 || pair.conclusion.verdict === 'cannot tell yet') return pair;
  const row = tests.rows.find(({ first, second }) => first === pair.first && second === pair.second);
  if (row === undefined || row.standsAfterCorrection) return pair;
  const caution =
    `This report asks ${tests.count} questions. Allowing for that by Holm's method, this difference does not stand ` +
    `(p ${row.adjustedP?.toFixed(3) ?? 'unknown'} after correction).`;
  const { conclusion } = pair;
  return { ...pair, conclusion: { ...conclusion, cautions: [...conclusion.cautions, caution] } };
}

/** Traps that every pair walked into alike are the study's own. */
function sharedTraps(pairs: readonly PairReport[]): StudyReport['traps'] {
  const [first, ...others] = pairs;
  if (first === undefined) return [];
  return first.traps.filter(trap =>
    others.every(({ traps }) =>
      traps.some(({ id, sentence }) => id === trap.id && sentence === trap.sentence),
    ),
  );
}
