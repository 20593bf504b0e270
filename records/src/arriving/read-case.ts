import type { RowFault } from './cells.ts';
import type { SheetName } from './fields.ts';
import { sayPlaces, type Place } from './places.ts';
import { BAIL } from './read-more.ts';
import type { ReadRow, RowOf } from './read-row.ts';
import type {
  ArrivingCondition,
  ArrivingDuty,
  ArrivingEnrolment,
  ArrivingPerson,
  ArrivingRequirement,
  ArrivingSentence,
} from './told.ts';

/** What a row says, and where it stands. */
export interface Told<What> {
  readonly place: Place;
  readonly told: What;
}

/** Somebody with all that the files say of them, in an order of its own: how the files are sorted does not matter. */
export interface ArrivingCase {
  readonly person: Told<ArrivingPerson>;
  readonly sentences: readonly Told<ArrivingSentence>[];
  readonly requirements: readonly Told<ArrivingRequirement>[];
  readonly duties: readonly Told<ArrivingDuty>[];
  readonly conditions: readonly Told<ArrivingCondition>[];
  readonly enrolments: readonly Told<ArrivingEnrolment>[];
}

export type ReadCase =
  | { readonly ok: true; readonly arriving: ArrivingCase }
  /** What is wrong with each row; of a row that cannot be read nothing more than that. */
  | { readonly ok: false; readonly faults: ReadonlyMap<Place, readonly RowFault[]> };

type Row = { readonly place: Place; readonly read: ReadRow };

/** Joins the rows of one reference, and says what is wrong between them. */
export function caseOf(rows: readonly Row[], fileOf: (sheet: SheetName) => string): ReadCase {
  const faults = new Map<Place, RowFault[]>();
  const refuse = ({ place }: { place: Place }, field: RowFault['field'], words: string) => {
    faults.set(place, [...(faults.get(place) ?? []), { field, words }]);
  };
  const people = rows.filter(row => row.place.sheet === 'people');
  const say = (some: readonly { place: Place }[]) =>
    sayPlaces(
      some.map(one => one.place),
      fileOf,
    );
  if (people.length === 0) {
    const words = `Nobody in ${fileOf('people')} has this reference. Put it right, or add the person there.`;
    for (const row of rows) refuse(row, 'reference', words);
  }
  if (people.length > 1) {
    const words =
      `This reference stands on ${say(people)}. One person has one row there and one reference: put them right, and ` +
      'none of them was taken in until then.';
    for (const row of people) refuse(row, 'reference', words);
  }
  for (const row of rows) if (!row.read.ok) faults.set(row.place, [...row.read.faults]);
  if (faults.size > 0) return { ok: false, faults };
  const arriving = joined(rows);
  refuseTwice(arriving, say, refuse);
  refuseUnnamed(arriving, fileOf, refuse);
  refuseAfterClosing(arriving, refuse);
  return faults.size > 0 ? { ok: false, faults } : { ok: true, arriving };
}

function joined(rows: readonly Row[]): ArrivingCase {
  const of = <Name extends SheetName>(name: Name): Told<RowOf[Name]>[] =>
    rows.flatMap(({ place, read }) =>
      place.sheet === name && read.ok ? [{ place, told: read.said as RowOf[Name] }] : [],
    );
  const [{ place, told }] = of('people');
  const own = <What>(what: What | null) => (what === null ? [] : [{ place, told: what }]);
  return {
    person: { place, told: told.person },
    sentences: inOrder([...own(told.sentence), ...of('sentences')]),
    requirements: inOrder(of('requirements')),
    duties: inOrder(of('duties')),
    conditions: inOrder(of('conditions')),
    enrolments: inOrder([...own(told.enrolment), ...of('enrolments')]),
  };
}

function inOrder<What>(all: Told<What>[]): Told<What>[] {
  const words = new Map(all.map(one => [one, JSON.stringify(one.told)]));
  return all.sort((a, b) => (words.get(a)! < words.get(b)! ? -1 : 1));
}

type Refuse = (of: { place: Place }, field: RowFault['field'], words: string) => void;
type Say = (some: readonly { place: Place }[]) => string;

function refuseTwice(arriving: ArrivingCase, say: Say, refuse: Refuse): void {
  const { sentences, requirements, duties, conditions, enrolments } = arriving;
  for (const all of [sentences, requirements, duties, conditions, enrolments]) {
    for (const same of alike<Told<unknown>>(all, one => JSON.stringify(one.told))) {
      const words = `The very same stands on ${say(same)}. Take all but one out, or say how they differ.`;
      for (const one of same) refuse(one, 'row', words);
    }
  }
  const named = [...sentences, ...duties];
  for (const same of alike(named, one => one.told.name.toUpperCase())) {
    const words = `This name stands on ${say(same)}. Of one person, each sentence and each duty has a name of its own.`;
    for (const one of same) refuse(one, 'name', words);
  }
  const referred = sentences.filter(one => one.told.referredFor);
  if (referred.length > 1) {
    const words = `Somebody is referred for one sentence, and ${say(referred)} say yes. Write no on all but one.`;
    for (const one of referred) refuse(one, 'referredFor', words);
  }
}

function alike<One>(all: readonly One[], by: (one: One) => string): One[][] {
  return [...Map.groupBy(all, by).values()].filter(some => some.length > 1);
}

function refuseUnnamed(arriving: ArrivingCase, fileOf: (sheet: SheetName) => string, refuse: Refuse): void {
  const { sentences, requirements, duties, conditions } = arriving;
  const mend = 'Write it as it stands there, with the same reference.';
  for (const one of requirements) {
    if (sentences.some(({ told }) => told.name === one.told.of)) continue;
    refuse(one, 'of', `This person has no sentence of this name in ${fileOf('sentences')}. ${mend}`);
  }
  const orders = duties.filter(one => one.told.duty !== 'notification');
  for (const one of conditions) {
    const named = [...sentences, ...orders].some(({ told }) => told.name === one.told.of);
    if (named || one.told.of === BAIL) continue;
    refuse(
      one,
      'of',
      `This person has no sentence and no prevention order of this name. ${mend} A condition of bail has the word ${BAIL}.`,
    );
  }
}

/** Nobody is put on a programme in a closed case, nor goes on with one there. */
function refuseAfterClosing({ person, enrolments }: ArrivingCase, refuse: Refuse): void {
  const { standing } = person.told;
  if (standing.status !== 'closed') return;
  const { on } = standing.closed;
  const words = 'This is after the day on which the case was closed. Put one of the two right.';
  for (const one of enrolments) {
    const { since, left, completedOn } = one.told;
    if (since > on) refuse(one, 'since', words);
    if (left && left.on > on) refuse(one, 'leftOn', words);
    if (completedOn && completedOn > on) refuse(one, 'completedOn', words);
  }
}
