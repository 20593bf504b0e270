import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { day, organisationDecider, type OrganisationCommand } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-01-05');
const founded: OrganisationCommand[] = [
  { do: 'found', on, name: 'Ashgrove', madeUp: true },
  { do: 'join', on, user: 'u1', name: 'Ines Vale', roles: ['safeguarding_lead'] },
];
const north = {
  do: 'set_duty_desk',
  on,
  desk: 'd1',
  area: ' North ',
  officeNumber: ' 020 7946 0000, option 3',
  officeHours: 'Monday to Friday, 9 to 5',
  outOfHoursNumber: '020 7946 0001 ',
  checkBy: day('2026-07-05'),
} as const;
const south = { ...north, desk: 'd2', area: 'South', outOfHoursNumber: null } as const;
const desksAfter = (...told: OrganisationCommand[]) =>
  given(organisationDecider, ...founded, ...told).state.dutyDesks;

test('E34: no number of any duty desk is the program’s own: there is none until somebody sets one', () => {
  assert.deepEqual(desksAfter(), []);
});

test('E34: each area has a desk of its own, with both numbers, who set it, when, and by when it is checked again', () => {
  const [first, second] = desksAfter(north, south);
  assert.deepEqual(first, {
    id: 'd1',
    area: 'North',
    officeNumber: '020 7946 0000, option 3',
    officeHours: 'Monday to Friday, 9 to 5',
    outOfHoursNumber: '020 7946 0001',
    checkBy: '2026-07-05',
    by: 'worker-1',
    since: on,
  });
  assert.equal(second.outOfHoursNumber, null);
});

test('E34: a desk that is set again is the same desk, checked on that day; one taken off is listed no longer', () => {
  const later = day('2026-01-20');
  const again = { ...north, on: later, officeNumber: '020 7946 0009' };
  const desks = desksAfter(north, south, again);
  assert.equal(desks.length, 2);
  assert.equal(desks.find(one => one.id === 'd1')!.since, later);
  assert.equal(desks.find(one => one.id === 'd1')!.officeNumber, '020 7946 0009');
  const remove = { do: 'remove_duty_desk', on, desk: 'd1' } as const;
  assert.deepEqual(
    desksAfter(north, south, remove).map(one => one.id),
    ['d2'],
  );
  given(organisationDecider, ...founded)
    .when(remove)
    .refused('no_such_desk');
});

test('E34: what cannot be rung, or never be checked again, is not taken for a duty desk', () => {
  const history = given(organisationDecider, ...founded, north);
  history.when({ ...south, area: ' ' }).refused('no_area');
  history.when({ ...south, officeHours: ' ' }).refused('no_hours');
  for (const officeNumber of ['', 'by post', 'https://link.example', '020 7946 0000 <b>', '1', '+'])
    history.when({ ...south, officeNumber }).refused('number');
  history.when({ ...south, outOfHoursNumber: 'none' }).refused('number');
  for (const checkBy of [on, day('2027-01-06'), day('2025-12-01')])
    history.when({ ...south, checkBy }).refused('check_by');
  history.when({ ...south, checkBy: day('2027-01-05') }).gives('duty_desk_set');
  history.when({ ...south, on: day('2030-01-05') }).refused('in_the_future');
});

test('E34: one name has one desk: a second is refused with the number of the first, however the name is typed', () => {
  const history = given(organisationDecider, ...founded, { ...north, area: 'North Vale' });
  for (const area of ['North Vale', ' north  vale ', 'NORTH VALE']) {
    const { words, field } = history.when({ ...south, area }).refused('same_area');
    assert.match(
      words,
      /North Vale is listed already, with the number 020 7946 0000, option 3\. Nothing was saved\./,
    );
    assert.equal(field, 'area');
  }
  history.when({ ...south, area: 'North Vale, east' }).gives('duty_desk_set');
  history.when({ ...north, area: 'north vale' }).gives('duty_desk_set');
});

test('E34: a telephone number is taken however its figures are set apart', () => {
  const figures = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 12 });
  const gap = fc.constantFrom('', ' ', '-');
  fc.assert(
    fc.property(figures, gap, fc.boolean(), (digits, between, abroad) => {
      const officeNumber = `${abroad ? '+' : ''}${digits.join(between)}`;
      fc.pre(officeNumber.length <= 22);
      assert.equal(desksAfter({ ...north, officeNumber })[0].officeNumber, officeNumber);
    }),
  );
});
