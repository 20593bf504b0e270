import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type CaseCommand } from '@throughcare/pathway';
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

test('E23, E22: who may answer a request for a copy or an erasure has it on Today with its clock from the day it is asked; who carries the case has not', async () => {
  const practitioner = await house.walker('practitioner');
  const lead = await house.walker('programme_lead');
  const safeguarding = await house.walker('safeguarding_lead');
  assert.match((await safeguarding.open('/today')).body, /Nothing is waiting for you\./);
  const on = day('2026-03-12');
  await openCase(practitioner, 'TC-3', [{ do: 'ask_copy', on, request: 'r1' }]);
  const closed = randomUUID();
  const identity = {
    surname: 'Ashgrove',
    forename: 'Tobin',
    bornOn: day('1980-02-01'),
    sex: 'M',
    postcodeDistrict: null,
    pnc: null,
  } as const;
  const steps: CaseCommand[] = [
    { do: 'refer', on, reference: 'TC-4', source: 'self', stage: 'not_known_to_police', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.actor.userId },
    { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null },
  ];
  for (const command of steps) {
    const told = await practitioner.repository.decide('case', closed, 'latest', randomUUID(), command);
    assert.ok(told.ok, JSON.stringify(told));
  }
  const asks = {
    do: 'ask_erasure',
    on,
    ground: 'no_longer_needed',
    personAsked: false,
    reason: 'as told',
  } as const;
  const asked = await lead.repository.decide('case', closed, 'latest', randomUUID(), asks);
  assert.ok(asked.ok, JSON.stringify(asked));

  const { body } = await safeguarding.open('/today');
  assert.match(body, /Give Corwo Marbernford the copy they asked for/);
  assert.match(body, /Decide whether the record of [^<]* is erased/);
  // UK GDPR article 12(3): one month from 12 March.
  assert.match(body, /12 April/);
  for (const other of [practitioner, lead]) {
    assert.doesNotMatch((await other.open('/today')).body, /the copy they asked for|is erased/);
  }
  // Neither does the day on which it is too late bring it to somebody who cannot act.
  house.clock.now = Date.UTC(2026, 3, 20, 10);
  assert.match((await safeguarding.open('/today')).body, /the copy they asked for/);
  assert.doesNotMatch((await practitioner.open('/today')).body, /the copy they asked for|is erased/);
});
