import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '../helpline/house.ts';
import { openCase } from './case.ts';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const colleague = await house.walker('programme_lead');

test('E33: the check says who made it and whom they asked; the page of checks keeps every one', async () => {
  const id = await openCase(practitioner, 'TC-3100');
  const form = `/people/${id}/children`;
  const fields = {
    'band-0': '1',
    'band-1': '0',
    'band-2': '0',
    'band-3': '0',
    contact: 'supervised',
    role: 'none',
    socialCare: 'plan',
    asked: ['social_care', 'home_visit'],
    by: '',
    'on-day': '12',
    'on-month': '3',
    'on-year': '2026',
  };
  assert.match((await practitioner.open(`${form}/checks`)).body, /No check has been made yet/);
  assert.equal((await practitioner.fill(form, fields)).statusCode, 303);
  const more = { ...fields, 'band-0': '2', asked: [], by: colleague.actor.userId };
  assert.equal((await practitioner.fill(form, more)).statusCode, 303);
  const panel = (await practitioner.open(`/people/${id}`)).body;
  assert.ok(panel.includes(`12 March 2026, ${colleague.actor.name}`), 'who checked, not who recorded it');
  const { body } = await practitioner.open(`${form}/checks`);
  assert.match(body, /2 aged 0 to 4[\s\S]*1 aged 0 to 4/, 'newest first');
  assert.match(body, /<dd>children’s social care, seen on a home visit<\/dd>/);
  assert.match(body, /<dd>Not recorded<\/dd>/);
  assert.match(body, new RegExp(`12 March 2026, ${practitioner.actor.name}`));
});
