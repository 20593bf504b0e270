import type { StreamKind } from '@throughcare/pathway';
import { ended } from '../lifetime/ended.ts';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

/** That a record has ended and when, so that what is due to go by its schedule is found without opening the rest. */
export function projectEnded(
  kind: StreamKind,
  state: unknown,
  { organisation, stream, effective }: Projected,
): Rows {
  const has = ended(kind, effective, state);
  if (!has) return {};
  const { endedOn: ended_on, lastEntryOn: last_entry_on } = has;
  return { ended_record: [{ organisation, id: stream, kind, ended_on, last_entry_on }] };
}
