import type {
  CaseState,
  ConcernState,
  ContactState,
  Day,
  GroupState,
  Identity,
  OpeningState,
  RetentionSchedule,
  StreamKind,
} from '@throughcare/pathway';
import { standingSessions } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { identityEvent } from '../projections/identity-event.ts';

/** From when the time of a record that has ended counts: its ending, or its last entry. */
export interface Ended {
  readonly endedOn: Day;
  readonly lastEntryOn: Day;
}

/** That its erasure was asked for is no work on a record: else asking would make its time begin anew. */
const aboutErasure: ReadonlySet<string> = new Set(['erasure_asked', 'erasure_declined', 'erased']);

/** When a record ended; undefined while it has not. A group ends with its last session, which may be to come. */
export function ended(
  kind: StreamKind,
  effective: readonly RecordedEvent[],
  state: unknown = stateOf(kind, effective),
): Ended | undefined {
  const last = effective.findLast(event => !aboutErasure.has(event.type));
  if (!last) return undefined;
  const lastEntryOn = last.occurredOn;
  const by = (type: string) => effective.findLast(event => event.type === type)?.occurredOn ?? lastEntryOn;
  const at = (endedOn: Day | undefined) => (endedOn === undefined ? undefined : { endedOn, lastEntryOn });
  switch (kind) {
    case 'case':
      return at((state as CaseState).status === 'closed' ? by('closed') : undefined);
    case 'contact':
      return at((state as ContactState).status === 'ended' ? by('contact_ended') : undefined);
    case 'concern':
      return at((state as ConcernState).status === 'closed' ? by('concern_closed') : undefined);
    case 'group': {
      const group = state as GroupState;
      if (group.status === 'none') return undefined;
      return at(group.status === 'cancelled' ? by('group_cancelled') : standingSessions(group).at(-1)?.on);
    }
    case 'opening':
      // Hours are over by themselves; it is done with when a second person has looked at it (E20).
      return at((state as OpeningState).review?.on);
    case 'organisation':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** From which day the time of a record counts by its schedule; undefined while it does not. */
export function startOf(
  kind: StreamKind,
  effective: readonly RecordedEvent[],
  { from }: RetentionSchedule,
): Day | undefined {
  const has = ended(kind, effective);
  switch (from) {
    case 'ended':
      return has?.endedOn;
    case 'last_entry':
      return has?.lastEntryOn;
    case 'birth':
      return (identityEvent({ effective })?.sealed as Identity | null | undefined)?.bornOn ?? undefined;
    default:
      return from satisfies never;
  }
}
