import type { Duration } from '../engine/duration.ts';
import { LEAVES } from '../engine/network.ts';
import type { Network, Places, Routes, Stage } from '../engine/network.ts';
import { waysOut } from './parameter-use.ts';
import { drawParameter, inRunUnits } from './parameter.ts';
import type { DurationText, Scenario, StageText } from './scenario-schema.ts';
import { daysAYear } from './unit.ts';

/** The numbers of one replication, by parameter, in the units that a run works in. */
export type Values = Readonly<Record<string, number>>;

export function drawValues(scenario: Scenario, seed: number, run: number): Values {
  return Object.fromEntries(
    Object.entries(scenario.parameters).map(([name, parameter]) => [
      name,
      inRunUnits(parameter, drawParameter(name, parameter, seed, run)),
    ]),
  );
}

/**
 * Luck numbers for the stages of all scenarios that are compared: one name, one number, so the same stage
 * gives the same person the same draws in each.
 */
export function luckNumbers(scenarios: readonly Scenario[]): ReadonlyMap<string, number> {
  const names = new Set(scenarios.flatMap(scenario => Object.keys(scenario.stages)));
  const risks = new Set(scenarios.flatMap(scenario => Object.keys(scenario.risks ?? {})));
  return new Map([
    ...[...names].map((name, number) => [name, number] as const),
    // Number 0 is the detected reoffence.
    ...[...risks].map((name, number) => [riskKey(name), number + 1] as const),
  ]);
}

/**
 * Names of the stages in the order of the flow. Going to an earlier one counts as a new time round, so a
 * stage that one scenario adds must not stand behind the stages that follow it. Stages in a loop keep the
 * order of the file.
 */
export function stageOrder(scenario: Scenario): string[] {
  const names = Object.keys(scenario.stages);
  const into = new Map(names.map(name => [name, 0]));
  for (const name of names) for (const to of waysOut(scenario, name)) into.set(to, into.get(to)! + 1);
  const order: string[] = [];
  const left = new Set(names);
  while (left.size > 0) {
    const next = [...left].find(name => into.get(name) === 0) ?? [...left][0];
    order.push(next);
    left.delete(next);
    for (const to of waysOut(scenario, next)) into.set(to, into.get(to)! - 1);
  }
  return order;
}

/** The number of the risk in the network of every scenario. */
export const detectedReoffence = 0;

/** Stages and risks stand in one table of luck numbers, and a risk may be called like a stage. */
const riskKey = (name: string): string => `risk ${name}`;

/** The network that a scenario is under one set of values. Time is in days from `begins`. */
export function compile(
  scenario: Scenario,
  order: readonly string[],
  values: Values,
  luck: ReadonlyMap<string, number>,
): Network {
  const numberOf = (name: string): number => (name === 'leaves' ? LEAVES : order.indexOf(name));
  const { arrivals, detectedReoffending } = scenario;
  const end = scenario.years * daysAYear;
  return {
    stages: order.map((name): Stage => {
      const stage = scenario.stages[name];
      const { patience, list, atStart, detectedReoffending: risk } = stage;
      return {
        name,
        luck: luck.get(name)!,
        places: placesOf(stage, values, end),
        stay:
          stage.stay === 'instant'
            ? 'instant'
            : stage.stay === 'until the end'
              ? 'open'
              : durationOf(stage.stay, values),
        next: (stage.next ?? []).map(row => routesOf(row, scenario.begins, values, numberOf)),
        startWaiting: Math.round(values[atStart?.waiting ?? ''] ?? 0),
        startInside: Math.round(values[atStart?.inside ?? ''] ?? 0),
        risks: [
          {
            risk: detectedReoffence,
            waiting: values[risk?.waiting ?? ''] ?? 0,
            inside: values[risk?.inside ?? ''] ?? 0,
          },
          ...Object.entries(stage.risks ?? {}).map(([other, ratios]) => ({
            risk: 1 + Object.keys(scenario.risks ?? {}).indexOf(other),
            waiting: values[ratios.waiting ?? ''] ?? 0,
            inside: values[ratios.inside ?? ''] ?? 0,
          })),
        ],
        ...(stage.groups
          ? {
              groups: {
                atLeast: Math.round(values[stage.groups.atLeast]),
                atMost: Math.round(values[stage.groups.atMost]),
              },
            }
          : {}),
        ...(patience
          ? { patience: { length: durationOf(patience.length, values), to: numberOf(patience.to) } }
          : {}),
        ...(list ? { list: { most: Math.round(values[list.most]), fullTo: numberOf(list.to) } } : {}),
      };
    }),
    sources: [
      {
        name: 'arrivals',
        luck: 0,
        to: numberOf(arrivals.to),
        rate: values[arrivals.rate],
        growth: Math.log1p(values[arrivals.growth]) / daysAYear,
        ...(arrivals.steps
          ? {
              steps: arrivals.steps.map(({ from, times }) => ({
                from: daysAfter(scenario.begins, from),
                factor: values[times],
              })),
            }
          : {}),
        deterred: arrivals.deterred ? values[arrivals.deterred.share] : 0,
        deterredFrom: arrivals.deterred ? values[arrivals.deterred.after] : 0,
      },
    ],
    periodEnds: Array.from({ length: scenario.years }, (_, year) => (year + 1) * daysAYear),
    risks: [
      {
        name: 'detected reoffence',
        luck: 0,
        hazard: [{ from: 0, rate: rateOf(detectedReoffending, values) }],
        clock: 'date',
        to: numberOf(detectedReoffending.returnsTo),
      },
      ...Object.entries(scenario.risks ?? {}).map(([name, risk]) => ({
        name,
        luck: luck.get(riskKey(name))!,
        hazard: [{ from: 0, rate: rateOf(risk, values) }],
        clock: 'date' as const,
        to: risk.to === 'goes unseen' ? ('stays' as const) : numberOf(risk.to),
      })),
    ],
  };
}

