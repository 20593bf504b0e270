import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);

test('today of somebody with nothing to do says so', async () => {
  const idle = await house.walker('practitioner');
  const { body } = await idle.open('/today');
  assert.match(body, /Nothing is waiting for you\./);
});

test('E8: a prompt for each date that weighs stands until somebody has asked, and never says “no risk”', async () => {
  const practitioner = await house.walker('practitioner');
  const id = await openCase(practitioner, 'TC-1', [
    { do: 'ask_welfare', on: day('2025-05-13'), because: 'Sentenced.', outcome: 'spoke' },
  ]);
  assert.ok(!(await practitioner.open('/today')).body.includes('how things are'));
  const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
  await practitioner.fill(`/people/${id}/expected-date`, {
    what: 'media_report',
    falls: '2026-03-11',
    ...on,
  });
  const { body } = await practitioner.open('/today');
  assert.match(body, /Ask Corwo Marbernford how things are/);
  assert.ok(!/no risk/i.test(body));
  const asked = { outcome: 'spoke', ...on };
  assert.equal((await practitioner.fill(`/people/${id}/welfare`, asked)).statusCode, 303);
  assert.ok(!(await practitioner.open('/today')).body.includes('how things are'));
});

test('E33: a check on children falls due on Today after a move', async () => {
  const practitioner = await house.walker('practitioner');
  const id = await openCase(practitioner, 'TC-2', []);
  const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
  const bands = { 'band-0': '0', 'band-1': '0', 'band-2': '0', 'band-3': '0' };
  const check = { ...bands, contact: 'none', role: 'none', socialCare: 'not_involved', ...on };
  assert.equal((await practitioner.fill(`/people/${id}/children`, check)).statusCode, 303);
  assert.ok(!(await practitioner.open('/today')).body.includes('Check the children'));
  house.clock.now += 24 * 3_600_000;
  await practitioner.fill(`/people/${id}/change`, { what: 'address', ...on, 'on-day': '13' });
  assert.match((await practitioner.open('/today')).body, /The address has changed since the last check/);
});
