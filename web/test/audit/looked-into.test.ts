import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '@throughcare/records/testing';
import { openHouse, type Walker } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const auditor = await house.walker('auditor');
const second = await house.walker('auditor');
const practitioner = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const on = day('2026-03-12');

/** Reads a case by role alone: what a rule shows. */
async function readByRole(reader: Walker, reference: string) {
  const id = await openCase(practitioner, reference);
  assert.notEqual(await reader.repository.person(id), null);
}

/** The part of the page under one heading. */
const under = (body: string, heading: string) => body.split(`<h2>${heading}</h2>`)[1].split('</section>')[0];
const waits = (body: string, who: Walker) =>
  body.split('<h2>Looked into</h2>')[0].includes(`<td>${who.actor.name}</td>`);

test('E21: an unusual read waits until somebody says what they found; then who, on what day and with what words, and it waits no longer', async () => {
  await readByRole(lead, 'TC-91');
  const before = (await auditor.open('/audit/unusual')).body;
  assert.ok(waits(before, lead));
  const [, link] = /<a href="(\/audit\/unusual\/byRoleAlone\/[^"]*)">Say what you found/.exec(before)!;
  assert.equal((await auditor.fill(link, { words: '  ' })).statusCode, 422);
  assert.ok(waits((await auditor.open('/audit/unusual')).body, lead), 'without words nothing is noted');
  const done = await auditor.fill(link, { words: 'Asked, and it was a supervision' });
  assert.equal(done.statusCode, 303);
  const after = (await second.open('/audit/unusual')).body;
  assert.ok(!waits(after, lead));
  const found = under(after, 'Looked into');
  for (const part of [
    auditor.actor.name,
    '12 March 2026',
    'Asked, and it was a supervision',
    lead.actor.name,
  ]) {
    assert.ok(found.includes(part), part);
  }

  // More of them on the same day are a new question, and what was found before still stands there.
  await readByRole(lead, 'TC-92');
  const more = (await second.open('/audit/unusual')).body;
  assert.ok(waits(more, lead));
  assert.match(more, new RegExp(`More since ${auditor.actor.name} looked`));
  assert.match((await second.open(link)).body, /Asked, and it was a supervision/);
  assert.equal((await second.fill(link, { words: 'Two of them, as planned' })).statusCode, 303);
  assert.ok(!waits((await auditor.open('/audit/unusual')).body, lead));

  // It can be opened again, with a reason, and both looks stay.
  assert.equal((await auditor.fill(link, { words: 'The supervision was not planned' })).statusCode, 303);
  const again = (await auditor.open('/audit/unusual')).body;
  assert.ok(waits(again, lead));
  assert.match(again, new RegExp(`Opened again by ${auditor.actor.name}`));
  const page = (await auditor.open(link)).body;
  for (const words of ['Asked, and it', 'Two of them', 'was not planned'])
    assert.ok(page.includes(words), words);
});

test('E20: nobody looks into their own reads, or is shown what was found of them', async () => {
  const both = await house.walker('auditor', 'programme_lead');
  await readByRole(both, 'TC-93');
  const shown = (await both.open('/audit/unusual')).body;
  assert.ok(waits(shown, both));
  assert.match(shown, /Somebody else says/);
  const link = `/audit/unusual/byRoleAlone/2026-03-12/${both.actor.userId}`;
  assert.match((await both.open(link)).body, /These are your own reads/);
  const { repository } = both;
  const command = {
    rule: 'byRoleAlone',
    day: on,
    user: both.actor.userId,
    count: 1,
    words: 'as told',
  } as const;
  const refused = await repository.decide('organisation', house.organisation, 'latest', randomUUID(), {
    do: 'look_into_reads',
    on,
    ...command,
  });
  assert.ok(!refused.ok && refused.reason === 'refused' && refused.refusal.code === 'own_reads');
  assert.equal((await auditor.fill(link, { words: 'canary of a finding' })).statusCode, 303);
  assert.match((await auditor.open('/audit/unusual')).body, /canary of a finding/);
  for (const url of ['/audit/unusual', link]) {
    assert.ok(!(await both.open(url)).body.includes('canary of a finding'), url);
  }
});

test('E21: what an auditor found reaches nobody else: no page, and no row of the record', async () => {
  const administrator = house.administrator;
  for (const user of [administrator.userId, lead.actor.userId]) {
    const found = await withClient(house.database.serveUrl, async client => {
      await client.query('begin');
      await client.query('select throughcare.enter($1, $2, null, null)', [house.organisation, user]);
      const sql = `select count(*)::integer as n from throughcare.event where type like '%reads_%'`;
      const { rows } = await client.query<{ n: number }>(sql);
      await client.query('rollback');
      return rows[0].n;
    });
    assert.equal(found, 0, user);
  }
  const own = house.records.as(administrator);
  const version = (await own.organisation()).version;
  const taken = await own.correct(
    'organisation',
    house.organisation,
    version,
    randomUUID(),
    version,
    null,
    'entered_wrongly',
  );
  assert.ok(!taken.ok, 'nor can it be taken out');
  assert.equal((await lead.open('/audit/unusual/byRoleAlone/2026-03-12/x')).statusCode, 403);
});

test('a line that no rule shows is not found, by whatever address, and nothing is noted', async () => {
  const { userId } = lead.actor;
  for (const url of [
    `/audit/unusual/byRoleAlone/2026-03-11/${userId}`,
    `/audit/unusual/byRoleAlone/yesterday/${userId}`,
    `/audit/unusual/constructor/2026-03-12/${userId}`,
    '/audit/unusual/byRoleAlone/2026-03-12/nobody',
  ]) {
    assert.equal((await auditor.open(url)).statusCode, 404, url);
  }
});

test('E20: openings in an emergency stand beside, with who looked at each', async () => {
  const colleague = await house.walker('practitioner');
  const safeguarding = await house.walker('safeguarding_lead');
  await openCase(practitioner, 'TC-94');
  const asked = { reference: 'TC-94', ground: 'nobody_there', hours: '1', reason: 'as told' };
  assert.equal((await colleague.fill('/openings/new', asked)).statusCode, 303);
  const before = under((await auditor.open('/audit/unusual')).body, 'Opened in an emergency');
  assert.match(before, /Nobody has looked at it yet/);
  const [, opening] = /href="(\/openings\/[0-9a-f-]{36})"/.exec(before)!;
  assert.equal((await safeguarding.fill(opening, { outcome: 'right', words: '' })).statusCode, 303);
  const after = under((await auditor.open('/audit/unusual?days=30')).body, 'Opened in an emergency');
  assert.match(after, new RegExp(`${safeguarding.actor.name} looked at it`));
  assert.ok(!after.includes('TC-94'));
});
