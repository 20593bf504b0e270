import type { Backtest } from '../calibration/backtest.ts';
import { assumptionsOf, usedParameters } from '../scenario/assumptions.ts';
import { parametersOfCost, parametersOfFlow } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { byAttributeOf } from './by-attribute.ts';
import type { AttributeStatistic } from './by-attribute.ts';
import { cautionsOf } from './cautions.ts';
import { neverWeighed } from './does-not-weigh.ts';
import { decidesOfAnswer } from './deciders.ts';
import { deterredOf } from './deterred.ts';
import { drawsOf } from './draws.ts';
import { estimate, howOf } from './estimate.ts';
import { everyYear } from './every-year.ts';
import { tablesOf } from './figures/tables.ts';
import type { WholeTables, YearTables } from './figures/tables.ts';
import type {
  Assumption,
  Deterred,
  Estimate,
  Provenance,
  RiskCount,
  ScenarioFace,
  Welfare,
} from './plan-result.ts';
import { precisionsOf } from './precision-of-mean.ts';
import type { PrecisionOfMean } from './precision-of-mean.ts';
import type { Replication } from './replicate.ts';
import { riskCountsOf } from './risk-counts.ts';
import { tellApart } from './told-apart.ts';
import type { ToldApart } from './told-apart.ts';
import { tornadoOf } from './tornado.ts';
import { varianceShares } from './variance-shares.ts';
import type { VarianceShare } from './variance-shares.ts';
import { welfareOf } from './welfare.ts';
import type { WhatDecides } from './what-decides.ts';

/** Every statistic of one scenario with its interval: plain JSON, and nothing in it is about one person. */
export interface PlanAlone extends YearTables {
  readonly format: 'throughcare plan alone 1';
  readonly seed: number;
  readonly replications: number;
  readonly draft: boolean;
  readonly begins: string;
  readonly years: number;
  readonly scenario: ScenarioFace;
  /** What must be known before any figure: runs that were stopped, people without end. */
  readonly cautions: readonly string[];
  /** Runs that were stopped before their end, the first of them, and why; null when none was. */
  readonly stopped: { readonly runs: number; readonly firstAfterDays: number; readonly why: string } | null;
  /** Whether the runs were enough to know these means, and why. */
  readonly precision: readonly PrecisionOfMean[];
  readonly cost: Estimate;
  readonly detectedReoffences: Estimate;
  /** How often each other risk came to pass, over all years: breach, death, what nobody detects. */
  readonly risks: readonly RiskCount[];
  /** Chance and what we don't know, in the detected reoffences of all years. */
  readonly toldApart: ToldApart | null;
  /** Which assumption decides the detected reoffences of all years. */
  readonly shares: readonly VarianceShare[];
  readonly welfare: Welfare;
  /** People whom the threat keeps away, over all years; null where the plan has no deterrence. */
  readonly deterred: Deterred | null;
  /** Years at the beginning that `whole` leaves out. */
  readonly warmUp: number;
  readonly whole: WholeTables;
  /** Every year by what people carry: who waits, and how long. */
  readonly byAttribute: readonly AttributeStatistic[];
  /** The plan run from a past day beside what was observed since; null where nothing observed was given. */
  readonly backtest: Backtest | null;
  /** What moves each figure of the drawn year, the last year and all years together, by its id: what stands out of chance. */
  readonly decides: Readonly<Record<string, WhatDecides>>;
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
  const made = replications.map(replication => replication.outcomes[index]);
  // A run that was stopped holds less than came to pass: it is in no figure.
  const ended = replications.filter(replication => replication.outcomes[index].stopped === null);
  const outcomes = ended.map(replication => replication.outcomes[index]);
  const open = (id: string, what: string, parameters: string[], values: number[]): Estimate => {
    provenance[id] = { what, how: howOf(values.length), parameters };
    return estimate(id, values);
  };
  const { byYear, whole } = tablesOf(
    scenario,
    index,
    outcomes.map(({ figures }) => figures),
    provenance,
  );
  const used = usedParameters(scenario);
  // As if it were the only plan.
  const own = ended.map(({ values, outcomes: all }): Replication => ({
    values: [values[index]],
    outcomes: [all[index]],
    again: null,
  }));
  const stopped = made.flatMap(outcome => outcome.stopped ?? []);
  const detected = outcomes.map(outcome => outcome.detectedReoffences);
  const { name, file, summary, side, place, stages, years, begins, doesNotWeigh } = scenario;
  const all = `${name}, all years`;
  return {
    format: 'throughcare plan alone 1',
    seed,
    replications: made.length,
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
    cautions: cautionsOf(scenario, made),
    stopped:
      stopped.length === 0
        ? null
        : { runs: stopped.length, firstAfterDays: stopped[0].at, why: stopped[0].why },
    precision: precisionsOf(outcomes),
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
      ended.flatMap(({ outcomes: first, again }) =>
        again === null || again[index].stopped !== null
          ? []
          : [[first[index].detectedReoffences, again[index].detectedReoffences] as const],
      ),
    ),
    shares: varianceShares(drawsOf([scenario], [used], own), detected),
    welfare: welfareOf(scenario, index, outcomes, provenance),
    deterred: scenario.arrivals.deterred ? deterredOf(scenario, index, outcomes, provenance) : null,
    warmUp: whole.firstYear - 1,
    ...byYear,
    whole,
    byAttribute: byAttributeOf(scenario, index, outcomes, everyYear(scenario), provenance),
    backtest,
    decides: decidesOfAnswer([scenario], own, provenance, index),
    assumptions: assumptionsOf([scenario], tornadoOf([scenario], [used], own, detected)),
    doesNotWeigh: [...new Set([...neverWeighed, ...doesNotWeigh])],
    provenance,
  };
}
