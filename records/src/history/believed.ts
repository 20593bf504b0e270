import { londonDay, type Day } from '@throughcare/pathway';
import type { RecordedEvent } from './recorded-event.ts';

/** An answer as the record was believed at the end of a day; without one, as it is believed now. */
export interface AsOf {
  readonly believedOn?: Day;
}

/** The day for the access row: a read of what was once believed says of which day it was. */
export function noteOf({ believedOn: day }: AsOf): { readonly believedOn?: Day } {
  return day === undefined ? {} : { believedOn: day };
}

/** What we had been told by the end of `on`, in London: the record as it was believed on that day. */
export function believedOn(told: readonly RecordedEvent[], on: Day | undefined): readonly RecordedEvent[] {
  return on === undefined ? told : told.filter(event => londonDay(event.recordedAt) <= on);
}