/** The constant hazard that gives the share within the time: 1 - exp(-rate x within) = share. */
function rateOf(risk: { readonly share: string; readonly within: string }, values: Values): number {
  return -Math.log1p(-values[risk.share]) / values[risk.within];
}

const daysAfter = (begins: string, day: string): number =>
  (Date.parse(day) - Date.parse(begins)) / 86_400_000;

/** One batch of places that opens, with what each of them costs to build. */
export interface Opening {
  readonly at: number;
  readonly places: number;
  readonly costPerPlace: number;
}

/** When batches open before `end`, in order. */
export function openingsOf(stage: StageText, values: Values, end: number): Opening[] {
  return (stage.places?.openings ?? [])
    .flatMap(opening =>
      Array.from({ length: opening.times ?? 1 }, (_, i) => ({
        at: values[opening.after] + i * (opening.every ? values[opening.every] : 0),
        places: Math.round(values[opening.places]),
        costPerPlace: opening.costPerPlace ? values[opening.costPerPlace] : 0,
      })),
    )
    .filter(opening => opening.at <= end)
    .sort((a, b) => a.at - b.at);
}

/** Start, growth in quarter-year steps, and openings, as one schedule. */
function placesOf(stage: StageText, values: Values, end: number): Places[] {
  const { places } = stage;
  if (!places) return [{ at: 0, places: Infinity }];
  const start = values[places.start];
  const growth = places.growth ? values[places.growth] : 0;
  const openings = openingsOf(stage, values, end);
  const quarter = daysAYear / 4;
  const steps =
    growth === 0 ? [] : Array.from({ length: Math.floor(end / quarter) }, (_, i) => (i + 1) * quarter);
  const times = [...new Set([0, ...steps, ...openings.map(opening => opening.at)])].sort((a, b) => a - b);
  return times.map(at => {
    const grown = Math.round(start * (1 + growth) ** ((Math.floor(at / quarter) * quarter) / daysAYear));
    const opened = openings.filter(opening => opening.at <= at);
    return { at, places: grown + opened.reduce((sum, opening) => sum + opening.places, 0) };
  });
}

function routesOf(
  row: NonNullable<StageText['next']>[number],
  begins: string,
  values: Values,
  numberOf: (name: string) => number,
): Routes {
  const shares = Object.entries(row.shares ?? {});
  const given = shares.map(([, parameter]) => values[parameter]);
  return {
    from: row.from === undefined ? -Infinity : daysAfter(begins, row.from),
    to: [...shares.map(([name]) => numberOf(name)), numberOf(row.rest)],
    share: [...given, Math.max(0, 1 - given.reduce((sum, share) => sum + share, 0))],
  };
}

function durationOf(text: DurationText, values: Values): Duration {
  if ('fixed' in text) return { kind: 'fixed', mean: values[text.fixed] };
  if ('exponential' in text) return { kind: 'exponential', mean: values[text.exponential.mean] };
  if ('weibull' in text) {
    return { kind: 'weibull', mean: values[text.weibull.mean], shape: values[text.weibull.shape] };
  }
  if ('uniform' in text) {
    return { kind: 'uniform', from: values[text.uniform.from], to: values[text.uniform.to] };
  }
  const [kind, of] =
    'gamma' in text ? (['gamma', text.gamma] as const) : (['lognormal', text.lognormal] as const);
  return { kind, mean: values[of.mean], spread: values[of.spread] };
}
