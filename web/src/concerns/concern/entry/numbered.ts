import type { Concern, RecordedEvent } from '@throughcare/records';
import { entryAt, versionOf } from '../../../history/told-entry.ts';

/**
 * The number of an entry in its address, counted among what the reader sees: a number that is missing would tell somebody
 * whom a joined concern is about that there is one (E20).
 */
export function numberOf({ told }: Pick<Concern, 'told'>, entry: RecordedEvent): string {
  return String(told.indexOf(versionOf(entry)) + 1);
}

/** The entry that stands under this number, as somebody typed it into an address. */
export function entryNumbered(found: Concern, number: string): RecordedEvent | undefined {
  const version = found.told[Number(number) - 1];
  return version === undefined ? undefined : entryAt(found, String(version));
}
