import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { asItStands } from '../../as-it-stands.ts';
import { openCase } from '../case.ts';
import { on, why, openTold } from './told.ts';

const { enrol, house, mine, other, task } = await openTold();

const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
const lead = await house.walker('safeguarding_lead');

test('E20: a safeguarding lead finds what they may put right where they record it, and puts a restriction right', async () => {
  const id = await openCase(mine, 'TC-P20', [enrol, task]);
  const version = (await mine.repository.person(id))!.version;
  const restricted = await lead.repository.decide('case', id, version, randomUUID(), {
    do: 'restrict_to',
    on,
    allowed: [mine.actor.userId, lead.actor.userId],
    reason: 'As told.',
    message: '',
  });
  assert.ok(restricted.ok, JSON.stringify(restricted));
  assert.equal((await other.open(`/people/${id}`)).statusCode, 404);

  const record = await lead.open(`/people/${id}/record`);
  assert.match(record.body, /What you can put right[\s\S]*Case restricted/);
  const offered = [...record.body.matchAll(/href="(\/people\/[^"]+\/entries\/\d+)"/g)].map(
    ([, href]) => href,
  );
  assert.equal(offered.length, 1, 'the work with somebody is not theirs to put right');
  const [url] = offered;
  const { body } = await lead.open(url);
  assert.match(body, /As told\./);
  const sent = await lead.send(url, {
    ...asItStands(body, url),
    ...why,
    allowed: [mine.actor.userId, other.actor.userId, lead.actor.userId],
  });
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, '/today']);
  assert.equal((await other.open(`/people/${id}`)).statusCode, 200);

  const enrolled = (await mine.repository.person(id))!.events.find(one => one.type === 'enrolled')!;
  assert.equal((await lead.open(`/people/${id}/entries/${enrolled.version}`)).statusCode, 404);
});

test('E20: whoever puts a restriction right so that they may not open the case any longer is led away from it', async () => {
  const id = await openCase(mine, 'TC-P21');
  const version = (await mine.repository.person(id))!.version;
  await lead.repository.decide('case', id, version, randomUUID(), {
    do: 'restrict_to',
    on,
    allowed: [mine.actor.userId, lead.actor.userId],
    reason: 'As told.',
    message: '',
  });
  const url = `/people/${id}/entries/${version + 1}`;
  const fields = asItStands((await lead.open(url)).body, url);
  const sent = await lead.send(url, { ...fields, ...why, allowed: [mine.actor.userId] });
  assert.equal(sent.statusCode, 303, sent.body);
  assert.equal((await lead.open(String(sent.headers.location))).statusCode, 200);
  assert.equal((await lead.open(url)).statusCode, 404);
});

test('that somebody began a programme before this record is told as a sum, and put right in it', async () => {
  const id = await openCase(mine, 'TC-P22', [enrol]);
  const record = await mine.open(`/people/${id}/record`);
  assert.match(record.body, /They had begun a programme before this record/);
  const url = `/people/${id}/programme-before`;
  const more = { enrolment: 'e1', from: '12 January 2026', attended: '5', of: '4', ...today };
  const wrong = await mine.fill(url, more);
  assert.match(wrong.body, /href="#attended">Say how many sessions they were at/);
  assert.equal((await mine.fill(url, { ...more, of: '6' })).statusCode, 303);
  assert.match(
    (await mine.open(`/people/${id}`)).body,
    /Came to 5 of 6 sessions\. First on 12 January 2026\./,
  );
  assert.doesNotMatch((await mine.open(`/people/${id}/record`)).body, /had begun a programme before/);
});
