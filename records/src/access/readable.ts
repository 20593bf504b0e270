import type { Role } from '@throughcare/pathway';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { eventRegister } from '../register/register.ts';
import { opens, type FieldGroup } from './fields.ts';

/**
 * An entry without the sealed words that none of these roles reads of such a record. Row-level security keeps whole
 * entries and keys; this keeps a reason that stands in one entry with what others have to know.
 */
export function readable(event: RecordedEvent, roles: readonly Role[]): RecordedEvent {
  if (event.sealed === null) return event;
  const groups = new Set<FieldGroup>(roles.flatMap(role => opens[role][event.kind]));
  const fields = eventRegister[event.kind][event.type] ?? {};
  // What is not in the register is nobody's to read.
  const kept = Object.entries(event.sealed).filter(
    ([name]) => fields[name] !== undefined && groups.has(fields[name].opens),
  );
  return { ...event, sealed: Object.fromEntries(kept) };
}
