import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);

test('a person’s page offers a programme lead nothing that only whoever carries the case may record', async () => {
  const practitioner = await house.walker('practitioner');
  const lead = await house.walker('programme_lead');
  const id = await openCase(practitioner, 'TC-31');
  const record = `/people/${id}/record`;
  const [theirs, hers] = [(await practitioner.open(record)).body, (await lead.open(record)).body];
  const links = (body: string) => [...body.matchAll(/href="(\/people\/[^"]+)"/g)].map(([, href]) => href);
  const withheld = links(theirs).filter(href => !links(hers).includes(href));
  assert.ok(withheld.length > 5, `only ${withheld.join(' ')}`);
  const words = { words: 'as told', 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
  assert.ok(withheld.includes(`/people/${id}/note`));
  assert.equal((await lead.fill(`/people/${id}/note`, words)).statusCode, 403);
  assert.equal((await practitioner.fill(`/people/${id}/note`, words)).statusCode, 303);
  assert.ok(links(hers).includes(`/people/${id}/enrol`));
  const start = />Start the check</;
  assert.match((await practitioner.open(`/people/${id}`)).body, start);
  assert.doesNotMatch((await lead.open(`/people/${id}`)).body, start);
  for (const href of links(hers)) assert.equal((await lead.open(href)).statusCode, 200, href);
});
