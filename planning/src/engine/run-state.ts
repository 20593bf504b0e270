import { durationDraw } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { eventQueue } from './event-queue.ts';
import type { EventQueue } from './event-queue.ts';
import { noGroups } from './groups.ts';
import type { GroupTable } from './groups.ts';
import type { Hazard } from './hazard.ts';
import type { Luck } from './luck.ts';
import type { Condition, Need, Network, PriorityClass, Routes, Stage } from './network.ts';
import { noPeople } from './people.ts';
import type { People } from './people.ts';
import type { Risk } from './risk.ts';
import { emptyStatistics } from './statistics.ts';
import type { Statistics } from './statistics.ts';
import { waitingLists } from './waiting-list.ts';
import type { WaitingLists } from './waiting-list.ts';

/** How somebody's time in a stage is decided. */
export const stay = { timed: 0, instant: 1, open: 2 } as const;

/** A stay for some people or from a day on. */
interface OtherDraw {
  readonly from: number;
  readonly when?: readonly Condition[];
  readonly draw: DurationDraw;
}

/** Everything that changes during a run, as columns; made by `beginState`, moved by simulate.ts and its parts. */
export interface RunState {
  readonly network: Network;
  readonly luck: Luck;
  readonly queue: EventQueue;
  readonly people: People;
  readonly lists: WaitingLists;
  readonly groups: GroupTable;
  readonly statistics: Statistics;
  readonly horizon: number;
  now: number;
  period: number;
  /** Where the cells of the period begin: period x stages. */
  cellsFrom: number;
  /** Why the run must stop, when it must. */
  stopping: string | null;
  // One entry a stage.
  readonly places: Float64Array;
  readonly inside: Float64Array;
  /** Rooms in which a group is. */
  readonly rooms: Int32Array;
  readonly settledAt: Float64Array;
  readonly stageLuck: Int32Array;
  readonly stayKind: Uint8Array;
  readonly durations: (DurationDraw | null)[];
  readonly otherDurations: (readonly OtherDraw[] | null)[];
  readonly patience: (DurationDraw | null)[];
  readonly expiredTo: Int32Array;
  readonly mostWaiting: Float64Array;
  readonly fullTo: Int32Array;
  readonly routes: (readonly Routes[])[];
  readonly classes: (readonly PriorityClass[] | null)[];
  readonly sets: (Stage['sets'] | null)[];
  /** 0: one by one; otherwise how many must wait for a group to begin, and how many it takes. */
  readonly groupAtLeast: Int32Array;
  readonly groupAtMost: Int32Array;
  readonly needs: (readonly Need[] | null)[];
  // One entry a resource.
  readonly units: Float64Array;
  readonly held: Float64Array;
  readonly unitsSettledAt: Float64Array;
  /** Stages that need it. */
  readonly neededBy: (readonly number[])[];
  // One entry a risk.
  readonly risks: readonly Risk[];
  readonly hazards: readonly Hazard[];
  /** [(stage * risks + risk) * 2 + (1 inside, 0 waiting)] */
  readonly stageRatio: Float64Array;
}

export function beginState(network: Network, luck: Luck): RunState {
  const { stages, periodEnds, resources = [], risks = [], attributes = [] } = network;
  const numbers = (of: (stage: Stage) => number): Float64Array => Float64Array.from(stages, of);
  const lists = waitingLists(stages.map(stage => stage.priority ?? []));
  const stageRatio = new Float64Array(stages.length * risks.length * 2);
  stages.forEach((stage, index) => {
    for (const { risk, waiting, inside } of stage.risks ?? []) {
      stageRatio[(index * risks.length + risk) * 2] = waiting;
      stageRatio[(index * risks.length + risk) * 2 + 1] = inside;
    }
  });
  return {
    network,
    luck,
    queue: eventQueue(),
    people: noPeople(attributes.length, risks.length),
    lists,
    groups: noGroups(),
    statistics: emptyStatistics({
      stages: stages.length,
      periodEnds,
      risks: risks.length,
      resources: resources.length,
      classOffset: lists.offset,
    }),
    horizon: periodEnds.at(-1)!,
    now: 0,
    period: 0,
    cellsFrom: 0,
    stopping: null,
    places: numbers(stage => stage.places[0].places),
    inside: new Float64Array(stages.length),
    rooms: new Int32Array(stages.length),
    settledAt: new Float64Array(stages.length),
    stageLuck: Int32Array.from(stages, stage => stage.luck),
    stayKind: Uint8Array.from(stages, stage =>
      stage.stay === 'instant' ? stay.instant : stage.stay === 'open' ? stay.open : stay.timed,
    ),
    durations: stages.map(stage => (typeof stage.stay === 'string' ? null : durationDraw(stage.stay))),
    otherDurations: stages.map(
      stage =>
        stage.otherStays?.map(({ from, when, stay: length }) => ({
          from,
          ...(when === undefined ? {} : { when }),
          draw: durationDraw(length),
        })) ?? null,
    ),
    patience: stages.map(stage => (stage.patience ? durationDraw(stage.patience.length) : null)),
    expiredTo: Int32Array.from(stages, stage => stage.patience?.to ?? -1),
    mostWaiting: numbers(stage => stage.list?.most ?? Infinity),
    fullTo: Int32Array.from(stages, stage => stage.list?.fullTo ?? -1),
    routes: stages.map(stage => stage.next),
    classes: stages.map(stage => stage.priority ?? null),
    sets: stages.map(stage => stage.sets ?? null),
    groupAtLeast: Int32Array.from(stages, stage => stage.groups?.atLeast ?? 0),
    groupAtMost: Int32Array.from(stages, stage => stage.groups?.atMost ?? 0),
    needs: stages.map(stage => stage.needs ?? null),
    units: Float64Array.from(resources, resource => resource.units[0].places),
    held: new Float64Array(resources.length),
    unitsSettledAt: new Float64Array(resources.length),
    neededBy: resources.map((_, resource) =>
      stages.flatMap((stage, index) =>
        stage.needs?.some(need => need.resource === resource) ? [index] : [],
      ),
    ),
    risks,
    hazards: risks.map(({ hazard }) => ({
      from: Float64Array.from(hazard, piece => piece.from),
      rate: Float64Array.from(hazard, piece => piece.rate),
    })),
    stageRatio,
  };
}
