import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { design, draftProtocol, readProtocol, sourceAt, StudyRefusal } from '../../src/index.ts';
import { smallFiles } from '../small-study.ts';

const top = mkdtempSync(join(tmpdir(), 'throughcare draft '));
after(() => rmSync(top, { recursive: true }));

function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(top, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

function fileOf(name: string, text: string): string {
  const file = join(top, name);
  writeFileSync(file, text);
  return file;
}

const rows = (count: number, row: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => row(k)).join('\n');

/** What a draft leaves open, by its path; each at a line that ends in nothing but a comment. */
function openIn(draft: string): string[] {
  const read = readProtocol(draft);
  assert.ok(!read.ok);
  const lines = draft.split('\n');
  for (const { line, at, message } of read.faults) {
    const key = at.split('.').at(-1);
    assert.match(lines[line - 1], new RegExp(`^\\s*${key}:\\s*(#.*)?$`), `${at}: ${message}`);
    assert.match(message, /is empty; fill it in/);
  }
  return read.faults.map(({ at }) => at);
}

/** The draft with its open lines filled in, as an analyst would. */
function filled(draft: string, answers: Readonly<Record<string, string>>): string {
  const read = readProtocol(draft);
  assert.ok(!read.ok);
  const lines = draft.split('\n');
  for (const { line, at } of read.faults) {
    const key = at.split('.').at(-1) ?? '';
    const answer = answers[at] ?? answers[key] ?? 'in words';
    lines[line - 1] = lines[line - 1].replace(/:.*$/, `: ${answer}`);
  }
  return lines.join('\n');
}

const answers = {
  does_not_show: '[anything real]',
  made_up: 'true',
  detected: 'any detected reoffending',
  extracted_on: '2026-10-31',
  within_days: '365',
  conviction_lag_days: '182',
  programme: 'none',
  estimand: 'ATO',
  smallest_difference_that_matters: '50',
  complete_because: 'a year is over for everybody',
  is: "'yes'",
};

test('a folder of people and offences is drafted with ids, dates, arms and outcome guessed, and only decisions left open', () => {
  const files = smallFiles(900);
  const draft = draftProtocol(folderOf('folder', files));
  assert.deepEqual(openIn(draft), [
    'question',
    'population',
    'does_not_show',
    'data.extracted_on',
    'arms.community.label',
    'arms.community.time_zero',
    'arms.community.programme',
    'arms.custody.label',
    'arms.custody.time_zero',
    'arms.custody.programme',
    'outcome.detected',
    'outcome.within_days',
    'outcome.conviction_lag_days',
    'estimand',
    'smallest_difference_that_matters',
    'compare',
  ]);
  assert.match(draft, /cohort: people\n/);
  assert.match(draft, /id: person\n/);
  assert.match(draft, /offence: offence_on\n {4}conviction: convicted_on\n/);
  assert.match(draft, /requirement: none, programme\n/);
  // By hand: released_on is empty for whoever was not in custody.
  const free = files['people.csv'].split('\n').filter(line => line.includes(',community,')).length;
  assert.match(draft, new RegExp(`released_on: date {3}# ${free} missing`));
  assert.doesNotMatch(draft, /^estimand: *\w/m);
});

test('once the decisions are made the draft is a protocol, and its design runs', () => {
  const folder = folderOf('decided', smallFiles(900));
  const text = filled(draftProtocol(folder), {
    ...answers,
    'arms.custody.time_zero': 'released_on',
    'arms.community.time_zero': 'sentenced_on',
    compare: '[[custody, community]]',
  });
  const read = readProtocol(text);
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.faults));
  const { pairs } = design(read.protocol, sourceAt(folder), '2026-11-01T00:00:00Z');
  assert.equal(pairs.length, 1);
});

test('one file with a column of yes and no and one of days is drafted as an outcome that the file holds', () => {
  const file = fileOf(
    'one.csv',
    `ref,group,age,event_year,reoffended,days_to_reoffence,previous_offences\n${rows(
      100,
      k =>
        `r${k},${k % 2 ? 'a' : 'b'},${20 + (k % 9)},${2010 + (k % 5)},${k % 4 ? 'no,' : `yes,${30 + k}`},${k % 5}`,
    )}\n`,
  );
  const draft = draftProtocol(file);
  assert.match(draft, /event: reoffended\n/);
  assert.match(draft, /days: days_to_reoffence\n/);
  assert.match(draft, /is: +# the value that means yes, of: 'no', 'yes'/);
  assert.match(
    draft,
    /covariates:\n {2}- \{ column: age, as: number \}.*\n {2}- \{ column: previous_offences/,
  );
  assert.match(
    draft,
    /# Left out, since they may be part of the outcome: event_year, reoffended, days_to_reoffence/,
  );
  const read = readProtocol(filled(draft, { ...answers, compare: '[[a, b]]' }));
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.faults));
  design(read.protocol, sourceAt(file), '2026-11-01T00:00:00Z');
});

