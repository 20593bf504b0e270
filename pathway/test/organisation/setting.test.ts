import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addDays,
  day,
  isStaffed,
  numberSettings,
  numbersInForce,
  organisationDecider,
  usualDueSettings,
  type NumberSettingName,
  type OrganisationCommand,
} from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-01-05');
const founded: OrganisationCommand[] = [
  { do: 'found', on, name: 'Ashgrove', madeUp: true },
  { do: 'join', on, user: 'u1', name: 'Ines Vale', roles: ['administrator'] },
];
const set = {
  do: 'set_number',
  on,
  setting: 'childrenCheckEvery',
  value: 60,
  owner: 'u1',
  reason: 'Agreed with the safeguarding board.',
} as const;

test('a setting has a value in bounds, somebody who answers for it, and a reason', () => {
  const history = given(organisationDecider, ...founded);
  history.when({ ...set, reason: ' ' }).refused('no_reason');
  history.when({ ...set, owner: 'u9' }).refused('no_such_person');
  history.when({ ...set, on: day('2027-01-01') }).refused('in_the_future');
  for (const setting of Object.keys(numberSettings) as NumberSettingName[]) {
    const { least, most } = numberSettings[setting];
    for (const value of [least, most]) history.when({ ...set, setting, value }).gives('setting_set');
    for (const value of [least - 1, most + 1, least + 0.5, Number.NaN]) {
      history.when({ ...set, setting, value }).refused('out_of_bounds');
    }
  }
});

test('until something else is set the usual holds, and afterwards what was set last', () => {
  const usual = numbersInForce({ numbers: {} });
  assert.deepEqual({ ...usual, ...usualDueSettings }, usual);
  const { state } = given(organisationDecider, ...founded, set, { ...set, value: 30 });
  assert.equal(numbersInForce(state.settings).childrenCheckEvery, 30);
  assert.equal(state.settings.numbers.childrenCheckEvery!.owner, 'u1');
});

test('E4: a number to call back on cannot be set to stay longer than a day after the call', () => {
  const longer = { ...set, setting: 'callBackKeptAfter', value: 25 } as const;
  given(organisationDecider, ...founded)
    .when(longer)
    .refused('out_of_bounds');
});

test('E8: whether somebody is there follows the hours of the week, and on a bank holiday nobody is', () => {
  const open = { opens: '09:00', closes: '17:30' };
  const hours = [open, open, open, open, open, null, null];
  const monday = day('2026-03-02');
  assert.equal(isStaffed(hours, monday, '09:00'), true);
  assert.equal(isStaffed(hours, monday, '17:30'), false, 'the closing minute is over');
  assert.equal(isStaffed(hours, monday, '08:59'), false);
  assert.equal(isStaffed(hours, addDays(monday, 5), '12:00'), false, 'a Saturday');
  assert.equal(isStaffed(hours, day('2026-04-03'), '12:00'), false, 'Good Friday');
  const history = given(organisationDecider, ...founded);
  const command = { do: 'set_staffed_hours', on, owner: 'u1', reason: 'As printed.' } as const;
  history.when({ ...command, hours }).gives('staffed_hours_set');
  history.when({ ...command, hours: hours.slice(1) }).refused('hours');
  history
    .when({ ...command, hours: [{ opens: '17:00', closes: '9:00' }, ...hours.slice(1)] })
    .refused('hours');
});
