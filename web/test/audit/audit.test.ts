import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { stretchOf, trailAsked } from '../../src/audit/asked.ts';
import { tellAccess } from '../../src/audit/words.ts';
import { formFields } from '../post.ts';
import { DAY, HOUR, MINUTE, openHouse } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const auditor = await house.walker('auditor');
const worker = await house.walker('helpline_worker');
const practitioner = await house.walker('practitioner');

/** The rows of the table, a list of its cells each. */
function rowsOf(body: string): string[][] {
  const table = body.slice(body.indexOf('<tbody>'), body.lastIndexOf('</tbody>'));
  const rows = [...table.matchAll(/<tr>(<td[\s\S]*?)<\/tr>/g)].map(([, row]) => row);
  return rows.map(row =>
    [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell.replaceAll(/<[^>]*>/g, '')),
  );
}

async function verify() {
  const hidden = formFields((await auditor.open('/audit')).body, '/audit/verify');
  return auditor.send('/audit/verify', hidden);
}

test('nobody here yet: the page says so, and that it looks at itself too', async () => {
  house.clock.now += HOUR;
  assert.match((await auditor.open('/audit')).body, /Nobody was here/);
  const second = rowsOf((await auditor.open('/audit')).body);
  assert.deepEqual(
    second.map(([, who, what]) => [who, what]),
    [[auditor.actor.name, 'Read: this page']],
  );
});

test('E21: the last ten minutes of everybody who walked here, every page that was read', async () => {
  const id = await openCase(practitioner);
  await house.call('FOXGLOVE');
  const [contact] = await worker.repository.contacts();
  house.clock.now += MINUTE;
  await practitioner.open(`/people/${id}`);
  await worker.open(`/helpline/${contact.contact}`);
  await worker.fill(`/helpline/${contact.contact}`, { words: 'HEMLOCK' });
  house.clock.now += MINUTE;
  const { body } = await auditor.open('/audit');
  const rows = rowsOf(body).map(cells => cells.slice(1).join(' | '));
  for (const expected of [
    `${practitioner.actor.name} | Read: a person’s page | Case ${id.slice(0, 8)}`,
    `${worker.actor.name} | Read: a helpline contact | Contact ${contact.contact.slice(0, 8)}`,
    `${worker.actor.name} | Changed: answered | Contact ${contact.contact.slice(0, 8)}`,
    `A caller | Changed: contact opened | Contact ${contact.contact.slice(0, 8)}`,
  ]) {
    assert.ok(rows.includes(expected), `${expected}\nnot in\n${rows.join('\n')}`);
  }
  for (const word of ['FOXGLOVE', 'HEMLOCK', 'Marbernford', 'TC-2041']) assert.ok(!body.includes(word), word);
  const times = rowsOf(body).map(([when]) => when);
  assert.deepEqual(times, times.toSorted().toReversed(), 'newest first');
});

test('E21: somebody who was refused is there too', async () => {
  await assert.rejects(practitioner.repository.contacts());
  const rows = rowsOf((await auditor.open('/audit')).body);
  assert.ok(
    rows.some(([, who, what]) => who === practitioner.actor.name && what === 'Was refused: helpline desk'),
  );
});

test('other spans can be chosen, and no other', async () => {
  house.clock.now += 20 * MINUTE;
  assert.ok(!(await auditor.open('/audit')).body.includes('a person’s page'));
  assert.match((await auditor.open('/audit?last=1h')).body, /a person’s page/);
  house.clock.now += 2 * DAY;
  assert.ok(!(await auditor.open('/audit?last=1d')).body.includes('a person’s page'));
  assert.match((await auditor.open('/audit?last=7d')).body, /a person’s page/);
  assert.equal((await auditor.open('/audit?last=100y')).statusCode, 404);
});

test('E21: one person, one record or one kind can be followed, by days, and the question stays in the form', async () => {
  const id = await openCase(practitioner, 'TC-88');
  await practitioner.open(`/people/${id}`);
  const today = '2026-03-14';
  const days = `from=${today}&to=${today}`;
  const who = practitioner.actor.userId;
  const { body } = await auditor.open(`/audit?last=10m&who=${who}&record=TC-88&kind=case&act=read&${days}`);
  assert.deepEqual(
    rowsOf(body).map(cells => cells.slice(1)),
    [[practitioner.actor.name, 'Read: a person’s page', `Case ${id.slice(0, 8)}`]],
  );
  assert.match(body, new RegExp(`<option value="${who}" selected>`));
  for (const shown of ['value="TC-88"', `value="${today}"`, '<option value="read" selected>']) {
    assert.ok(body.includes(shown), shown);
  }
  const shown = rowsOf(body)[0][3].slice(-8);
  assert.ok(rowsOf((await auditor.open(`/audit?record=${shown}&who=&kind=&act=&from=&to=`)).body).length > 1);
  assert.deepEqual(rowsOf((await auditor.open('/audit?from=2026-03-10&to=2026-03-11')).body), []);
});

test('what cannot be shown is said, and nothing is looked up', async () => {
  const said = async (query: string) => (await auditor.open(`/audit?${query}`)).body;
  assert.match(await said('record=TC-none'), /No single record has this reference or id/);
  assert.match(await said('from=30/02/2026'), /Give both days with day, month and year/);
  assert.match(await said('from=12/3/2026&to=11 March 2026'), /The first day is after the last one/);
  const turned = await said('from=2026-03-12&to=2026-03-11');
  assert.match(turned, /The first day is after the last one. Nothing was looked up/);
  assert.deepEqual(rowsOf(turned), []);
  for (const query of ['kind=court', 'act=thought', 'after=1', 'after=1.7.1']) {
    assert.equal((await auditor.open(`/audit?${query}`)).statusCode, 404, query);
  }
});

