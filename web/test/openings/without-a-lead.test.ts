import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const on = day('2026-03-12');
const asked = { ground: 'nobody_there', hours: '1', reason: 'as told' };
const review = { do: 'review', on, outcome: 'right', words: '' } as const;

test('E20: what the only safeguarding lead opened is looked at by an auditor, and nothing else is', async () => {
  const carries = await house.walker('practitioner');
  const colleague = await house.walker('practitioner');
  const lead = await house.walker('practitioner', 'safeguarding_lead');
  const auditor = await house.walker('auditor');
  for (const reference of ['TC-91', 'TC-92']) await openCase(carries, reference);

  // A colleague's is for the lead: an auditor sees it, is not offered it, and is refused by the page and by the record.
  await colleague.fill('/openings/new', { ...asked, reference: 'TC-91' });
  const [theirs] = (await auditor.repository.openings()).rows;
  const page = `/openings/${theirs.opening}`;
  const shown = await auditor.open(page);
  assert.match(shown.body, /A safeguarding lead other than whoever opened it does that/);
  assert.doesNotMatch(shown.body, /What you found/);
  assert.equal((await auditor.send(page, { outcome: 'right' })).statusCode, 403);
  const tried = await auditor.repository.decide('opening', theirs.opening, 'latest', randomUUID(), review);
  assert.deepEqual(tried, { ok: false, reason: 'not_found', stream: theirs.opening });
  assert.equal((await lead.fill(page, { outcome: 'right', words: '' })).statusCode, 303);

  // Their own is not, and there is no other lead.
  await lead.fill('/openings/new', { ...asked, reference: 'TC-92' });
  const own = (await auditor.repository.openings()).rows.find(one => one.by === lead.actor.userId)!;
  const ownPage = `/openings/${own.opening}`;
  // Whoever opened it is told whom to ask, in the same words whether or not a lead is kept from it.
  const whom = /A safeguarding lead other than whoever opened it does that; where there is none, an auditor/;
  assert.match((await lead.open(ownPage)).body, whom);
  assert.ok(!(await lead.open('/today')).body.includes(ownPage), 'nobody reviews what they opened');
  assert.match((await auditor.open(ownPage)).body, /No safeguarding lead may, so an auditor does/);
  const alone = await lead.repository.decide('opening', own.opening, 'latest', randomUUID(), review);
  assert.equal(!alone.ok && alone.reason === 'refused' && alone.refusal.code, 'same_person');
  assert.match((await auditor.open('/openings')).body, /No safeguarding lead may look at one of these/);
  assert.match((await auditor.open(ownPage)).body, /What you found/);
  assert.equal((await auditor.fill(ownPage, { outcome: 'right', words: '' })).statusCode, 303);
  assert.match((await lead.open(ownPage)).body, /It was right to open it/);

  // A second lead whom the case concerns, because they are kept out of it, changes nothing; one whom it does not, does.
  house.clock.now += 61 * 60_000;
  const kept = await house.walker('safeguarding_lead');
  const chief = await house.walker('programme_lead');
  const third = await openCase(carries, 'TC-93');
  const exclude = { do: 'exclude_staff', on, staff: [kept.actor.userId], reason: 'as told' } as const;
  assert.ok((await chief.repository.decide('case', third, 'latest', randomUUID(), exclude)).ok);
  await lead.fill('/openings/new', { ...asked, reference: 'TC-93' });
  const forLeads = async () =>
    (await auditor.repository.openings()).rows.find(one => one.case === null && one.reviewBy)?.forLeads;
  assert.equal(await forLeads(), false);
  const mine = (await lead.repository.openings()).rows.filter(one => one.by === lead.actor.userId);
  assert.deepEqual(
    mine.map(one => one.forLeads),
    mine.map(() => null),
    'whoever opened it is not told who is kept from the case',
  );
  for (const { opening } of mine.filter(one => one.reviewBy))
    assert.match((await lead.open(`/openings/${opening}`)).body, whom);
  await house.walker('safeguarding_lead');
  assert.equal(await forLeads(), true);
});