test('a value that fewer than ten people have is never named, nor one of many rows of few people', () => {
  const people = `person,treatment,town,note\n${rows(200, k => `p${k},${k % 2 ? 'one' : 'two'},${k < 9 ? 'Tinyham' : k < 19 ? 'Tenbury' : 'Bigton'},Note${k}`)}\n`;
  const events = `person,offence_on,convicted_on,kind\n${rows(60, k => `p${k % 30},2020-01-01,2020-02-01,${k < 20 ? `Rarekind` : 'Usual'}`)}\n${rows(60, () => 'p1,2021-01-01,2021-02-01,Onlyone')}\n`;
  const draft = draftProtocol(folderOf('small levels', { 'people.csv': people, 'events.csv': events }));
  for (const small of [/Tinyham/, /Onlyone/, /Note\d/, /p1\b/]) assert.doesNotMatch(draft, small);
  for (const large of [/Bigton/, /Tenbury/, /Usual/, /Rarekind/]) assert.match(draft, large);
  assert.match(draft, /town: text {3}# Bigton, Tenbury, and 1 that fewer than 10 people have/);
  assert.match(draft, /note: text {3}# 200 different values/);
});

test('names and values that mean something to YAML come through as they are', () => {
  const odd = [
    'a: b',
    'yes',
    '- x',
    'it’s "so"',
    "it's",
    '# no',
    '{a}',
    'null',
    '1e3',
    'tab\there',
    'é\u2028x',
    '~',
  ];
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const file = fileOf(
    'odd names.csv',
    `${['id', 'arm', 'count', ...odd].map(quoted).join(',')}\n${rows(120, k =>
      [`p${k}`, odd[k % 2], String(k), ...odd.map((text, j) => (k % (j + 2) === 0 ? text : 'plain'))]
        .map(quoted)
        .join(','),
    )}\n`,
  );
  const text = filled(draftProtocol(file), {
    ...answers,
    event: quoted('a: b'),
    days: 'count',
    compare: "[['a b', 'arm yes']]",
  });
  const read = readProtocol(text);
  // Everything is found again by its name; what is left is that this outcome was drafted as a covariate too.
  assert.ok(!read.ok);
  assert.ok(
    read.faults.every(({ message }) => /(a: b|count) is part of the outcome/.test(message)),
    JSON.stringify(read.faults),
  );
  for (const name of odd.filter(one => one !== 'tab\there'))
    assert.ok(text.includes(name.includes('\u2028') ? 'é\\u2028x' : name.replaceAll("'", "''")), name);
});

test('what a draft cannot be made of is refused in words', () => {
  const refused = (path: string, words: RegExp): void => {
    assert.throws(
      () => draftProtocol(path),
      (error: Error) => error instanceof StudyRefusal && words.test(error.message),
    );
  };
  refused(join(top, 'none'), /There is no file or folder at/);
  refused(folderOf('nothing', { 'notes.txt': 'x' }), /There is no CSV or Parquet file in/);
  refused(fileOf('empty.csv', ''), /is empty/);
  refused(fileOf('header.csv', 'a,b\n'), /holds no rows/);
  refused(fileOf('picture.csv', '\x89PNG....'), /PNG|picture|UTF-8/);
  refused(fileOf('semicolons.csv', 'a;b\n1;2\n'), /parted by something else than commas/);
  refused(fileOf('doubled.csv', 'a,a\n1,2\n'), /two columns of the same name: 1 and 2 of/);
});

test('columns that are nearly dates or numbers are named as such, and no cell is quoted', () => {
  const file = fileOf(
    'nearly.csv',
    `id,sentenced,started,score\n${rows(90, k => `p${k},${k === 7 ? 'soonish' : `2020-01-${String(1 + (k % 28)).padStart(2, '0')}`},${1 + (k % 28)}/02/2020,${k === 9 ? 'low' : k * 1.5}`)}\n`,
  );
  const draft = draftProtocol(file);
  assert.match(draft, /sentenced: text .*dates but for a few cells/);
  assert.match(draft, /started: text .*dates written in another way; write them as 2026-10-31/);
  assert.match(draft, /score: text .*numbers but for a few cells/);
  assert.doesNotMatch(draft, /soonish|low\b/);
});
