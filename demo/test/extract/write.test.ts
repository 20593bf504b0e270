import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJusticeExtract, writeServiceIdentities } from '../../src/index.ts';
import { namePools } from '../../src/identity/names.ts';
import { readCsv } from '../read-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-demo-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, seed: number, count: number): string {
  const to = join(folder, name);
  writeJusticeExtract(to, seed, count);
  writeServiceIdentities(to, join(to, 'truth'), seed, count);
  return to;
}

function digest(of: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(of, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(csv|json)$/.test(name)) hash.update(name).update(readFileSync(join(of, name)));
  }
  return hash.digest('hex');
}

const extract = write('extract', 1, 8000);
const people = readCsv(join(extract, 'people.csv'));
const reconvictions = readCsv(join(extract, 'reconvictions.csv'));
const custody = readCsv(join(extract, 'custody.csv'));
const identities = readCsv(join(extract, 'identities.csv'));
const service = readCsv(join(extract, 'service-identities.csv'));
const links = readCsv(join(extract, 'truth', 'links.csv'));
const everyTable = { people, reconvictions, custody, identities, service, links };

test('the same seed gives the same bytes, and another seed others', () => {
  const again = digest(write('again', 1, 2000));
  assert.equal(digest(write('and-again', 1, 2000)), again);
  assert.notEqual(digest(write('other', 2, 2000)), again);
});

test('no file of an extract holds a day after 31 October 2026', () => {
  let days = 0;
  for (const table of Object.values(everyTable)) {
    for (const row of table) {
      for (const cell of Object.values(row)) {
        if (!/^\d{4}-\d{2}-\d{2}$/.test(cell)) continue;
        days++;
        assert.ok(cell <= '2026-10-31', cell);
      }
    }
  }
  assert.ok(days > 20_000);
});

// Every column of every file and every form a cell may take. What is not here, motivation and exceptional
// circumstances above all, is in no file.
const day = /^\d{4}-\d{2}-\d{2}$/;
const dayOrNothing = /^(\d{4}-\d{2}-\d{2})?$/;
const person = /^J\d{6}$/;
const name = /^[A-Z]?[a-z]+([A-Z][a-z]+)?$/;
const districtOrNothing = /^(Q[A-L]\d{1,2})?$/;
const pnc = /^\d{4}\/\d{7}$/;
const forms: Record<keyof typeof everyTable, Record<string, RegExp>> = {
  people: {
    person,
    sentenced_on: day,
    convicted_on: day,
    released_on: dayOrNothing,
    died_on: dayOrNothing,
    disposal: /^(custody|community|discharge)$/,
    requirement: /^(programme|none)$/,
    volunteered: /^(yes|no)$/,
    programme_started_on: dayOrNothing,
    programme_completed_on: dayOrNothing,
    term_months: /^(\d{1,2}\.\d{2})?$/,
    age: /^\d{2}$/,
    sex: /^(female|male)$/,
    previous_convictions: /^(none|1-2|3-9|10 or more)$/,
    last_conviction: /^(none|over 5 years|2 to 5 years|under 2 years)$/,
    plea: /^(not )?guilty$/,
    category: /^[ABC]$/,
    band: /^(low|medium|high|very high|not assessed)$/,
    work: /^(employed|unemployed|retired|unknown)$/,
    area: /^area ([1-9]|1[0-2])$/,
    court: /^court ([1-9]|1[0-2])\.[1-3]$/,
  },
  reconvictions: {
    person,
    offence_on: day,
    convicted_on: day,
    kind: /^(image|contact|non-sexual|motoring)$/,
  },
  custody: { person, from: day, to: dayOrNothing, reason: /^(sentence|recall)$/ },
  identities: {
    row: /^R\d{6}$/,
    person,
    surname: name,
    forename: name,
    born_on: dayOrNothing,
    postcode_district: districtOrNothing,
    sex: /^[MF]$/,
    pnc,
    sentenced_on: day,
  },
  service: {
    record: /^TC-\d{4}$/,
    basis: /^(required|choice|none)$/,
    surname: name,
    forename: name,
    born_on: dayOrNothing,
    postcode_district: districtOrNothing,
    sex: /^[MF]$/,
    pnc: /^(\d{4}\/\d{7})?$/,
    sentenced_on: dayOrNothing,
  },
  links: { record: /^TC-\d{4}$/, person: /^(J\d{6})?$/, origin: /^[1-5]$/ },
};

