import type { GroupEvent } from '@throughcare/pathway';
import type { Group, RecordedEvent } from '@throughcare/records';
import { letStandView } from '../history/let-stand.ts';
import { toldEntry, versionOf } from '../history/told-entry.ts';
import { paths } from '../paths.ts';
import type { Staff } from '../services.ts';
import { isOfTheGroup } from './entry/again.ts';
import { tellGroup } from './tell.ts';

/**
 * What happened in a group, newest first, what it said before it was corrected, and what corrections let stand. `who` is
 * somebody who may put it right; null where the page is only read.
 */
export function whatHappened(found: Group, nameOf: (user: string) => string, who: Staff | null) {
  const say = (event: RecordedEvent) => tellGroup(event as unknown as GroupEvent);
  const at = (entry: RecordedEvent) =>
    isOfTheGroup(entry as unknown as GroupEvent, found)
      ? paths.groupEntry({ group: found.group, version: String(versionOf(entry)) })
      : null;
  const tell = (entry: RecordedEvent) => toldEntry(found, entry, say, nameOf, who, at);
  const history = found.events.toReversed().map(tell);
  return {
    history,
    earlier: found.superseded.map(entry => ({ ...tell(entry), correctAt: undefined })),
    letStand: letStandView(found.letStand, say, nameOf, entry => tell(entry).correctAt),
  };
}
