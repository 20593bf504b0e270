import { arrivalsOf } from './arrivals.ts';
import type { Arrivals } from './arrivals.ts';
import { attributeCounts } from './by-attribute.ts';
import type { AttributeCount } from './by-attribute.ts';
import { eventQueue } from './event-queue.ts';
import type { EventQueue } from './event-queue.ts';
import { noGroups } from './groups.ts';
import type { GroupTable } from './groups.ts';
import type { Hazard } from './hazard.ts';
import type { Luck } from './luck.ts';
import type { Network } from './network.ts';
import { noPeople } from './people.ts';
import type { People } from './people.ts';
import type { Risk } from './risk.ts';
import { stageState } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { emptyStatistics } from './statistics.ts';
import type { Statistics } from './statistics.ts';
import { placesOf, timetable } from './timetable.ts';
import type { Timetable } from './timetable.ts';

/** Everything that changes during a run; made by `beginState`, moved by run-network.ts and its parts. */
export interface RunState {
  readonly network: Network;
  readonly luck: Luck;
  readonly queue: EventQueue;
  readonly people: People;
  readonly stages: readonly StageState[];
  readonly groups: GroupTable;
  readonly statistics: Statistics;
  /** Null where nothing is counted by attribute. */
  readonly by: readonly AttributeCount[] | null;
  /** One entry a source, a stage, a resource. */
  readonly arrivals: readonly Arrivals[];
  readonly placesAt: readonly Timetable[];
  readonly unitsAt: readonly Timetable[];
  readonly horizon: number;
  /** One person is run, and nobody comes after them. */
  alone: boolean;
  now: number;
  period: number;
  /** Where the cells of the period begin: period x stages. */
  cellsFrom: number;
  /** Why the run must stop, when it must. */
  stopping: string | null;
  // One entry a resource.
  readonly units: Float64Array;
  readonly held: Float64Array;
  readonly unitsSettledAt: Float64Array;
  /** Stages that need it. */
  readonly neededBy: (readonly StageState[])[];
  // One entry a risk.
  readonly risks: readonly Risk[];
  readonly hazards: readonly Hazard[];
  /** [(stage * risks + risk) * 2 + (1 inside, 0 waiting)] */
  readonly stageRatio: Float64Array;
}

export function beginState(network: Network, luck: Luck): RunState {
  const {
    stages,
    sources,
    periodEnds,
    resources = [],
    risks = [],
    attributes = [],
    countBy = [],
    timesInFlow = false,
    terms = [],
  } = network;
  const states = stages.map(stageState);
  const by = attributeCounts(countBy, stages.length, periodEnds.length, risks.length);
  const stageRatio = new Float64Array(stages.length * risks.length * 2);
  stages.forEach((stage, index) => {
    for (const { risk, waiting, inside } of stage.risks ?? []) {
      stageRatio[(index * risks.length + risk) * 2] = waiting;
      stageRatio[(index * risks.length + risk) * 2 + 1] = inside;
    }
  });
  const horizon = periodEnds.at(-1)!;
  return {
    network,
    luck,
    queue: eventQueue(),
    people: noPeople(attributes.length, risks.length, terms.length),
    stages: states,
    groups: noGroups(),
    statistics: emptyStatistics({
      stages: stages.length,
      periodEnds,
      risks: risks.length,
      resources: resources.length,
      classes: stages.map(stage => (stage.priority ?? []).length),
      by: by.map(({ found }) => found),
      timesInFlow,
    }),
    by: by.length > 0 ? by : null,
    arrivals: sources.map(source => arrivalsOf(source, horizon)),
    placesAt: stages.map(stage => timetable(placesOf(stage, luck))),
    unitsAt: resources.map(({ units }) => timetable(units)),
    horizon,
    alone: false,
    now: 0,
    period: 0,
    cellsFrom: 0,
    stopping: null,
    units: Float64Array.from(resources, resource => resource.units[0].places),
    held: new Float64Array(resources.length),
    unitsSettledAt: new Float64Array(resources.length),
    neededBy: resources.map((_, resource) =>
      states.filter(({ needs }) => needs?.some(need => need.resource === resource)),
    ),
    risks,
    hazards: risks.map(({ hazard }) => ({
      from: Float64Array.from(hazard, piece => piece.from),
      rate: Float64Array.from(hazard, piece => piece.rate),
    })),
    stageRatio,
  };
}
