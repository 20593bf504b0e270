import {
  completionOf,
  enrolmentBases,
  legalStageWords,
  enrolmentStatuses,
  sayDay,
  wasAtSession,
  welfareOutcomes,
  type BeforeRecord,
  type CaseEvent,
  type Day,
  type Enrolment,
  type Programme,
} from '@throughcare/pathway';
import type { Person, RecordedEvent } from '@throughcare/records';
import { paths } from '../paths.ts';
import type { Staff } from '../services.ts';
import { letStandView } from '../history/let-stand.ts';
import { correctedWords, correctionOf } from '../history/corrected.ts';
import { mayDo, toldEntry, versionOf } from '../history/told-entry.ts';
import type { Placement } from '../frame/placement.ts';
import { whatRuns } from './bars.ts';
import { toDoSoon, whatRunsOut, whereWeAre } from './glance.ts';
import { checksOf } from './children/checks.ts';
import { tell, type Names } from './happened.ts';
import { futureMoments, pastMoments } from './moments.ts';
import { layTimeline, type Timeline } from './timeline.ts';

/** Who a page is about, in its title and its first line. */
export function personTitle(person: Person): { name: string; line: string } {
  const { identity, state } = person;
  const name = identity ? `${identity.forename} ${identity.surname}` : state.reference;
  const convicted = state.convictedOn
    ? `Convicted ${sayDay(state.convictedOn)}`
    : legalStageWords[state.stage];
  return { name, line: `${state.reference} · ${convicted}` };
}

/** Names for the ids in a person's events. */
export function namesFor(person: Person, programmes: readonly Programme[]): Names {
  const programme = (id: string) => programmes.find(one => one.id === id)?.name ?? 'a programme';
  return {
    staff: user => person.staff[user] ?? 'somebody who has left',
    programme,
    enrolment: id => programme(person.state.enrolments.find(one => one.id === id)?.programme ?? ''),
  };
}

/** Everything the person's page shows. */
export function personView(
  person: Person,
  programmes: readonly Programme[],
  today: Day,
  /** Whoever reads it where entries can be corrected now; null where it is only read. */
  corrector: Staff | null,
) {
  const { state } = person;
  const names = namesFor(person, programmes);
  const lastSession = (group: string) => person.groups[group]?.sessions.at(-1) ?? null;
  const running = whatRuns(state, today, lastSession, names.programme);
  const onProgramme = state.enrolments.filter(
    one => one.status === 'on_programme' || one.status === 'scheduled',
  );
  const courses = onProgramme.flatMap(one => {
    const sessions = one.place ? person.groups[one.place.group]?.sessions : undefined;
    return sessions?.length
      ? [{ name: names.programme(one.programme), last: sessions.at(-1)!, of: sessions.length }]
      : [];
  });
  const warned = person.earliestPlace?.warning != null;
  const events = person.events as unknown as readonly CaseEvent[];
  const timeline = layTimeline(
    [
      ...pastMoments(events, names, index => ({
        corrected: correctedWords(person.corrections, person.events[index], names.staff),
        correctAt: correctAt(person, person.events[index], corrector),
      })),
      ...futureMoments(state, person.due, person.earliestPlace, courses, today),
    ],
    running,
    today,
  );
  return {
    ...personTitle(person),
    case: person.case,
    reference: state.reference,
    status: state.status,
    where: whereWeAre(state, today, nextSession(onProgramme, person)),
    runsOut: whatRunsOut(running, today, warned),
    toDo: toDoSoon(person.due, today),
    warning: warned ? person.earliestPlace : null,
    children: childrenPanel(person, names),
    programmes: state.enrolments.map(one => programmePanel(one, person, names)),
    lastAsked: state.welfare.findLast(one => welfareOutcomes[one.outcome].asked)?.on ?? null,
    timeline,
    earlier: earlierOf(person, names),
    today,
  };
}

/**
 * What was put right or taken out, as it was first told, newest first. What belongs in another record is named and not
 * said again: it may be about somebody else.
 */
function earlierOf(person: Person, names: Names) {
  const say = (entry: RecordedEvent) => {
    const { title, words } = tell(entry as unknown as CaseEvent, names);
    const elsewhere = correctionOf(person.corrections, entry)?.why === 'wrong_record';
    return { what: title, now: elsewhere ? '' : words };
  };
  return person.superseded
    .toReversed()
    .map(entry => toldEntry(person, entry, say, names.staff, null, () => null));
}

/** What corrections let stand on the record, each with where it can be looked at again. */
export function letStandOf(person: Person, names: Names, corrector: Staff | null) {
  const say = (event: unknown) => ({ what: tell(event as CaseEvent, names).title, now: '' });
  return letStandView(person.letStand, say, names.staff, entry => correctAt(person, entry, corrector));
}

