import { heldBack } from '../disclosure/differencing.ts';
import type { ReleaseRecord } from '../disclosure/differencing.ts';
import { SMALLEST_SHOWN, roundedCount } from '../disclosure/rule.ts';
import type { ReleasedCount } from '../disclosure/suppress.ts';
import { parseDay, sayDay, sayMonth } from '../day.ts';
import type { ReleasedReport, ReleasedSecondary } from './released.ts';
import { releasedAttrition } from './released-attrition.ts';
import { releasedDifference } from './released-figures.ts';
import { releasedPairs } from './released-pair.ts';
import { releasedTraps } from './released-words.ts';
import { isEstimate } from './estimate.ts';
import type { StudyReport } from './report.ts';

/**
 * Disclosure control (E16): what of an exact report may leave the analyst's hands. Counts under 10 hidden with what
 * would give them away, all others rounded to 5; rates to a step worth five people; differences to whole people in a
 * thousand; curves in steps of ten people or more; nothing of a comparison but its conclusion where one of its counts is
 * hidden; words that quote counts written anew. `evidence/README.md` says what this does not protect against.
 *
 * @param earlier what the ledger remembers of earlier releases: groups by a characteristic that differ by a few from
 * theirs are held back. Whether the release may go out at all, `refuseDifferencing` says.
 */
export function release(report: StudyReport, earlier: readonly ReleaseRecord[] = []): ReleasedReport {
  const { standsOn, outcome } = report;
  const held = heldBack(releaseRecord(report), earlier);
  const pairs = releasedPairs(report, held);
  return {
    format: 'throughcare-study-release/2',
    study: report.study,
    question: report.question,
    population: report.population,
    madeUp: report.madeUp,
    doesNotShow: report.doesNotShow,
    signed: undefined,
    protocolSha256: standsOn.protocolSha256,
    standsOn: {
      designSha256: standsOn.designSha256,
      lockedAt: standsOn.lockedAt,
      ranAt: standsOn.ranAt,
      looks: standsOn.looks,
      look: standsOn.look,
      changedAfterOutcomes: standsOn.changedAfterOutcomes,
      ledger: standsOn.ledger,
      extractedOn: standsOn.extractedOn,
      files: standsOn.files.map(({ file, rows }) => ({ file, rows: alone(rows) })),
      engine: standsOn.engine,
    },
    outcome: {
      detected: outcome.detected,
      kind: outcome.kind,
      windowDays: outcome.windowDays,
      convictionLagDays: outcome.convictionLagDays,
      facts: [
        {
          what: 'convictions after time zero for offences before it',
          count: alone(outcome.facts.pseudoReconvictions),
        },
        { what: 'people who died within the follow-up', count: alone(outcome.facts.diedWithinWindow) },
      ],
    },
    maturity: maturityInMonths(report),
    arms: report.arms.map(({ arm, label, allowed, timeZero }) => ({ arm, label, allowed, timeZero })),
    method: report.method,
    attrition: releasedAttrition(report),
    traps: releasedTraps(report.traps),
    pairs,
    secondary: report.secondary.map(({ detected, pairs: own }): ReleasedSecondary => ({
      detected,
      pairs: own.map(({ first, second, estimate }, k) => {
        // Without the pair's own counts no figure of it goes out, nor one whose own counts are small.
        const isOpen =
          pairs[k]?.differencePerThousand !== undefined && isEstimate(estimate) && !hasFew(estimate.arms);
        return { first, second, differencePerThousand: isOpen ? releasedDifference(estimate) : undefined };
      }),
    })),
    tests: { count: report.tests.count, correction: report.tests.correction },
    control: controlWords(
      pairs.some(pair => pair.differencePerThousand === undefined),
      held,
    ),
  };
}

/** What is to be remembered of a release, to hold later ones against. Restricted. */
export function releaseRecord({ study, cells }: StudyReport): ReleaseRecord {
  return { study, cells };
}

/** A count that stands alone, in no table. */
function alone(count: number): ReleasedCount {
  return count < SMALLEST_SHOWN ? 'fewer than 10' : roundedCount(count);
}

function hasFew(arms: readonly { readonly n: number | string; readonly events: number | string }[]): boolean {
  return arms.some(
    ({ n, events }) =>
      typeof n !== 'number' ||
      typeof events !== 'number' ||
      events < SMALLEST_SHOWN ||
      (events <= n && n - events < SMALLEST_SHOWN),
  );
}

/** The latest time zero is one person's day; its month is not. */
function maturityInMonths({ maturity }: StudyReport): string {
  if (maturity.by === 'statement') return `Follow-up is over for everybody: ${maturity.because}.`;
  const day = (iso: string): number => parseDay(iso) ?? 0;
  return (
    `Everybody is mature: the last were followed from ${sayMonth(day(maturity.latestTimeZero))}, and with ` +
    `${maturity.convictionLagDays} days for the courts ${sayDay(day(maturity.latestMatureTimeZero))} would still do.`
  );
}

function controlWords(someHidden: boolean, held: readonly string[]): string[] {
  return [
    'Counts under 10 are hidden, zeros too, and so are counts that would give them away. All others are rounded to the nearest 5.',
    'The rates of a group are rounded to steps worth five people or more; differences to whole people in a thousand. So two rates may differ by a little more or less than the difference that is given.',
    'Curves move only where ten or more people were detected, at twelfths of the follow-up.',
    'Levels that few people have are left out of balance. Rows that could not be used, and single scores, are not shown.',
    ...(someHidden
      ? ['Where a count of a comparison is hidden, its figures, curves and tables are left out too.']
      : []),
    ...held.map(
      name =>
        `Outcomes by ${name} are left out: a group differs by fewer than 10 people from one told in an earlier release.`,
    ),
  ];
}
