import { EXTRACT_DAY, isoDay } from './days.ts';
import {
  ALONE,
  CATEGORY,
  CHOICE,
  CUSTODY,
  DISCHARGE,
  LAST,
  PREVIOUS,
  REQUIRED,
  WORK,
  BAND,
} from './levels.ts';
import { NEVER } from './world.ts';
import type { World } from './world.ts';
import type { Table } from './table.ts';

const header = [
  'person',
  'sentenced_on',
  'convicted_on',
  'released_on',
  'died_on',
  'disposal',
  'requirement',
  'volunteered',
  'programme_started_on',
  'programme_completed_on',
  'term_months',
  'age',
  'sex',
  'previous_convictions',
  'last_conviction',
  'plea',
  'category',
  'band',
  'work',
  'area',
  'court',
];

const disposal: Readonly<Record<number, string>> = {
  [CUSTODY]: 'custody',
  [REQUIRED]: 'community',
  [CHOICE]: 'community',
  [ALONE]: 'community',
  [DISCHARGE]: 'discharge',
};

/** The extract's name for a person, by their number in the world. */
export function personId(person: number): string {
  return `J${String(person + 1).padStart(6, '0')}`;
}

/** The day as it stands in an extract: empty for one that had not come when the extract was taken. */
export function extractDay(of: number, extracted = EXTRACT_DAY): string {
  return of === NEVER || of > extracted ? '' : isoDay(of);
}

/** `people.csv`: one row a person sentenced. */
export function peopleTable(world: World): Table {
  const { people, sentences, extracted } = world;
  const rows: string[][] = [];
  for (let i = 0; i < people.count; i++) {
    const arm = sentences.arm[i];
    const inCustody = arm === CUSTODY;
    const previous = people.previous[i];
    const area = people.area[i] + 1;
    rows.push([
      personId(people.first + i),
      isoDay(people.sentenced[i]),
      isoDay(people.convicted[i]),
      inCustody && world.diedInside[i] === 0 ? extractDay(world.zero[i], extracted) : '',
      extractDay(world.died[i], extracted),
      disposal[arm],
      arm === REQUIRED ? 'programme' : 'none',
      arm === CHOICE || sentences.mixed[i] === 1 ? 'yes' : 'no',
      extractDay(world.programmeStarted[i], extracted),
      extractDay(world.programmeCompleted[i], extracted),
      inCustody ? sentences.term[i].toFixed(2) : '',
      String(people.age[i]),
      people.female[i] === 1 ? 'female' : 'male',
      PREVIOUS[previous],
      previous === 0 ? 'none' : LAST[people.last[i]],
      people.guiltyPlea[i] === 1 ? 'guilty' : 'not guilty',
      CATEGORY[people.category[i]],
      BAND[people.band[i]],
      WORK[people.work[i]],
      `area ${area}`,
      `court ${area}.${people.court[i] + 1}`,
    ]);
  }
  return { header, rows };
}
