import type { StreamKind } from '@throughcare/pathway';
import { sees, type Made, type Viewer } from '@throughcare/records/testing';
import { whoOpens } from '../who-opens.ts';

/** A record as it stands before somebody: theirs to see, open for hours and read only, or not there for them. */
export type Standing = 'seen' | 'read_only' | 'hidden';

export function standingOf(viewer: Viewer, record: Made): Standing {
  if (!sees(viewer, record)) return 'hidden';
  // Whether anything but the emergency opens it: by it alone a case is read, and nothing of it is recorded on.
  return sees(viewer, { ...record, openTo: [] }) ? 'seen' : 'read_only';
}

/** The parts of an address that name a record of a kind. */
export const kindOfPart: Readonly<Record<string, StreamKind>> = {
  case: 'case',
  contact: 'contact',
  concern: 'concern',
  group: 'group',
  opening: 'opening',
};

/** Pages of a case that are read, in an emergency too; every other one records something. */
const readAlone: ReadonlySet<string> = new Set([
  '/people/:case',
  '/people/:case/children/checks',
  '/people/:case/letters',
  '/people/:case/kept',
  '/referrals/:case',
]);

/** Pages that are there for whoever sees the record, as long as it has what they are about. */
const needsMore =
  /\/(entries\/:(version|entry)|letters\/:letter|kept\/:act|register\/|change\/:what|record\/:what|call-back\/made)/;

/** Pages of a concern that are for its deciders, of those who see it (E6). */
const forDeciders: ReadonlySet<string> = new Set([
  '/concerns/:concern/keeping',
  '/concerns/:concern/keeping/hold',
  '/concerns/:concern/keeping/lift-hold',
  '/concerns/:concern/link',
  '/concerns/:concern/unlink',
]);

/** Whoever leads on concerns decides about each that they see; others where they were named to. */
function decides({ user, roles }: Viewer, concern: Made): boolean {
  const leads = roles.includes('safeguarding_lead') || roles.includes('administrator');
  return leads || concern.named?.includes(user) === true;
}

/** What a GET of an address that names one record answers, by the table and what was drawn. */
export function statusOf(viewer: Viewer, pattern: string, record: Made | null): readonly number[] {
  const may = whoOpens('GET', pattern)!;
  if (!viewer.roles.some(role => may.includes(role))) return [403];
  if (record === null) return [404];
  const standing = standingOf(viewer, record);
  if (standing === 'hidden') return [404];
  if (standing === 'read_only' && !readAlone.has(pattern)) return [404];
  if (forDeciders.has(pattern) && !decides(viewer, record)) return [403];
  if (pattern.includes('/kept/copy/')) {
    if (!record.hasCopy) return [404];
    // Lines are gone through by kind before anything leaves the house.
    if (pattern.endsWith('/lines/:group')) return [200, 404];
    return pattern.endsWith('/:form') ? [200, 409, 422] : [200];
  }
  return needsMore.test(pattern) ? [200, 404] : [200];
}

/** Of records of a kind, those that somebody is shown, as the ids of them in order. */
export function shown(
  viewer: Viewer,
  made: readonly Made[],
  kind: StreamKind,
  which: (one: Made) => boolean = () => true,
) {
  return made
    .filter(one => one.kind === kind && which(one) && sees(viewer, one))
    .map(one => one.id)
    .sort();
}
