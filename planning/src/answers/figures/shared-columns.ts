import type { Places } from '../../engine/network.ts';
import { parametersBefore, parametersOfCost } from '../../scenario/provenance.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import type { Column, FigureUnit } from './column.ts';
import { costOfAll, costOfResource, costOfStage } from './cost.ts';
import type { Reading } from './reading.ts';

const meanings = {
  held: 'units held @, averaged over time',
  units: 'units there are @, held or not, averaged over time',
  utilisation: 'share of the units that were held @, averaged over time',
} as const;

export type ResourceFigure = keyof typeof meanings;

/** What stages share: how much there is and how much of it is held. */
export function resourceColumns(scenario: Scenario): Column[] {
  return Object.entries(scenario.resources ?? {}).flatMap(([resource, { label }], at) => {
    const needing = Object.keys(scenario.stages).filter(stage => scenario.stages[stage].needs?.[resource]);
    const parameters = [...new Set(needing.flatMap(stage => parametersBefore(scenario, stage)))];
    const held = ({ s, period, days }: Reading): number => s.unitTime[period * s.resources + at] / days;
    const units = ({ network, from, days }: Reading): number =>
      timeOf(network.resources![at].units, from, from + days) / days;
    const column = (statistic: ResourceFigure, unit: FigureUnit, read: Column['read']): Column => ({
      table: 'resources',
      key: `@.resource.${resource}.${statistic}`,
      face: { resource, label, statistic, unit },
      what: `${label}@: ${meanings[statistic]}.`,
      parameters,
      read,
    });
    return [
      column('held', 'places', held),
      column('units', 'places', units),
      column('utilisation', 'share', reading => held(reading) / units(reading)),
    ];
  });
}

/** How much there is over time, between two days. */
function timeOf(rows: readonly Places[], from: number, to: number): number {
  return rows.reduce((sum, { at, places }, i) => {
    const until = Math.min(to, rows[i + 1]?.at ?? Infinity);
    return sum + places * Math.max(0, until - Math.max(from, at));
  }, 0);
}

/** What every stage and resource that has a price costs, and all of them together. */
export function costColumns(scenario: Scenario, order: readonly string[]): Column[] {
  const column = (
    of: 'everything' | 'stage' | 'resource',
    name: string | null,
    label: string,
    read: Column['read'],
  ): Column => ({
    table: 'costs',
    key: name === null ? '@.cost' : `@.cost.${of}.${name}`,
    face: { of, name, label, unit: '£ a year' },
    what: `${label}@: pounds @, not discounted, of what the scenario prices; no harm is priced.`,
    parameters: parametersOfCost(scenario),
    read,
  });
  const { stages, resources } = scenario;
  return [
    column('everything', null, scenario.name, reading => costOfAll(scenario, order, reading) / reading.years),
    ...order.flatMap((name, at) => {
      const { cost, places, label } = stages[name];
      const priced = cost || places?.openings?.some(({ costPerPlace }) => costPerPlace !== undefined);
      const read: Column['read'] = reading => costOfStage(scenario, name, at, reading) / reading.years;
      return priced ? [column('stage', name, label, read)] : [];
    }),
    ...Object.entries(resources ?? {}).flatMap(([name, { label, places }]) => {
      const priced = places.openings?.some(({ costPerPlace }) => costPerPlace !== undefined);
      const read: Column['read'] = reading => costOfResource(scenario, name, reading) / reading.years;
      return priced ? [column('resource', name, label, read)] : [];
    }),
  ];
}
