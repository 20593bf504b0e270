import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readProtocol, sayFaults } from '../../src/index.ts';
import type { Protocol, ProtocolFault } from '../../src/index.ts';
import { protocolText } from '../small-study.ts';

function faultsOf(text: string): readonly ProtocolFault[] {
  const read = readProtocol(text);
  assert.ok(!read.ok, 'the protocol was accepted');
  return read.faults;
}

function accepted(text: string): Protocol {
  const read = readProtocol(text);
  assert.ok(read.ok, read.ok ? '' : sayFaults(read.faults));
  return read.protocol;
}

/** The line and column (from 1) at which `found` stands in the text. */
function placeOf(text: string, found: string): [number, number] {
  const before = text.slice(0, text.indexOf(found)).split('\n');
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}

test('a protocol is read with the hash of its bytes', () => {
  const protocol = accepted(protocolText);
  assert.equal(protocol.sha256, createHash('sha256').update(protocolText).digest('hex'));
  assert.equal(protocol.estimand, 'ATO');
  assert.deepEqual(protocol.arms.programme.programme, ['required']);
  assert.deepEqual(protocol.arms.alone.programme, []);
});

// Each row: what is changed, into what, what the fault points at, and what it says.
const mistakes: readonly [title: string, from: string, to: string, points: string, says: RegExp][] = [
  [
    'a misspelt key',
    'time_zero: released_on',
    'time_zer: released_on',
    'time_zer:',
    /Did you mean time_zero\?/,
  ],
  ['an unknown estimand', 'estimand: ATO', 'estimand: ATX', 'estimand:', /ATE .*ATT .*ATO .*no default/],
  [
    'a column that is not there',
    'column: age,',
    'column: aeg,',
    'column: aeg',
    /No column is called aeg.*Did you mean age\?/,
  ],
  [
    'a value that a column never has',
    'disposal: custody }',
    'disposal: custard }',
    'disposal: custard',
    /never "custard".*Did you mean custody\?/,
  ],
  [
    'an arm that is not there',
    '[custody, alone]',
    '[custody, alon]',
    'alon]',
    /No arm is called alon\..*alone/,
  ],
  ['a pair of one arm', '[custody, alone]', '[custody, custody]', '[custody, custody]', /the same arm/],
  ['a day that never was', 'to: 2023-09-30', 'to: 2023-09-31', 'to: 2023-09-31', /no date/],
  [
    'a date test on words',
    'sentenced_on: { to: 2023-09-30 }',
    'sex: { to: 2023-09-30 }',
    'sex: { to: 2023',
    /holds words/,
  ],
  [
    'an outcome that is not called detected',
    'detected: any detected',
    'detected: any',
    'detected: any',
    /Say "detected"/,
  ],
  ['a follow-up of no days', 'within_days: 365', 'within_days: 0', 'within_days', /1 or more/],
  [
    'a clock that is no date',
    'time_zero: released_on',
    'time_zero: sex',
    'time_zero: sex',
    /date column is needed/,
  ],
  [
    'offences without a file',
    'file: reconvictions\n',
    'file: reconviction\n',
    'file: reconviction\n',
    /Did you mean reconvictions\?/,
  ],
  [
    'a basis of enrolment left out',
    '    programme: required\n',
    '',
    'programme:\n    label',
    /programme is missing.*on what basis/,
  ],
];

for (const [title, from, to, points, says] of mistakes) {
  test(`a protocol with ${title} is refused by line and column, with the remedy`, () => {
    const text = protocolText.replace(from, to);
    assert.notEqual(text, protocolText);
    const [fault] = faultsOf(text);
    assert.match(fault.message, says);
    assert.deepEqual([fault.line, fault.column], placeOf(text, points));
  });
}

test('a protocol without an estimand is refused: there is no default', () => {
  const [fault] = faultsOf(protocolText.replace('estimand: ATO\n', ''));
  assert.equal(fault.at, 'estimand');
  assert.match(fault.message, /estimand is missing/);
});

test('all faults are reported together, in the order of the file', () => {
  const faults = faultsOf(
    protocolText.replace('column: age,', 'column: aeg,').replace('[custody, alone]', '[custody, alon]'),
  );
  assert.equal(faults.length, 2);
  assert.ok(faults[0].line < faults[1].line);
  assert.equal(sayFaults(faults).split('\n').length, 2);
});

test('text that is not YAML is refused where it breaks', () => {
  const [fault] = faultsOf('study: [a\nquestion: b\n');
  assert.match(fault.message, /not YAML/);
  assert.ok(fault.line >= 1);
});

test('an outcome column cannot serve eligibility or adjustment', () => {
  const recorded = `
study: small
question: q
population: p
does_not_show: [x]
data:
  cohort: people
  files:
    people: { file: p.csv, columns: { back: { one_of: ['no', 'yes'] }, days: number, kind: text } }
eligibility: [{ rule: not back, where: { back: 'no' } }]
arms:
  a: { label: a, where: { kind: a }, programme: none }
  b: { label: b, where: { kind: b }, programme: none }
outcome:
  detected: detected return
  within_days: 365
  conviction_lag_days: 0
  recorded_in: { event: back, is: 'yes', days: days, from: release, complete_because: said so }
covariates: [{ column: days, as: number }]
estimand: ATE
smallest_difference_that_matters: 10
compare: [[a, b]]
`;
  const faults = faultsOf(recorded);
  assert.deepEqual(
    faults.map(({ at }) => at),
    ['eligibility.0.where.back', 'covariates.0.column'],
  );
  for (const { message } of faults) assert.match(message, /part of the outcome/);
});
