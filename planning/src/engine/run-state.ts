import { durationDraw } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { eventQueue } from './event-queue.ts';
import type { EventQueue } from './event-queue.ts';
import type { Luck } from './luck.ts';
import type { Network, Routes } from './network.ts';
import { noPeople } from './people.ts';
import type { People } from './people.ts';
import { emptyStatistics } from './statistics.ts';
import type { Statistics } from './statistics.ts';
import { waitingLists } from './waiting-list.ts';
import type { WaitingLists } from './waiting-list.ts';

/** How somebody's time in a stage is decided. */
export const stay = { timed: 0, instant: 1, open: 2 } as const;

/** Everything that changes during a run, as columns; made by `beginState`, moved by simulate.ts and flow.ts. */
export interface RunState {
  readonly network: Network;
  readonly luck: Luck;
  readonly queue: EventQueue;
  readonly people: People;
  readonly lists: WaitingLists;
  readonly statistics: Statistics;
  readonly horizon: number;
  now: number;
  period: number;
  // One entry a stage.
  readonly places: Float64Array;
  readonly inside: Float64Array;
  readonly settledAt: Float64Array;
  readonly stageLuck: Int32Array;
  readonly stayKind: Uint8Array;
  readonly durations: (DurationDraw | null)[];
  readonly patience: (DurationDraw | null)[];
  readonly expiredTo: Int32Array;
  readonly mostWaiting: Float64Array;
  readonly fullTo: Int32Array;
  readonly routes: (readonly Routes[])[];
  readonly riskWaiting: Float64Array;
  readonly riskInside: Float64Array;
}

export function beginState(network: Network, luck: Luck): RunState {
  const { stages, periodEnds } = network;
  const rate = network.detectedReoffending?.rate ?? 0;
  const numbers = (of: (stage: Network['stages'][number]) => number): Float64Array =>
    Float64Array.from(stages, of);
  return {
    network,
    luck,
    queue: eventQueue(),
    people: noPeople(),
    lists: waitingLists(stages.length),
    statistics: emptyStatistics(stages.length, periodEnds),
    horizon: periodEnds.at(-1)!,
    now: 0,
    period: 0,
    places: numbers(stage => stage.places[0].places),
    inside: new Float64Array(stages.length),
    settledAt: new Float64Array(stages.length),
    stageLuck: Int32Array.from(stages, stage => stage.luck),
    stayKind: Uint8Array.from(stages, stage =>
      stage.stay === 'instant' ? stay.instant : stage.stay === 'open' ? stay.open : stay.timed,
    ),
    durations: stages.map(stage => (typeof stage.stay === 'string' ? null : durationDraw(stage.stay))),
    patience: stages.map(stage => (stage.patience ? durationDraw(stage.patience.length) : null)),
    expiredTo: Int32Array.from(stages, stage => stage.patience?.to ?? -1),
    mostWaiting: numbers(stage => stage.list?.most ?? Infinity),
    fullTo: Int32Array.from(stages, stage => stage.list?.fullTo ?? -1),
    routes: stages.map(stage => stage.next),
    riskWaiting: numbers(stage => stage.riskWaiting * rate),
    riskInside: numbers(stage => stage.riskInside * rate),
  };
}