/** The entries that somebody can put right, newest first. */
export function toPutRight(person: Person, programmes: readonly Programme[], who: Staff) {
  const names = namesFor(person, programmes);
  const say = (entry: RecordedEvent) => {
    const { title, words } = tell(entry as unknown as CaseEvent, names);
    return { what: title, now: words };
  };
  return person.events
    .filter(entry => canCorrect(person, entry, who))
    .toReversed()
    .map(entry =>
      toldEntry(person, entry, say, names.staff, who, one => correctAt(person, one, who) ?? null),
    );
}

/** Where an entry of the time line can be corrected by whoever reads it; absent where it would be refused. */
function correctAt(person: Person, entry: RecordedEvent, corrector: Staff | null) {
  if (corrector === null || !canCorrect(person, entry, corrector)) return undefined;
  return paths.personEntry({ case: person.case, version: String(versionOf(entry)) });
}

/** Whether somebody can put an entry right. */
export function canCorrect(person: Person, entry: RecordedEvent, who: Staff): boolean {
  const may = mayDo(person, entry, who);
  return may.instead || may.out;
}

function nextSession(enrolments: readonly Enrolment[], person: Person) {
  for (const enrolment of enrolments) {
    const group = enrolment.place ? person.groups[enrolment.place.group] : undefined;
    if (group && group.held.length < group.sessions.length) {
      return { number: group.held.length + 1, of: group.sessions.length };
    }
  }
  return null;
}

function childrenPanel(person: Person, names: Names) {
  const due = person.due.find(one => one.kind === 'children_check');
  const checks = checksOf(person, names);
  return { due, facts: checks[0]?.facts ?? null, earlier: checks.length - 1 };
}

function programmePanel(enrolment: Enrolment, person: Person, names: Names) {
  const group = enrolment.place ? person.groups[enrolment.place.group] : undefined;
  const sessions = group?.sessions.length ?? enrolment.attendances.length;
  const marks = Array.from({ length: sessions }, (_, index) => {
    if (wasAtSession(enrolment, index + 1)) return 'attended';
    return enrolment.attendances.some(one => one.session === index + 1) ? 'absent' : 'to_come';
  });
  const count = (what: string) => marks.filter(mark => mark === what).length;
  return {
    name: names.programme(enrolment.programme),
    basis: enrolmentBases[enrolment.basis],
    byChoice: enrolment.basis.startsWith('voluntary'),
    status: enrolment.status,
    standing: enrolmentStatuses[enrolment.status].words,
    statusSince: enrolment.statuses.at(-1)!.on,
    completion: sayProgress(enrolment, sessions),
    startsOn: enrolment.place?.startsOn ?? null,
    marks,
    sayMarks: `${count('attended')} attended, ${count('absent')} absent, ${count('to_come')} to come`,
    held: marks.length - count('to_come'),
    of: sessions,
    group: enrolment.place?.group ?? null,
  };
}

/** What is known of how far they came; null where nothing is yet. */
function sayProgress(enrolment: Enrolment, coreSessions: number): string | null {
  const { before, attendances } = enrolment;
  const words = [
    ...(before ? [sayBefore(before)] : []),
    ...(attendances.length > 0 ? [sayCompletion(enrolment, coreSessions)] : []),
  ];
  return words.length > 0 ? words.join(' ') : null;
}

function sayBefore({ attended, of, until }: BeforeRecord): string {
  const came =
    attended === null ? 'how often they came was not told' : `${attended} of ${of} sessions attended`;
  return `Before this record, up to ${sayDay(until)}: ${came}.`;
}

/** The facts of completing, apart from each other: nothing here says that one stands for another. */
function sayCompletion(enrolment: Enrolment, coreSessions: number): string {
  const { core, reviewOn } = completionOf(enrolment, coreSessions);
  const review = reviewOn === null ? 'Review not held yet.' : `Review held on ${sayDay(reviewOn)}.`;
  return `${core.attended} of ${core.of} core sessions attended or caught up. ${review}`;
}

/** The rules that put the time line's rows and bars where they belong. */
export function timelinePlacements(timeline: Timeline): Placement[] {
  const { rows, bars, todayRow, lastRow } = timeline;
  const placements: Placement[] = rows.flatMap(({ row }) => [
    { id: `tl-d-${row}`, row },
    { id: `tl-n-${row}`, row },
    { id: `tl-e-${row}`, row },
  ]);
  if (todayRow > 2) placements.push({ id: 'tl-spine-future', row: 2, rowEnd: todayRow });
  placements.push({ id: 'tl-spine', row: todayRow, rowEnd: lastRow + 1 }, { id: 'tl-today', row: todayRow });
  for (const { letter, lane, future, past } of bars) {
    const properties = { c: lane };
    const name = letter.toLowerCase();
    placements.push({ id: `tl-letter-${name}`, column: lane, row: 1 });
    if (future) placements.push({ id: `tl-future-${name}`, ...future, properties });
    if (past) placements.push({ id: `tl-past-${name}`, ...past, properties });
  }
  return placements;
}