test('E21: a long trail goes on by “Older” to its end, and no row is shown twice', async () => {
  const busy = await house.walker('practitioner');
  for (let i = 0; i < 230; i++) await busy.repository.people();
  const seen: number[] = [];
  let next: string | undefined = `/audit?last=1h&who=${busy.actor.userId}`;
  while (next) {
    const { body }: { body: string } = await auditor.open(next);
    seen.push(rowsOf(body).length);
    next = /<a href="([^"]*)">Older<\/a>/.exec(body)?.[1].replaceAll('&amp;', '&');
  }
  assert.deepEqual(seen, [200, 30]);
});

test('E21, E10: what a rule shows stands beside the rule: a page read by role alone, and not one’s own', async () => {
  const lead = await house.walker('programme_lead');
  const id = await openCase(practitioner, 'TC-89');
  await practitioner.open(`/people/${id}`);
  await lead.repository.person(id);
  await lead.repository.person(id);
  const { body, statusCode } = await auditor.open('/audit/unusual');
  assert.equal(statusCode, 200);
  const rows = rowsOf(body).map(cells => cells.slice(1, 4));
  assert.ok(
    rows.some(
      row => row.join(' | ') === `${lead.actor.name} | 1 person’s page | A person’s page read by role alone`,
    ),
    JSON.stringify(rows),
  );
  assert.ok(!rows.some(([who]) => who === practitioner.actor.name));
  assert.match(body, /Nobody has set the staffed hours yet/);
  assert.match(body, /Nobody has reviewed it yet/);
  assert.ok(!body.includes('TC-89') && !body.includes(id));
  const trail = /<td><a href="(\/audit\?[^"]*)">Look/.exec(body)![1].replaceAll('&amp;', '&');
  assert.ok(rowsOf((await auditor.open(trail)).body).length > 0);
  assert.equal((await lead.open('/audit/unusual')).statusCode, 403);
});

test('a day is London’s: it begins an hour earlier by universal time in summer, and is 23 or 25 hours long twice', () => {
  const hours = (text: string) => {
    const asked = trailAsked.parse({ from: text, to: text });
    const stretch = stretchOf(asked, 0);
    assert.ok('sinceMs' in stretch);
    return [new Date(stretch.sinceMs).toISOString(), (stretch.untilMs! - stretch.sinceMs) / HOUR];
  };
  // Clocks go forward on 29 March and back on 25 October 2026 (Summer Time Act 1972).
  assert.deepEqual(hours('2026-03-12'), ['2026-03-12T00:00:00.000Z', 24]);
  assert.deepEqual(hours('2026-03-29'), ['2026-03-29T00:00:00.000Z', 23]);
  assert.deepEqual(hours('2026-07-01'), ['2026-06-30T23:00:00.000Z', 24]);
  assert.deepEqual(hours('2026-10-25'), ['2026-10-24T23:00:00.000Z', 25]);
});

test('a list of many records is counted, one or two are named', () => {
  const who = { user: 'u', name: 'N' };
  const row = {
    at: 0,
    ...who,
    act: 'read',
    what: 'people',
    kind: 'case',
    detail: '',
    believedOn: null,
  } as const;
  const which = (streams: string[]) => tellAccess({ ...row, streams }).which;
  assert.equal(which([]), 'none');
  assert.equal(which(['0123456789']), 'Case 01234567');
  assert.equal(which(['a', 'b', 'c']), '3 cases');
});

test('E21: the whole record is verified on the page, and one row altered by hand is named', async () => {
  await house.records.tend();
  const whole = await verify();
  assert.equal(whole.statusCode, 200);
  assert.match(whole.body, /<h1>The record is whole<\/h1>/);
  assert.match(whole.body, /throughcare audit verify/);
  const client = new pg.Client({ connectionString: house.database.superuserUrl });
  await client.connect();
  await client.query("set session_replication_role = 'replica'");
  const altered = await client.query<{ version: number; stream: string }>(
    `update throughcare.event set occurred_on = occurred_on - 1
      where position = (select max(position) from throughcare.event where kind = 'case') returning version, stream`,
  );
  await client.end();
  const { version, stream } = altered.rows[0];
  const broken = await verify();
  assert.equal(broken.statusCode, 200);
  assert.match(broken.body, /<h1>The record does not fit<\/h1>/);
  assert.match(
    broken.body,
    new RegExp(
      `The first row that does not fit[\\s\\S]*version ${version} of case ${stream}[\\s\\S]*was altered`,
    ),
  );
});

test('a form that did not come from the page verifies nothing', async () => {
  const answer = await auditor.send('/audit/verify', {});
  assert.equal(answer.headers.location, '/audit');
});

test('E20: the audit is the auditor’s alone', async () => {
  for (const role of ['administrator', 'safeguarding_lead', 'programme_lead', 'commissioner'] as const) {
    const walker = await house.walker(role);
    assert.equal((await walker.open('/audit')).statusCode, 403, role);
    assert.equal((await walker.send('/audit/verify', {})).statusCode, 403, role);
  }
});
