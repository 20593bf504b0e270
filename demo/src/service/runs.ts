import { dayNumber, isWorkingDay, sentenceEnds } from '@throughcare/pathway';
import type { Day } from '@throughcare/pathway';
import { dayOf } from './calendar.ts';
import { isBoundToSentence, programmes } from './client.ts';
import type { Client, ProgrammeKind, Wish } from './client.ts';
import { USUAL_PEOPLE } from './clients.ts';
import { serviceId } from './draws.ts';
import type { Staff } from './staff.ts';

export interface Member {
  readonly client: Client;
  readonly wish: Wish;
  /** Day on which the place was given. */
  readonly placedOn: number;
}

/** One run of a programme: a group of people and the days it meets. */
export interface Run {
  readonly id: string;
  readonly programme: ProgrammeKind;
  readonly name: string;
  readonly lead: string;
  readonly plannedOn: number;
  readonly sessions: readonly number[];
  readonly members: readonly Member[];
}

/**
 * When runs begin, in days from today. The latest that has begun meets today; the group programme has not begun
 * a run for eleven weeks, so people wait, and for some the order ends before the place comes.
 */
const timetables = {
  group: { latest: -77, every: 63, planned: [24, 91, 91, 154, 154, 217] },
  course: { latest: -49, every: 77, planned: [21, 98] },
} as const;
const FIRST_START = -1500;
const PLANNED_AHEAD = 60;
const PLANNED_AT_LEAST = 20;
const PLACED_AHEAD = 14;
/** People take a place that comes so many days sooner than they had thought to begin. */
const WILLING_EARLY = 200;
/** Of the next run to begin, so many places have been given. */
const PLACES_GIVEN = { group: 6, course: 3 } as const;
/** A group of fewer is not begun. */
const FEWEST = 7;

interface Queued {
  readonly client: Client;
  readonly wish: Wish;
}

/** All runs of both programmes, past, running and planned, with who has a place in which. */
export function planRuns(
  seed: number,
  clients: readonly Client[],
  staff: Staff,
  people: number,
  today: Day,
): Run[] {
  return (['group', 'course'] as const).flatMap(programme =>
    plan(seed, programme, clients, staff, people, dayNumber(today)),
  );
}

function plan(
  seed: number,
  programme: ProgrammeKind,
  clients: readonly Client[],
  staff: Staff,
  people: number,
  today: number,
): Run[] {
  const atOnce = Math.max(1, Math.round(people / USUAL_PEOPLE));
  let queue: Queued[] = clients
    .flatMap(client => client.wishes.map(wish => ({ client, wish })))
    .filter(({ wish }) => wish.programme === programme && wish.from !== undefined)
    .sort((a, b) => a.wish.from! - b.wish.from! || a.client.key - b.client.key);
  const runs: Run[] = [];
  const add = (start: number, members: readonly Member[], place: number): void => {
    const number = runs.length;
    runs.push({
      id: serviceId(seed, 'group', number, programme === 'group' ? 0 : 1),
      programme,
      name: `${programmes[programme].name} ${number + 1}`,
      lead: staff.practitioners[place % staff.practitioners.length].user,
      plannedOn: Math.min(start - PLANNED_AHEAD, today - PLANNED_AT_LEAST),
      sessions: sessionDays(start, programmes[programme].sessions),
      members,
    });
  };
  const { places } = programmes[programme];
  const takeOut = (chosen: readonly Queued[]): void => {
    const gone = new Set(chosen);
    queue = queue.filter(one => !gone.has(one));
  };
  for (const { start, place } of starts(programme, today)) {
    const ready = queue.filter(one => canBegin(one, start)).slice(0, places * atOnce);
    const batches = Array.from({ length: atOnce }, (_, k) => ready.slice(k * places, (k + 1) * places));
    // The latest run of all begins whatever its size: the demonstration opens on a day when it meets.
    const begin = batches.filter((batch, k) => batch.length >= (place === 0 && k === 0 ? 1 : FEWEST));
    takeOut(begin.flat());
    begin.forEach((batch, k) => {
      const placedOn = (wish: Wish): number => Math.max(wish.since + 1, start - PLACED_AHEAD);
      add(
        start,
        batch.map(one => ({ ...one, placedOn: placedOn(one.wish) })),
        place + k,
      );
    });
  }
  const given = PLACES_GIVEN[programme];
  timetables[programme].planned.forEach((ahead, wave) => {
    const chosen = wave > 0 ? [] : nextInTurn(queue, today, today + ahead, given * atOnce);
    takeOut(chosen);
    for (let k = 0; k < atOnce; k++) {
      const members = chosen.slice(k * given, (k + 1) * given).map(one => ({ ...one, placedOn: today - 3 }));
      add(today + ahead, members, wave + 1 + k);
    }
  });
  return runs;
}

/** The starts up to today, oldest first; `place` counts back from the latest and shares out weekdays and leads. */
function starts(programme: ProgrammeKind, today: number): { start: number; place: number }[] {
  const { latest, every } = timetables[programme];
  const all: { start: number; place: number }[] = [];
  for (let place = 0; latest - place * every >= FIRST_START; place++) {
    all.push({ start: today + latest - place * every + (place % 3) * towardsMidweek(today), place });
  }
  return all.toReversed();
}

/** Which way from today's weekday lie two more days without a weekend; neither way on a weekend itself. */
function towardsMidweek(today: number): number {
  const weekday = (today + 4) % 7; // 1 January 1970 was a Thursday; 0 is Sunday.
  if (weekday === 0 || weekday === 6) return 0;
  return weekday <= 3 ? 1 : -1;
}

function canBegin({ client, wish }: Queued, start: number): boolean {
  if (wish.from! > start || wish.since + 2 > start) return false;
  if (client.diedOn !== undefined && client.diedOn < start) return false;
  const ends = orderEnds(client);
  return !isBoundToSentence(wish) || ends === undefined || ends >= start;
}

/** Those who have waited longest and can begin on `start`; places are given in turn. */
function nextInTurn(queue: readonly Queued[], today: number, start: number, count: number): Queued[] {
  return queue
    .filter(
      one =>
        one.wish.since < today - 10 &&
        one.wish.from! < start + WILLING_EARLY &&
        canBegin({ ...one, wish: { ...one.wish, from: 0 } }, start),
    )
    .sort((a, b) => a.wish.since - b.wish.since)
    .slice(0, count);
}

/** The last day of the client's sentence, as made; undefined where there is none or it does not last. */
export function orderEnds({ sentence }: Client): number | undefined {
  const ends = sentence && sentenceEnds(dayOf(sentence.on), sentence);
  return ends ? dayNumber(ends) : undefined;
}

/** Weekly from `start`, leaving out bank holidays. A start on a weekend keeps to it, holidays or not. */
function sessionDays(start: number, count: number): number[] {
  const onWeekend = [start, start + 7, start + 14].every(at => !isWorkingDay(dayOf(at)));
  const days: number[] = [];
  for (let at = start; days.length < count; at += 7) {
    if (onWeekend || isWorkingDay(dayOf(at))) days.push(at);
  }
  return days;
}
