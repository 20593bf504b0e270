import { londonDay, type Day } from '@throughcare/pathway';
import type { RecordedEvent } from './recorded-event.ts';

/** What we had been told by the end of `on`, in London: the record as it was believed on that day. */
export function believedOn(told: readonly RecordedEvent[], on: Day): RecordedEvent[] {
  return told.filter(event => londonDay(event.recordedAt) <= on);
}
