import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase, planGroup, somebody, waits } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const practitioner = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const warnings = (html: string) =>
  [...html.matchAll(/Order ends 12 May 2026, earliest place 3 June 2026/g)].length;

// Two places in time, taken in order of waiting by two who have no order to lose; then places after the orders end.
const soon = await planGroup(lead, ['2026-04-01', '2026-04-08'], 2);
await planGroup(lead, ['2026-06-03', '2026-06-10'], 8);
const enrolments = Array.from({ length: 4 }, () => randomUUID());
for (const [n, enrolment] of enrolments.entries()) {
  await openCase(practitioner, `TC-${n}`, [waits(enrolment, `2025-06-0${n + 1}`)], {
    ...somebody,
    surname: `Wait${'abcd'[n]}ford`,
  });
}

test('two get a place in order of waiting; the other two are warned that their order ends first', async () => {
  const { body } = await lead.open('/waiting-list');
  assert.match(body, /4 people wait\. For 2 the order ends before there is a place\./);
  assert.equal(warnings(body), 2);
});

test('a practitioner sees the list and cannot give a place', async () => {
  const { body } = await practitioner.open('/waiting-list');
  assert.ok(!body.includes('name="place"'));
  const answer = await practitioner.send('/waiting-list', { place: `${enrolments[3]}/${soon}` });
  assert.equal(answer.statusCode, 403);
});

test('when two are given places, the total of warnings falls', async () => {
  const planned = await planGroup(lead, ['2026-04-20', '2026-04-27'], 2);
  // Counted in order of waiting the new group already helps; without it the warnings come back.
  for (const enrolment of enrolments.slice(2)) {
    const answer = await lead.fill('/waiting-list', { place: `${enrolment}/${soon}` });
    assert.equal(answer.statusCode, 303, answer.body);
  }
  const { body } = await lead.open('/waiting-list');
  assert.match(body, /2 people wait\. Every order leaves time for a place\./);
  assert.equal(warnings(body), 0);
  const group = await lead.repository.group(planned);
  assert.equal(group!.members.length, 0);
});

test('a place that somebody else took in the meantime, and a person already placed, are answered in words', async () => {
  const full = await lead.fill('/waiting-list', { place: `${enrolments[0]}/${soon}` });
  assert.equal(full.statusCode, 422);
  assert.match(full.body, /All 2 places in this group are taken\. Nothing was saved/);
  const placed = await lead.fill('/waiting-list', { place: `${enrolments[2]}/${soon}` });
  assert.equal(placed.statusCode, 409);
  assert.match(placed.body, /no longer on the list\. Nothing was saved/);
});

test('a made-up choice is refused and nothing is saved', async () => {
  for (const place of ['', 'x/y', `${randomUUID()}/${soon}`]) {
    const answer = await lead.fill('/waiting-list', { place });
    assert.ok([409, 422].includes(answer.statusCode));
  }
});
