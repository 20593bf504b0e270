import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestRecords } from '../database.ts';
import { arrive, events, service } from './service.ts';
import { csv, referred, whole, type Row } from './sheet.ts';

let at: TestRecords;
before(async () => {
  ({ at } = await service());
});
after(() => at.close());

const refusals: readonly (readonly [string, Row, readonly string[]])[] = [
  ['no reference', { Ref: '' }, ['reference']],
  ['a reference that a spreadsheet would run', { Ref: '=cmd' }, ['reference']],
  ['no surname', { 'Last name': '' }, ['surname']],
  ['a name that is too long', { 'Last name': 'a'.repeat(101) }, ['surname']],
  ['a NUL in a name', { 'First name': 'To\0bin' }, ['forename']],
  ['a line break in a name', { 'First name': 'To\nbin' }, ['forename']],
  ['a sex that the map does not know', { Sex: 'canary' }, ['sex']],
  ['a word that every object knows', { From: 'constructor' }, ['source']],
  ['a day that is not in the calendar', { DOB: '30/02/1980' }, ['born']],
  ['a year of two digits', { DOB: '01/02/80' }, ['born']],
  ['a day before anybody lived', { DOB: '30/12/1899' }, ['born']],
  ['a referral that is still to come', { Referred: '03/04/2031' }, ['referredOn']],
  ["a spreadsheet's own number for a day", { Referred: '45750' }, ['referredOn']],
  ['a whole postcode', { Area: 'ZZ1 1AA' }, ['postcodeDistrict']],
  ['born after the referral', { DOB: '04/04/2025' }, ['born']],
  ['a closed case without its day and reason', { Status: 'closed' }, ['closedFor', 'closedOn']],
  ['an open case without its days', { Status: 'open' }, ['acceptedOn', 'openedOn', 'practitioner']],
  ['opened before it was accepted', { ...whole, Opened: '03/04/2025' }, ['openedOn']],
  ['a worker who is not there', { ...whole, Worker: 'Nobody' }, ['practitioner']],
  ['a programme that is not there', { ...whole, Course: 'Nothing' }, ['programme']],
  ['months without a sentence', { Months: '12' }, ['months']],
  ['a sentence before its conviction', { ...whole, Made: '28/02/2025' }, ['madeOn']],
  [
    'a fine of some months',
    { ...whole, Sentence: 'fined', Course: '', Basis: '', Since: '', Assessed: '' },
    ['months'],
  ],
  [
    'E40: a basis without a sentence',
    { ...whole, Sentence: '', Convicted: '', Made: '', Months: '' },
    ['basis'],
  ],
  ['two things at once', { Sex: '', DOB: '1980' }, ['born', 'sex']],
];
for (const [what, change, fields] of refusals) {
  test(`E43: refused by its line and field, and nothing of it is kept: ${what}`, async () => {
    const before = await events(at);
    const [outcome] = await arrive(at, csv([{ ...referred, ...change }]));
    assert.deepEqual([outcome.line, outcome.outcome], [2, 'refused']);
    assert.deepEqual(outcome.said.map(one => one.field).sort(), [...fields].sort());
    for (const { words } of outcome.said) assert.match(words, /^\p{Lu}.*\.$/u);
    assert.equal(await events(at), before);
  });
}
