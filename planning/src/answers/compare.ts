import type { Backtest } from '../calibration/backtest.ts';
import { refuseNoWhole } from '../engine/refuse/argument.ts';
import { assumptionsOf, usedParameters, variesIn } from '../scenario/assumptions.ts';
import { byAttributeOf } from './by-attribute.ts';
import { cautionsOf } from './cautions.ts';
import { comparedTables } from './compared/tables.ts';
import { neverWeighed } from './does-not-weigh.ts';
import { decidesOfAnswer } from './deciders.ts';
import { differenceOf } from './difference.ts';
import { estimate, runAt, runsHeld } from './estimate.ts';
import { everyYear } from './every-year.ts';
import { deterredOf } from './deterred.ts';
import { flowOf } from './plan-flow.ts';
import type {
  Difference,
  Estimate,
  PlanResult,
  Provenance,
  ScenarioFace,
  WaitingFan,
} from './plan-result.ts';
import { precisionsOf } from './precision-of-mean.ts';
import type { Replication } from './replicate.ts';
import { riskCountsOf } from './risk-counts.ts';
import { samplingOf } from './sampling.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { tornadoOf } from './tornado.ts';
import { welfareOf } from './welfare.ts';
import { peopleInWords, rounded, sizeInWords, yearInWords } from './words.ts';

const fewestForFinal = 100;

/**
 * Turns replications of two scenarios into the result: differences run by run, intervals on everything; and beside the
 * forecast how such a plan did in the past, where that is known. `tablesOf` says of which years the tables by year tell.
 */
export function compare(
  scenarios: readonly [Scenario, Scenario],
  seed: number,
  replications: readonly Replication[],
  backtest: Backtest | null = null,
  tablesOf: readonly number[] = everyYear(scenarios[0]),
): PlanResult {
  refuseNoWhole('replications.length', replications.length, 1);
  const [a, b] = scenarios;
  const provenance: Record<string, Provenance> = {};
  const made = scenarios.map((_, i) => replications.map(replication => replication.outcomes[i]));
  // A run that was stopped holds less than came to pass: it is in no figure.
  const outcomes = made.map(own => own.filter(({ stopped }) => stopped === null));
  const differences = [
    differenceOf('wait', scenarios, replications, provenance),
    differenceOf('cost', scenarios, replications, provenance),
    differenceOf('detectedReoffences', scenarios, replications, provenance),
  ] as const;
  const used = scenarios.map(usedParameters);
  const whole = replications.filter(replication =>
    replication.outcomes.every(({ stopped }) => stopped === null),
  );
  const perRun = whole.map(
    ({ outcomes: [first, second] }) => first.detectedReoffences - second.detectedReoffences,
  );
  const tornado = tornadoOf(scenarios, used, whole, perRun);
  const waiting = [fanOf(a, outcomes[0]), fanOf(b, outcomes[1])] as const;
  const cautions = [...new Set(scenarios.flatMap((scenario, i) => cautionsOf(scenario, made[i])))];
  return {
    format: 'throughcare plan 3',
    seed,
    replications: replications.length,
    draft: replications.length < fewestForFinal,
    begins: a.begins,
    years: a.years,
    drawnYear: a.drawnYear,
    sentence: [sentenceOf(scenarios, outcomes, differences), ...cautions].join(' '),
    cautions,
    method:
      `Each scenario was run ${replications.length} times over ${a.years} years. Every run draws each uncertain ` +
      'number anew and its own luck; both scenarios share the two. The middle is the median of the runs and ' +
      `the interval holds ${runsHeld(replications.length)}: it covers what we do not know and chance together, not ` +
      'faults of the model. Which has less is said only where the runs suffice to hold that 95 in 100 of all runs ' +
      'would say so (an exact bound at 95%); that takes 59 runs at least.',
    scenarios: [faceOf(a), faceOf(b)],
    bothSides: ['more custody', 'more programmes'].every(side => scenarios.some(each => each.side === side)),
    flows: [flowOf(a, 0, outcomes[0], provenance), flowOf(b, 1, outcomes[1], provenance)],
    byAttribute: [
      byAttributeOf(a, 0, outcomes[0], [a.drawnYear], provenance),
      byAttributeOf(b, 1, outcomes[1], [a.drawnYear], provenance),
    ],
    differences,
    deterredFirstArrests: [
      deterredOf(a, 0, outcomes[0], provenance),
      deterredOf(b, 1, outcomes[1], provenance),
    ],
    risks: [riskCountsOf(a, 0, outcomes[0], provenance), riskCountsOf(b, 1, outcomes[1], provenance)],
    waiting,
    backtest,
    welfare: [welfareOf(a, 0, outcomes[0], provenance), welfareOf(b, 1, outcomes[1], provenance)],
    sampling: [
      samplingOf('wait', scenarios, used, replications),
      samplingOf('cost', scenarios, used, replications),
      samplingOf('detectedReoffences', scenarios, used, replications),
    ],
    precision: [precisionsOf(outcomes[0], variesIn(a)), precisionsOf(outcomes[1], variesIn(b))],
    tables: comparedTables(scenarios, replications, tablesOf, provenance),
    tornado,
    decides: decidesOfAnswer(scenarios, replications, provenance),
    assumptions: assumptionsOf(scenarios, tornado),
    doesNotWeigh: [...new Set([...neverWeighed, ...a.doesNotWeigh, ...b.doesNotWeigh])],
    provenance,
  };
}

