import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  caseDecider,
  day,
  hasExpired,
  instrument,
  instruments,
  pairs,
  type CaseCommand,
  type InstrumentId,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { items, on, opened } from './opened-case.ts';

test('a total is the plain sum of what the form prints, and there is none where an answer was left out', () => {
  const state = (answers: (number | null)[]) => given(caseDecider, ...opened, items('gad_7', answers)).state;
  assert.equal(state([3, 3, 3, 3, 3, 3, 3]).measures[0].total, 21);
  assert.equal(state([1, 2, 0, 3, 1, 0, 2]).measures[0].total, 9);
  assert.equal(state([1, 2, 0, 3, 1, 0, null]).measures[0].total, null);
});

test('E2: of CPORT and of tools that need a trained assessor no single item can be entered', () => {
  const history = given(caseDecider, ...opened);
  history.when(items('cport', [0, 1, 0, 1, 0, 1, 0])).refused('no_items');
  for (const id of Object.keys(instruments) as InstrumentId[]) {
    if (instrument(id).keeps !== 'band') continue;
    history.when(items(id, [0, 1])).refused('band_only');
  }
});

test('every instrument has a licence notice and a source, and none claims a check that nobody made', () => {
  for (const id of Object.keys(instruments) as InstrumentId[]) {
    const { notice, source, licenceCheckedOn, reviewedBy } = instrument(id);
    assert.ok(notice.length > 10 && source.length > 3, id);
    assert.equal(licenceCheckedOn, null);
    assert.equal(reviewedBy, null);
  }
});

test('E13: before and after are compared for one instrument in one version alone', () => {
  const after = (answers: (number | null)[]): CaseCommand =>
    ({
      ...items('gad_7', answers),
      measure: 'later',
      moment: 'after',
    }) as CaseCommand;
  const first = items('gad_7', [1, 1, 1, 1, 1, 1, 1]);
  const both = given(caseDecider, ...opened, first, after([0, 1, 0, 1, 0, 1, 0])).state.measures;
  assert.deepEqual(
    pairs(both).map(one => one.comparable && [one.first.total, one.last.total]),
    [[7, 3]],
  );
  const [pair] = pairs([both[0], { ...both[1], version: 'another' }]);
  assert.equal(pair.comparable, false);
  const gap = given(caseDecider, ...opened, first, after([0, 1, 0, 1, 0, 1, null])).state.measures;
  assert.equal(pairs(gap)[0].comparable, false);
  const other = given(caseDecider, ...opened, first, {
    ...items('core_10', Array(10).fill(1)),
    moment: 'after',
  } as CaseCommand);
  assert.deepEqual(pairs(other.state.measures), []);
});

test('E11: a band is kept as it was given, with version, day and assessor, and expires on its day', () => {
  const band = {
    do: 'import_band',
    on,
    band: 'b1',
    instrument: 'osp',
    version: '2',
    assessedOn: day('2026-01-05'),
    expiresOn: day('2026-06-30'),
    given: 'MEDIUM',
    assessor: 'as told',
  } as const;
  const history = given(caseDecider, ...opened);
  const [kept] = history.when(band).gives('band_imported').bands;
  assert.equal(kept.given, 'MEDIUM');
  assert.equal(hasExpired(kept, day('2026-06-30')), false);
  assert.equal(hasExpired(kept, day('2026-07-01')), true);
  history.when({ ...band, version: '' }).refused('version');
  history.when({ ...band, assessor: '' }).refused('assessor');
  history.when({ ...band, given: 'a description of something' }).refused('given');
  history.when({ ...band, instrument: 'phq_9' }).refused('not_a_tool');
});
