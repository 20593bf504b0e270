import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addDays, asPlanned, day, type Day } from '@throughcare/pathway';
import type { FilledStream } from '@throughcare/records';
import { openHouse } from '../helpline/house.ts';

// Everybody here is made up by hand, so that each figure can be counted without the program.

interface Somebody {
  readonly sex: 'M' | 'F';
  readonly age: '25 to 34' | '50 to 64';
  readonly ethnic: 'asian' | 'white' | null;
  readonly disability: 'disabled' | 'not_disabled';
  readonly religion: 'none' | 'sikh';
  readonly outcome: 'soon' | 'later' | 'offered' | 'neither';
  /** Days after the referral on which they began. */
  readonly began: number | null;
}

const bornOn = { '25 to 34': day('1995-01-01'), '50 to 64': day('1970-01-01') };
const outcomes = ['soon', 'later', 'offered', 'neither'] as const;

/** So many men and women of each outcome; all else of them goes round. */
function people(counts: Readonly<Record<'M' | 'F', readonly number[]>>, sikhs: number): Somebody[] {
  return (['M', 'F'] as const).flatMap(sex =>
    outcomes.flatMap((outcome, column) =>
      Array.from({ length: counts[sex][column] }, (_, k): Somebody => ({
        sex,
        age: k % 3 === 0 ? '25 to 34' : '50 to 64',
        ethnic: ([null, 'asian', 'white'] as const)[Math.floor(k / 2) % 3],
        disability: k % 2 === 0 ? 'disabled' : 'not_disabled',
        religion: sex === 'M' && outcome === 'soon' && k < sikhs ? 'sikh' : 'none',
        outcome,
        began: outcome === 'soon' ? 10 + k : outcome === 'later' ? 92 + k : null,
      })),
    ),
  );
}

function caseOf(one: Somebody, at: number, practitioner: string, recordedAt: number): FilledStream {
  const referredOn = addDays(day('2024-01-01'), at % 366);
  const later = (days: number): Day => addDays(referredOn, days);
  const placed = one.began ?? 30;
  const commands: object[] = [
    {
      do: 'refer',
      on: referredOn,
      reference: `TC-${at}`,
      source: 'self',
      stage: 'police_contact',
      identity: {
        surname: 'Ashgrove',
        forename: 'Tobin',
        bornOn: bornOn[one.age],
        sex: one.sex,
        postcodeDistrict: null,
        pnc: null,
      },
    },
    { do: 'triage', on: referredOn, outcome: 'accepted' },
    { do: 'open', on: referredOn, practitioner },
    {
      do: 'enrol',
      on: referredOn,
      enrolment: 'e1',
      programme: 'p1',
      basis: 'voluntary_before_charge',
      assessed: true,
    },
    {
      do: 'tell_characteristics',
      on: referredOn,
      ethnicGroup: one.ethnic,
      disability: one.disability,
      religion: one.religion,
    },
    ...(one.outcome === 'neither'
      ? []
      : [{ do: 'give_place', on: later(1), enrolment: 'e1', group: randomUUID(), startsOn: later(placed) }]),
    ...(one.began === null
      ? []
      : [
          {
            do: 'record_attendance',
            on: later(one.began),
            enrolment: 'e1',
            session: 1,
            code: 'ATTC',
            how: asPlanned,
          },
        ]),
  ];
  const steps = commands.map(command => ({ command: command as never, actor: practitioner, recordedAt }));
  return { kind: 'case', id: randomUUID(), steps };
}

/** A service of just these people, and the page and the file as a commissioner has them. */
async function served(everybody: readonly Somebody[]) {
  const house = await openHouse();
  const practitioner = await house.walker('practitioner');
  const commissioner = await house.walker('commissioner');
  const { userId } = practitioner.actor;
  await house.records.fill(
    house.organisation,
    everybody.map((one, at) => caseOf(one, at, userId, house.clock.now)),
  );
  const { body } = await commissioner.open('/access?year=2024');
  const file = (await commissioner.open('/access/file?year=2024')).body;
  return { body, tables: tablesOn(body), file };
}

/** What stands in the cells of each table under a heading, row by row, its name first. */
function tablesOn(html: string): Map<string, string[][]> {
  return new Map(
    [...html.matchAll(/<section class="section"><h2>([^<]*)<\/h2>([\s\S]*?)<\/section>/g)].map(
      ([, title, part]) => {
        // The last of a section is its own; one before it is the chart's.
        const own = part.slice(part.lastIndexOf('<tbody>'));
        const rows = [...own.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
          [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell]) => cell),
        );
        return [title, rows];
      },
    ),
  );
}

