import { isStaffed, londonDay, type Day, type Setting, type StaffedHours } from '@throughcare/pathway';
import { unusualRules, type UnusualRuleName } from './unusual-rules.ts';

/** One row of the access log, as far as the rules ask. */
export interface NotedRead {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly user: string;
  readonly act: 'read' | 'exported';
  /** The person whose page it was; null for every other answer. */
  readonly person: string | null;
  /** What tied the reader to that person when they read it; null where that was not noted yet. */
  readonly tie: string | null;
}

export interface LateReview {
  readonly opening: string;
  readonly by: string;
  readonly openedAt: number;
}

/** What one account did on one day that a rule shows: how many, from when to when. */
export interface UnusualRead {
  readonly rule: UnusualRuleName;
  readonly day: Day;
  readonly user: string;
  /** People’s pages under the rules on these, else reads, exports or openings. */
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

const HOUR = 3_600_000;
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the rules show of these reads, newest day first; a count and no more. In no order of persons (E10). */
export function unusualReads(
  reads: readonly NotedRead[],
  late: readonly LateReview[],
  staffedHours: Setting<StaffedHours> | null,
): UnusualRead[] {
  const shown: UnusualRead[] = [];
  const show = (rule: UnusualRuleName, of: readonly NotedRead[], count = of.length) => {
    if (of.length === 0 || count < unusualRules[rule].threshold) return;
    const [first] = of;
    const { at: lastAt } = of.at(-1)!;
    shown.push({ rule, day: londonDay(first.at), user: first.user, count, firstAt: first.at, lastAt });
  };
  const inOrder = reads.toSorted((a, b) => a.at - b.at);
  for (const own of byDayAndUser(inOrder)) {
    const pages = own.filter(one => one.person !== null);
    const hour = busiestHour(pages);
    show('manyCases', hour, differentPeople(hour));
    show(
      'outsideHours',
      own.filter(one => isOutside(one.at, staffedHours)),
    );
    const byRole = pages.filter(one => one.tie === 'role');
    show('byRoleAlone', byRole, differentPeople(byRole));
    show(
      'exported',
      own.filter(one => one.act === 'exported'),
    );
  }
  for (const { by: user, openedAt: at } of late) {
    shown.push({ rule: 'notReviewed', day: londonDay(at), user, count: 1, firstAt: at, lastAt: at });
  }
  return shown.toSorted((a, b) => b.firstAt - a.firstAt);
}

function byDayAndUser(reads: readonly NotedRead[]): Iterable<NotedRead[]> {
  const groups = new Map<string, NotedRead[]>();
  for (const one of reads) {
    const key = `${londonDay(one.at)} ${one.user}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups.values();
}

function differentPeople(reads: readonly NotedRead[]): number {
  return new Set(reads.map(one => one.person)).size;
}

/** The hour, beginning with a read, in which the most different people were read; the first of equals. */
function busiestHour(pages: readonly NotedRead[]): readonly NotedRead[] {
  let most: readonly NotedRead[] = [];
  let end = 0;
  for (const [start, first] of pages.entries()) {
    while (end < pages.length && pages[end].at < first.at + HOUR) end++;
    // Fewer reads cannot be of more people.
    if (end - start <= differentPeople(most)) continue;
    const hour = pages.slice(start, end);
    if (differentPeople(hour) > differentPeople(most)) most = hour;
  }
  return most;
}

function isOutside(at: number, staffedHours: Setting<StaffedHours> | null): boolean {
  const on = londonDay(at);
  return (
    staffedHours !== null && on >= staffedHours.since && !isStaffed(staffedHours.value, on, CLOCK.format(at))
  );
}
