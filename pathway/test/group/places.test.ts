import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day, freePlaces, groupDecider, type GroupCommand } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-11-01');
const plan: GroupCommand = {
  do: 'plan',
  on,
  programme: 'p1',
  name: 'Autumn',
  places: 1,
  sessions: [day('2026-11-10'), day('2026-12-10')],
  lead: 'w1',
};
const take: GroupCommand = { do: 'take_place', on, case: 'c1', enrolment: 'e1' };

test('a place is taken once, and a full group says so', () => {
  const history = given(groupDecider, plan, take);
  assert.equal(freePlaces(history.state), 0);
  history.when(take).refused('already_in');
  history.when({ ...take, case: 'c2' }).refused('full');
});

test('a register is taken once, for members, not before its day', () => {
  const marks = [{ case: 'c1', code: 'ATTC' as const }];
  const register: GroupCommand = { do: 'take_register', on: day('2026-11-10'), session: 1, marks };
  given(groupDecider, plan, take, register).when(register).refused('already_taken');
  const history = given(groupDecider, plan, take);
  history.when({ ...register, on: day('2026-12-10'), session: 2 }).refused('in_the_future');
  history.when({ ...register, marks: [{ case: 'c9', code: 'ATTC' }] }).refused('not_in');
  history.when({ ...register, session: 3 }).refused('no_such_session');
});

test('sessions have to follow each other', () => {
  given(groupDecider)
    .when({ ...plan, sessions: [day('2026-12-10'), day('2026-11-10')] })
    .refused('sessions_order');
});