const nearestFive = (count: number) => 5 * Math.round(count / 5);
const groupings: readonly (readonly [title: string, of: (one: Somebody) => string])[] = [
  ['Sex', one => ({ M: 'Men', F: 'Women' })[one.sex]],
  ['Age at the referral', one => one.age],
  [
    'Ethnic group',
    one => (one.ethnic ? { asian: 'Asian or Asian British', white: 'White' }[one.ethnic] : 'Not known'),
  ],
  [
    'Disability',
    one => ({ disabled: 'Disabled under the Equality Act', not_disabled: 'Not disabled' })[one.disability],
  ],
  ['Religion', one => ({ none: 'No religion', sikh: 'Sikh' })[one.religion]],
];

/** Those referred, then those of each outcome. */
const counted = (list: readonly Somebody[]) => [
  list.length,
  ...outcomes.map(outcome => list.filter(one => one.outcome === outcome).length),
];

/** Whole weeks within which half of those who began had begun. */
function halfWithin(list: readonly Somebody[]): number {
  const days = list.flatMap(({ began }) => (began === null ? [] : [began])).sort((a, b) => a - b);
  return Math.ceil(days[Math.ceil(days.length / 2) - 1] / 7);
}

/** The 95% interval of Wilson (1927), of 1,000. */
function wilson(began: number, referred: number): [number, number, number] {
  const z = 1.959963984540054;
  const share = began / referred;
  const middle = (share + (z * z) / (2 * referred)) / (1 + (z * z) / referred);
  const half =
    (z / (1 + (z * z) / referred)) *
    Math.sqrt((share * (1 - share)) / referred + (z * z) / (4 * referred * referred));
  return [share, middle - half, middle + half].map(one => Math.round(1000 * one)) as [number, number, number];
}

test('E32: every figure on the page and in the file is the count of those people in the record, to the nearest five', async () => {
  const everybody = people({ M: [62, 43, 51, 48], F: [41, 56, 37, 46] }, 0);
  const { body, tables, file } = await served(everybody);
  const lines = file.trim().split('\r\n').slice(1);
  assert.deepEqual(
    [...tables.keys()],
    groupings.map(([title]) => title),
  );
  let figures = 0;
  for (const [title, of] of groupings) {
    const names = [...new Set(everybody.map(of))];
    const rows = tables.get(title)!;
    assert.deepEqual(rows.map(([name]) => name).sort(), [...names, 'Everybody'].sort(), title);
    for (const [name, ...cells] of rows) {
      const list = name === 'Everybody' ? everybody : everybody.filter(one => of(one) === name);
      const exact = counted(list);
      assert.ok(Math.min(...exact) >= 10, `${title}, ${name}: the test means to have nothing small`);
      const half = name === 'Everybody' ? '' : String(halfWithin(list));
      const expected = [...exact.map(count => String(nearestFive(count))), half];
      assert.deepEqual(cells, expected, `${title}, ${name}`);
      assert.ok(
        lines.includes(['2024', title, name, ...expected].join(',')),
        `${title}, ${name} in the file`,
      );
      figures += cells.length;
      if (name === 'Everybody' || names.length < 2) continue;
      // The picture is drawn of what is shown, so that it tells no more.
      const [referred, soon, later] = exact.map(nearestFive);
      const [value, lower, upper] = wilson(Math.min(soon + later, referred), referred);
      assert.ok(
        body.includes(`${name}: ${value} of 1,000 (${lower} to ${upper})`),
        `${title}, ${name} in the picture`,
      );
    }
  }
  assert.equal(lines.length, [...tables.values()].flat().length);
  assert.ok(figures > 80, String(figures));
});

test('E16, E32: where some are few, nothing on the page says how few, and what is shown is still the count', async () => {
  const everybody = people({ M: [62, 43, 51, 48], F: [41, 56, 7, 46] }, 6);
  const { tables, file } = await served(everybody);
  let [shown, hidden] = [0, 0];
  for (const [title, of] of groupings)
    for (const [name, ...cells] of tables.get(title)!) {
      const list = name === 'Everybody' ? everybody : everybody.filter(one => of(one) === name);
      for (const [k, exact] of counted(list).entries()) {
        const cell = cells[k];
        if (cell === 'fewer than 10' || cell === 'not shown') hidden++;
        else {
          shown++;
          assert.ok(exact >= 10, `${title}, ${name}: ${exact} is shown`);
          assert.equal(cell, String(nearestFive(exact)), `${title}, ${name}`);
        }
        if (cell === 'fewer than 10') assert.ok(exact < 10, `${title}, ${name}: ${exact} is called few`);
      }
      assert.ok(file.includes(['2024', title, name, ...cells].join(',')), `${title}, ${name} in the file`);
    }
  // 7 women were offered a place and 6 are Sikh: neither stands there, nor what would give it away.
  assert.ok(hidden >= 6, String(hidden));
  assert.ok(shown > 50, String(shown));
});
