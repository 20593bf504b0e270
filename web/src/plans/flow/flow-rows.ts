import type { Estimate, Figure, Flow, FlowStage, PlanResult } from '@throughcare/planning';
import type { Href } from '../../frame/path.ts';
import { sayAmount } from '../number/amount.ts';
import { lower } from './stage-words.ts';

/** The figures of a drawn flow as a table beside it: each with its interval, and the way to where it comes from. */
export interface FlowRows {
  readonly caption: string;
  readonly groups: readonly { readonly name: string; readonly rows: readonly FlowRow[] }[];
}

interface FlowRow {
  readonly what: string;
  readonly middle: string;
  readonly between: string | undefined;
  readonly why: string | undefined;
  readonly opened: Href;
}

const figures = {
  came: 'Came in the year',
  began: 'Got a place in the year',
  waiting: 'Waiting at the end of the year',
  waitingAYearBefore: 'Waiting a year before',
  meanWait: 'Mean wait of those who got a place',
  ninthDecileWait: '9 in 10 of those who got a place waited at most',
  inside: 'There, not waiting, at the end of the year',
  orderEndedFirst: 'Order ended before there was a place',
  detectedReoffences: 'Detected in a new offence while here',
} satisfies Partial<Record<keyof FlowStage, string>>;

type Name = keyof typeof figures;

/** Only where places are limited does anybody wait, or begin at another time than they come. */
const OF_PLACES: readonly Name[] = [
  'began',
  'waiting',
  'waitingAYearBefore',
  'meanWait',
  'ninthDecileWait',
  'orderEndedFirst',
];

/** Every stage of a flow, in the order of its plan. @param opened where a number of the plan opens, by its id */
export function flowRows(
  { scenario, stages, links, year }: Flow,
  opened: (number: string) => Href,
): FlowRows {
  const labels = new Map(stages.map(({ stage, label }) => [stage, label]));
  const groups = stages.map(stage => ({
    name: stage.label,
    rows: [
      ...(Object.keys(figures) as Name[])
        .filter(name => stage.limited || !OF_PLACES.includes(name))
        .flatMap(name => row(figures[name], stage[name], name.endsWith('Wait') ? 'days' : 'people', opened)),
      ...links
        .filter(({ from }) => from === stage.stage)
        .flatMap(({ to, people }) =>
          row(
            to === 'leaves' ? 'Left the flow' : `Went on to: ${lower(labels.get(to) ?? to)}`,
            people,
            'people',
            opened,
          ),
        ),
    ],
  }));
  return { caption: `${scenario}, year ${year}`, groups: groups.filter(({ rows }) => rows.length > 0) };
}

/** What is nothing in every run is left out. */
function row(
  what: string,
  told: Estimate | Figure,
  unit: string,
  opened: (number: string) => Href,
): FlowRow[] {
  const { id, middle, low, high } = told;
  const why = 'why' in told && told.why !== null ? told.why : undefined;
  if (low === 0 && high === 0 && why === undefined) return [];
  return [
    {
      what,
      middle: middle === null || Number.isNaN(middle) ? 'no figure' : sayAmount(middle, unit),
      between:
        low === null || high === null ? undefined : `${sayAmount(low, unit)} to ${sayAmount(high, unit)}`,
      why,
      opened: opened(id),
    },
  ];
}

export const rowsOfFlows = ({ flows }: PlanResult, opened: (number: string) => Href): readonly FlowRows[] =>
  flows.map(flow => flowRows(flow, opened));
