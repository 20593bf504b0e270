import { test } from 'node:test';
import assert from 'node:assert/strict';
import { enrolmentBases } from '@throughcare/pathway';
import { DEMONSTRATION_TODAY, USUAL_PEOPLE } from '../../src/index.ts';
import { concernWords } from '../../src/service/words.ts';
import { tell } from './states.ts';

const told = tell(1, USUAL_PEOPLE, DEMONSTRATION_TODAY);
const ofKind = (kind: string) => told.streams.filter(stream => stream.kind === kind);

test('E6: no case names a contact and no contact names a case', () => {
  const cases = JSON.stringify(ofKind('case'));
  const contacts = JSON.stringify(ofKind('contact'));
  for (const { id } of ofKind('contact')) assert.ok(!cases.includes(id));
  for (const { id } of ofKind('case')) assert.ok(!contacts.includes(id));
});

test('E33: what is known of children in a case is numbers and codes, and a concern stands in no case', () => {
  const cases = JSON.stringify(ofKind('case'));
  for (const words of Object.values(concernWords)) assert.ok(!cases.includes(words));
  for (const { id } of ofKind('concern')) assert.ok(!cases.includes(id));
  const checks = ofKind('case').flatMap(stream =>
    stream.steps.map(step => step.command).filter(command => command.do === 'check_children'),
  );
  assert.ok(checks.length > 1000);
  for (const { check } of checks) {
    assert.ok(Object.values(check.atHome).every(count => Number.isInteger(count)));
    for (const code of [check.contact, check.role, check.socialCare]) assert.match(code, /^[a-z_]+$/);
  }
});

test('E33: every open case has been checked, or the first check is not a week old', () => {
  for (const state of told.cases.values()) {
    if (state.status === 'open' && state.childrenCheck === null) {
      assert.ok(state.referredOn! >= '2026-10-15', state.reference);
    }
  }
});

test('E17: no word of the demonstration is a label made of an offence, and none tells what anybody did', () => {
  const banned =
    /offender|paedophil|pedophil|predator|pervert|abuser|criminal|convict\b|monster|victim of|porn|explicit|nude|naked/i;
  for (const { steps } of told.streams) {
    for (const { command } of steps) assert.doesNotMatch(JSON.stringify(command), banned);
  }
});

test('E40: all four bases of enrolment occur, and none fits a stage where it could not be', () => {
  const bases = new Set([...told.cases.values()].flatMap(state => state.enrolments.map(one => one.basis)));
  assert.deepEqual([...bases].sort(), Object.keys(enrolmentBases).sort());
});

test('E4: nothing of a caller is kept but the way in they chose, the words and the statement they read', () => {
  for (const { steps } of ofKind('contact')) {
    for (const { command } of steps) {
      assert.deepEqual(
        Object.keys(command).filter(
          key =>
            ![
              'do',
              'on',
              'group',
              'caller',
              'statement',
              'words',
              'worker',
              'actions',
              'how',
              'concern',
            ].includes(key),
        ),
        [],
      );
    }
  }
});

test('E7: outside immediate danger two different people decided every concern that was closed', () => {
  const closed = [...told.concerns.values()].filter(state => state.status === 'closed');
  assert.ok(closed.length > 20);
  for (const state of closed) {
    if (state.immediateDanger)
      assert.ok(state.review && state.passings.every(one => one.by !== state.review!.by));
    else assert.equal(new Set(state.decisions.map(decision => decision.by)).size, 2);
  }
});

test('E28: whom the made-up service rings for a child in danger is in a made-up area, at a number that nobody answers', () => {
  const set = ofKind('organisation')
    .flatMap(stream => stream.steps.map(step => step.command))
    .filter(command => command.do === 'set_duty_desk');
  assert.equal(set.length, 2);
  for (const { area, officeNumber, outOfHoursNumber } of set) {
    assert.match(area, /^Q/);
    // The range that Ofcom keeps for drama.
    for (const number of [officeNumber, outOfHoursNumber])
      assert.ok(number === null || /^020 7946 0\d{3}(?!\d)/.test(number), String(number));
  }
});
