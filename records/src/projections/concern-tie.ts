import { accountIn, type RecordedEvent } from '../history/recorded-event.ts';
import type { Projected } from './project.ts';
import type { Row } from './tables.ts';

/** Every entry that says of a concern that it is joined with another, or no longer, and what put such an entry right. */
export function concernTies({ organisation, stream, events }: Projected): Row[] {
  const told = new Map(events.map(event => [event.version, event]));
  return events.flatMap(event => {
    const first = event.replaces === null ? undefined : told.get(event.replaces);
    const other = otherIn(event) || (first ? otherIn(first) : '');
    return other === '' ? [] : [{ organisation, concern: stream, entry: event.version, other }];
  });
}

function otherIn(event: RecordedEvent): string {
  return event.type === 'joined' || event.type === 'unjoined' ? accountIn(event, 'with') : '';
}
