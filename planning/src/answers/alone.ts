import type { Backtest } from '../calibration/backtest.ts';
import { assumptionsOf, usedParameters } from '../scenario/assumptions.ts';
import { stageOrder } from '../scenario/compile.ts';
import { parametersBefore, parametersOfCost, parametersOfFlow } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { byAttributeOf } from './by-attribute.ts';
import type { AttributeStatistic } from './by-attribute.ts';
import { cautionsOf } from './cautions.ts';
import { neverWeighed } from './does-not-weigh.ts';
import { estimate } from './estimate.ts';
import { meanings } from './plan-flow.ts';
import type { StageOutcome } from './outcome.ts';
import type { Assumption, Estimate, Provenance, RiskCount, ScenarioFace, Welfare } from './plan-result.ts';
import type { Replication } from './replicate.ts';
import { riskCountsOf } from './risk-counts.ts';
import { tellApart } from './told-apart.ts';
import type { ToldApart } from './told-apart.ts';
import { tornadoOf } from './tornado.ts';
import { varianceShares } from './variance-shares.ts';
import type { VarianceShare } from './variance-shares.ts';
import { welfareOf } from './welfare.ts';

/** One statistic of one stage in one year, with its interval. */
export interface YearStatistic extends Estimate {
  readonly year: number;
  readonly stage: string;
  readonly label: string;
  readonly statistic: keyof StageOutcome;
}

/** Every statistic of one scenario with its interval: plain JSON, and nothing in it is about one person. */
export interface PlanAlone {
  readonly format: 'throughcare plan alone 1';
  readonly seed: number;
  readonly replications: number;
  readonly draft: boolean;
  readonly begins: string;
  readonly years: number;
  readonly scenario: ScenarioFace;
  /** What must be known before any figure: runs that were stopped, people without end. */
  readonly cautions: readonly string[];
  readonly cost: Estimate;
  readonly detectedReoffences: Estimate;
  /** How often each other risk came to pass, over all years: breach, death, what nobody detects. */
  readonly risks: readonly RiskCount[];
  /** Chance and what we don't know, in the detected reoffences of all years. */
  readonly toldApart: ToldApart | null;
  /** Which assumption decides the detected reoffences of all years. */
  readonly shares: readonly VarianceShare[];
  readonly welfare: Welfare;
  readonly statistics: readonly YearStatistic[];
  /** Every year by what people carry: who waits, and how long. */
  readonly byAttribute: readonly AttributeStatistic[];
  /** The plan run from a past day beside what was observed since; null where nothing observed was given. */
  readonly backtest: Backtest | null;
  readonly assumptions: readonly Assumption[];
  readonly doesNotWeigh: readonly string[];
  readonly provenance: Readonly<Record<string, Provenance>>;
}

const fewestForFinal = 100;

/** Tells all that the runs of scenario number `index` came to. */
export function describeAlone(
  scenario: Scenario,
  index: number,
  seed: number,
  replications: readonly Replication[],
  backtest: Backtest | null = null,
): PlanAlone {
  const provenance: Record<string, Provenance> = {};
  const outcomes = replications.map(replication => replication.outcomes[index]);
  const how = `Middle of ${outcomes.length} runs; the interval holds 95% of them.`;
  const open = (id: string, what: string, parameters: string[], values: number[]): Estimate => {
    provenance[id] = { what, how, parameters };
    return estimate(id, values);
  };
  const order = stageOrder(scenario);
  const statistics: YearStatistic[] = [];
  for (let year = 1; year <= scenario.years; year++) {
    order.forEach((stage, at) => {
      const { label } = scenario.stages[stage];
      const parameters = parametersBefore(scenario, stage);
      for (const statistic of Object.keys(meanings) as (keyof StageOutcome)[]) {
        const values = outcomes.map(outcome => outcome.years[year - 1][at][statistic]);
        // A mean wait is nothing when nobody began in one of the runs.
        if (values.some(Number.isNaN)) continue;
        const what = `${label}, year ${year}: ${meanings[statistic]}.`;
        const id = `${index}.${stage}.${year}.${statistic}`;
        statistics.push({ ...open(id, what, parameters, values), year, stage, label, statistic });
      }
    });
  }
  const used = usedParameters(scenario);
  const detected = outcomes.map(outcome => outcome.detectedReoffences);
  const draws = Object.fromEntries(
    [...used].map(name => [name, replications.map(({ values }) => values[index][name])]),
  );
  const { name, file, summary, side, place, stages, years, begins, doesNotWeigh } = scenario;
  const all = `${name}, all years`;
  return {
    format: 'throughcare plan alone 1',
    seed,
    replications: outcomes.length,
    draft: outcomes.length < fewestForFinal,
    begins,
    years,
    scenario: {
      file: file.slice(file.lastIndexOf('/') + 1),
      name,
      summary,
      side,
      place,
      placeLabel: stages[place].label,
    },
    cautions: cautionsOf(scenario, outcomes),
    cost: open(
      `${index}.cost`,
      `${all}: pounds, not discounted, of what the scenario prices; no harm is priced.`,
      parametersOfCost(scenario),
      outcomes.map(outcome => outcome.cost),
    ),
    detectedReoffences: open(
      `${index}.detectedReoffences`,
      `${all}: new offences that were detected, by anybody in the flow.`,
      parametersOfFlow(scenario),
      detected,
    ),
    risks: riskCountsOf(scenario, index, outcomes, provenance),
    toldApart: tellApart(
      replications.flatMap(({ outcomes: first, again }) =>
        again === null ? [] : [[first[index].detectedReoffences, again[index].detectedReoffences] as const],
      ),
    ),
    shares: varianceShares(draws, detected),
    welfare: welfareOf(scenario, index, outcomes, provenance),
    statistics,
    byAttribute: byAttributeOf(
      scenario,
      index,
      outcomes,
      Array.from({ length: years }, (_, i) => i + 1),
      provenance,
    ),
    backtest,
    assumptions: assumptionsOf(
      [scenario],
      tornadoOf(
        [scenario],
        [used],
        replications.map(({ values, ...rest }) => ({ ...rest, values: [values[index]] })),
        detected,
      ),
    ),
    doesNotWeigh: [...new Set([...neverWeighed, ...doesNotWeigh])],
    provenance,
  };
}
