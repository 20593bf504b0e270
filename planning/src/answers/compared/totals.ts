import { meaningOfDeaths, meaningOfYears } from '../welfare.ts';
import { meaningOfDeterred, parametersOfDeterred } from '../deterred.ts';
import { parametersBefore, parametersOfFlow } from '../../scenario/provenance.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import type { Cell } from './cell.ts';

/** What is told of all years together and stands in no table by stage. */
export function totalCells(scenario: Scenario): Cell[] {
  const { name, years, arrivals, risks, welfare, detectedReoffending } = scenario;
  const ofInvestigation = parametersBefore(scenario, detectedReoffending.returnsTo);
  const cell = (
    of: string,
    label: string,
    unit: string,
    what: string,
    parameters: readonly string[],
    read: Cell['read'],
  ): Cell => ({ table: 'totals', key: `totals.${of}`, face: { of, label, unit }, what, parameters, read });
  return [
    ...Object.entries(risks ?? {}).map(([risk, { label }]) =>
      cell(
        `risk.${risk}`,
        label,
        'times',
        `${name}, all ${years} years: ${label}, times that it came to pass.`,
        parametersOfFlow(scenario),
        ({ happened }) => happened[risk],
      ),
    ),
    ...(arrivals.deterred
      ? [
          cell(
            'deterred',
            'Deterred, as assumed',
            'people',
            meaningOfDeterred(scenario),
            parametersOfDeterred(scenario),
            ({ deterredInAll }) => deterredInAll,
          ),
        ]
      : []),
    cell(
      'yearsUnderInvestigation',
      'Years under investigation, all together',
      'years',
      meaningOfYears(scenario),
      ofInvestigation,
      ({ yearsUnderInvestigation }) => yearsUnderInvestigation,
    ),
    ...(welfare
      ? [
          cell(
            'deaths',
            'Deaths by suicide to be expected',
            'people',
            meaningOfDeaths(scenario),
            [welfare.deaths, ...ofInvestigation],
            ({ deaths }) => deaths!,
          ),
        ]
      : []),
  ];
}
