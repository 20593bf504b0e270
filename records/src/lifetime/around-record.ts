import type { GroupState, OpeningState, StreamKind } from '@throughcare/pathway';
import { effectiveHistory } from '../history/effective.ts';
import { accountIn, type RecordedEvent } from '../history/recorded-event.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';
import { aroundConcern, type AroundConcern } from './around-concern.ts';
import { heldCases } from './held-cases.ts';
import type { Keeps } from './keeps.ts';

/**
 * E22: what keeps a record beside what it says itself. A hold on the case of one of its people keeps a group and its
 * registers, and that a case was opened in an emergency: whoever asked for the case to be kept may need them.
 */
export async function aroundRecord(
  store: Store,
  organisation: string,
  kind: StreamKind,
  state: unknown,
  events: readonly RecordedEvent[],
  keeps: Keeps,
): Promise<AroundConcern> {
  switch (kind) {
    case 'concern':
      return aroundConcern(store, organisation, events, keeps);
    case 'group':
      return heldCases(store, organisation, everybodyIn(state as GroupState, events), keeps);
    case 'opening':
      return heldCases(store, organisation, [(state as OpeningState).case], keeps);
    case 'case':
    case 'contact':
    case 'organisation':
      return { kept: [], heads: [] };
    default:
      return kind satisfies never;
  }
}

/** Everybody who has a place in a group or ever had one: a register names those who left, too. */
function everybodyIn({ members }: GroupState, events: readonly RecordedEvent[]): string[] {
  const had = effectiveHistory(events).effective.map(event => accountIn(event, 'case'));
  return [...new Set([...members.map(one => one.case), ...had])].filter(isId);
}
