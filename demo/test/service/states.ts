import type {
  CaseState,
  ConcernState,
  ContactState,
  Day,
  GroupState,
  OpeningState,
} from '@throughcare/pathway';
import { serviceHistory } from '../../src/service/history.ts';
import type { ServiceHistory } from '../../src/service/history.ts';
import { decideHistory } from '../../src/service/decide-history.ts';
import type { StreamHistory } from '../../src/service/steps.ts';

type Kept<State> = ReadonlyMap<string, State>;

/** A service with every stream decided, by kind and identifier. */
export interface Told {
  readonly history: ServiceHistory;
  readonly streams: readonly StreamHistory[];
  readonly cases: Kept<CaseState>;
  readonly groups: Kept<GroupState>;
  readonly contacts: Kept<ContactState>;
  readonly concerns: Kept<ConcernState>;
  readonly openings: Kept<OpeningState>;
}

/** Generates a service and puts every step to its decider; throws where one is refused. */
export function tell(seed: number, people: number, today: Day): Told {
  const history = serviceHistory(seed, people, today);
  const streams = [...history.streams()];
  const states = <State>(kind: StreamHistory['kind']): Kept<State> =>
    new Map(streams.filter(one => one.kind === kind).map(one => [one.id, decideHistory(one).state as State]));
  return {
    history,
    streams,
    cases: states('case'),
    groups: states('group'),
    contacts: states('contact'),
    concerns: states('concern'),
    openings: states('opening'),
  };
}