function faceOf({ file, name, summary, side, place, stages }: Scenario): ScenarioFace {
  return {
    file: file.slice(file.lastIndexOf('/') + 1),
    name,
    summary,
    side,
    place,
    placeLabel: stages[place].label,
  };
}

function fanOf(scenario: Scenario, outcomes: readonly { waiting: readonly number[] }[]): WaitingFan {
  return {
    scenario: scenario.name,
    stage: scenario.place,
    label: `${scenario.stages[scenario.place].label}: people waiting for a place`,
    years: Array.from({ length: scenario.years + 1 }, (_, year) => {
      const sorted = Float64Array.from(outcomes, outcome => outcome.waiting[year]).sort();
      const at = (p: number): number => runAt(sorted, p);
      return { year, q05: at(0.05), q25: at(0.25), q50: at(0.5), q75: at(0.75), q95: at(0.95) };
    }),
  };
}

/** The conclusion: how many wait under each, and which sees fewer detected reoffences, or that we can't tell; with intervals. */
function sentenceOf(
  [a, b]: readonly [Scenario, Scenario],
  outcomes: readonly (readonly { waiting: readonly number[] }[])[],
  differences: readonly Difference[],
): string {
  const [first, second] = outcomes.map(own =>
    estimate(
      '',
      own.map(({ waiting }) => waiting[a.drawnYear]),
    ),
  );
  const count = (people: number): string => peopleInWords(people);
  const left = ({ middle, high, runs }: Estimate, noun: string): string => {
    if (runs === 0) return `an unknown number${noun === '' ? '' : ' of people'}`;
    return high < 0.5 ? `no${noun === '' ? 'ne' : ' one'}` : `${count(middle)}${noun}`;
  };
  const within = ({ low, high, runs }: Estimate, held: string): string =>
    runs === 0 || high < 0.5 ? '' : ` (${held}${count(low)} to ${count(high)})`;
  const { conclusion, runsNeeded, low, middle, high, runs, unit } = differences.find(
    difference => difference.measure === 'detectedReoffences',
  )!;
  const by = (): string => {
    const [least, most] = [low!, high!].map(Math.abs).sort((one, other) => one - other);
    const size = (value: number): string => sizeInWords(unit, value);
    return `${size(middle!)} (${runsHeld(runs)}: ${size(least)} to ${size(most)})`;
  };
  const last =
    conclusion === 'cannot tell yet'
      ? `Which of them sees fewer detected reoffences, we cannot tell yet${runsNeeded === null ? '' : `: that takes ${rounded(runsNeeded, 6)} runs at least`}.`
      : `Fewer detected reoffences follow with ${lower((conclusion === 'lower' ? a : b).name)}: fewer by ${by()}.`;
  return (
    `${a.name} leaves ${left(first, ' people')} waiting in ${yearInWords(a.drawnYear)}${within(first, `${runsHeld(first.runs)}: `)}, ` +
    `${lower(b.name)} ${left(second, '')}${within(second, '')}. ${last}`
  );
}

const lower = (name: string): string => name[0].toLowerCase() + name.slice(1);
