import { parametersBefore } from '../../scenario/provenance.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import { waysOut } from '../../scenario/parameter-use.ts';
import { happenedAt, movedAt } from './column.ts';
import type { Column } from './column.ts';
import { cameIn } from './flow-columns.ts';

/** People a year on every way that the plan has: from outside, between stages, and out of the flow. */
export function wayColumns(scenario: Scenario, order: readonly string[]): Column[] {
  const column = (from: string, to: string, read: Column['read']): Column => ({
    table: 'ways',
    key: `${from}.@.to.${to}`,
    face: { from, to, unit: 'people a year' },
    what: `People who moved @ from "${from}" to "${to}".`,
    parameters: parametersBefore(scenario, from === 'outside' ? to : from),
    read,
  });
  const { to } = scenario.arrivals;
  return [
    column('outside', to, cameIn(order.indexOf(to))),
    ...order.flatMap((from, at) =>
      waysFrom(scenario, from).map(other => column(from, other, movedAt(at, order.indexOf(other)))),
    ),
  ];
}

/** Where people can go from a stage: by its routes, from its list, and by a risk; "leaves" at the end. */
function waysFrom(scenario: Scenario, name: string): string[] {
  const { next = [], patience, list, detectedReoffending, risks } = scenario.stages[name];
  const leaves = [
    ...next.flatMap(row => [...Object.keys(row.shares ?? {}), row.rest]),
    patience?.to,
    list?.to,
    ...Object.keys(risks ?? {}).map(risk => scenario.risks![risk].to),
  ].includes('leaves');
  const byRisk = [
    ...(detectedReoffending ? [scenario.detectedReoffending.returnsTo] : []),
    ...Object.keys(risks ?? {}).map(risk => scenario.risks![risk].to),
  ].filter(to => to !== 'goes unseen' && to !== 'leaves');
  return [...new Set([...waysOut(scenario, name), ...byRisk]), ...(leaves ? ['leaves'] : [])];
}

/** How often each risk that the scenario names came to pass at each stage where people are at it. */
export function riskColumns(scenario: Scenario, order: readonly string[]): Column[] {
  const risks = Object.keys(scenario.risks ?? {});
  return order.flatMap((stage, at) => {
    const { label, risks: here } = scenario.stages[stage];
    return Object.keys(here ?? {}).map((risk): Column => ({
      table: 'happened',
      key: `${stage}.@.risk.${risk}`,
      face: { stage, label, risk, riskLabel: scenario.risks![risk].label, unit: 'times a year' },
      what: `${label}@: ${scenario.risks![risk].label}, times that it came to pass @.`,
      parameters: parametersBefore(scenario, stage),
      read: happenedAt(1 + risks.indexOf(risk), at),
    }));
  });
}