for (const [table, columns] of Object.entries(forms)) {
  test(`E2: ${table} has coded columns and no other, so nothing hidden and no offence detail can stand in it`, () => {
    const rows = everyTable[table as keyof typeof everyTable];
    assert.ok(rows.length > 50);
    for (const row of rows) {
      assert.deepEqual(Object.keys(row), Object.keys(columns));
      for (const [column, form] of Object.entries(columns)) assert.match(row[column], form, column);
    }
  });
}

test('E28: every name in the true world comes from the invented lists, and no list holds a common real name', () => {
  // The most common surnames and places of England and Wales would be the likeliest to slip in.
  const real =
    'smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts green hall wood jackson clarke patel khan singh hussain ali ahmed begum kaur nowak kowalski okafor adeyemi mohammed murphy lewis harris king lee martin london leeds bristol cardiff swansea oxford derby durham exeter york lincoln norwich bath wells ely truro'.split(
      ' ',
    );
  for (const pool of namePools) {
    for (const list of [pool.surnames, pool.men, pool.women]) {
      assert.equal(new Set(list).size, list.length);
      for (const invented of list) assert.ok(!real.includes(invented.toLowerCase()), invented);
    }
  }
  assert.deepEqual(
    namePools.map(pool => [pool.surnames.length, pool.men.length, pool.women.length]),
    [
      [1500, 240, 240],
      [250, 90, 90],
      [160, 120, 120],
      [320, 90, 90],
      [260, 120, 120],
    ],
  );
});

test('E28: districts begin with Q, as no postcode of the United Kingdom does', () => {
  assert.ok([...identities, ...service].every(row => /^(Q|$)/.test(row.postcode_district)));
});

test('two in a hundred people have a second row of identity', () => {
  const seconds = identities.length - people.length;
  const expected = 0.02 * people.length;
  assert.ok(Math.abs(seconds - expected) <= 4 * Math.sqrt(expected * 0.98), String(seconds));
  assert.equal(new Set(identities.map(row => row.person)).size, people.length);
});

test('dates stand in an order that can be: convicted, sentenced, released; offence before conviction', () => {
  const sentenced = new Map(people.map(row => [row.person, row.sentenced_on]));
  for (const row of people) {
    assert.ok(row.convicted_on <= row.sentenced_on);
    if (row.released_on) assert.ok(row.disposal === 'custody' && row.released_on > row.sentenced_on);
    if (row.programme_started_on) assert.ok(row.programme_started_on > row.sentenced_on);
    if (row.programme_completed_on) assert.ok(row.programme_completed_on > row.programme_started_on);
    if (row.died_on) assert.ok(row.died_on >= row.sentenced_on);
    assert.equal(row.term_months !== '', row.disposal === 'custody');
  }
  for (const row of reconvictions) {
    assert.ok(row.offence_on < row.convicted_on);
    assert.ok(row.convicted_on > sentenced.get(row.person)!);
  }
  for (const row of custody) if (row.to) assert.ok(row.from <= row.to);
});

test('everybody jailed has a spell under sentence, open or ended on the day of release', () => {
  const spells = new Map(custody.filter(row => row.reason === 'sentence').map(row => [row.person, row]));
  const jailed = people.filter(row => row.disposal === 'custody');
  assert.equal(spells.size, jailed.length);
  for (const row of jailed) {
    assert.equal(spells.get(row.person)!.from, row.sentenced_on);
    assert.equal(spells.get(row.person)!.to, row.released_on || row.died_on);
  }
});

test('the truth stands in a folder of its own and gives effects with their people', () => {
  const effects = JSON.parse(readFileSync(join(extract, 'truth', 'effects.json'), 'utf8'));
  assert.equal(effects.inThisWorld.length, 8);
  assert.equal(effects.inThePopulation.length, 80);
  for (const { effects: found } of effects.inThisWorld) assert.ok(found.ATE.people > 500);
});
