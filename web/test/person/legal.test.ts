import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day, type CaseCommand } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { convictedOnly, offerProgrammes, openCase } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);
const practitioner = await house.walker('practitioner', 'programme_lead');
const on = (date: string, month: string, year: string) => ({
  'on-day': date,
  'on-month': month,
  'on-year': year,
});
const notification: CaseCommand = {
  do: 'begin_notification',
  on: day('2025-05-13'),
  clock: 'n1',
  until: day('2030-05-13'),
};

test('every form of the law opens for a case that it fits, and asks one question', async () => {
  const id = await openCase(practitioner, 'TC-L1', [notification]);
  const { body } = await practitioner.open(`/people/${id}/record`);
  const links = [...body.matchAll(new RegExp(`href="(/people/${id}/[a-z-]+)"`, 'g'))].map(match => match[1]);
  assert.ok(links.length > 15);
  for (const link of new Set(links)) {
    const page = await practitioner.open(link);
    assert.equal(page.statusCode, 200, link);
    assert.match(page.body, /<h1>[A-Z][^<]+\?<\/h1>|<h1>[A-Z][^<]+<\/h1>/, link);
  }
});

test('a sentence is offered once there is a conviction without one, and not where it could only be refused', async () => {
  const offers = async (id: string) =>
    (await practitioner.open(`/people/${id}/record`)).body.includes(`/people/${id}/sentence"`);
  assert.equal(await offers(await convictedOnly(practitioner, 'TC-L8')), true);
  assert.equal(await offers(await openCase(practitioner, 'TC-L9')), false);
});

test('E10: a failure is decided by the officer, who is shown the counted facts and the rule, and no score', async () => {
  const id = await openCase(practitioner, 'TC-L2');
  const url = `/people/${id}/failure`;
  assert.match((await practitioner.open(url)).body, /Criminal Justice Act 2003 Sch 8[\s\S]*You decide\./);
  const decision = {
    what: 'appointment',
    failedOn: '2026-02-02',
    judged: 'warned',
    says: ['whatFailed', 'unacceptable', 'courtNext'],
    words: 'As told.',
    why: '',
    ...on('4', '2', '2026'),
  };
  const half = await practitioner.fill(url, { ...decision, says: ['whatFailed'] });
  assert.equal(half.statusCode, 422);
  assert.match(half.body, /another failure within 12 months can lead to court/);
  assert.equal((await practitioner.fill(url, decision)).statusCode, 303);
  assert.match(
    (await practitioner.open(`/people/${id}`)).body,
    /Failure of 2 February 2026: a warning was given/,
  );
});

test('a condition is kept word for word, and nothing in its words can be clicked', async () => {
  const id = await openCase(practitioner, 'TC-L3');
  const url = `/people/${id}/condition`;
  const words = 'As told: http://example.invalid/x';
  const fields = { kind: 'prohibition', subject: 'devices', until: '', words, ...on('2', '3', '2026') };
  assert.equal((await practitioner.fill(url, fields)).statusCode, 303);
  const { body } = await practitioner.open(`/people/${id}`);
  assert.ok(body.includes(words));
  assert.ok(!body.includes('href="http://example.invalid'));
});

test('a correction that makes what came later impossible says so, and stands only when somebody decides it', async () => {
  const id = await openCase(practitioner, 'TC-L4');
  // Entry 4 is the conviction, 5 the sentence.
  const url = `/people/${id}/entries/4`;
  assert.match((await practitioner.open(`/people/${id}`)).body, new RegExp(`href="${url}">Correct`));
  const out = { wrong: 'take_out', because: 'entered_wrongly', ...on('8', '4', '2025') };
  const refused = await practitioner.fill(url, out);
  assert.equal(refused.statusCode, 422);
  assert.match(
    refused.body,
    /One later entry would not have been allowed after this\. 13 May 2025: A sentence needs/,
  );
  assert.match(refused.body, /name="laterStand"/);
  const decided = await practitioner.fill(url, { ...out, laterStand: 'yes' });
  assert.equal(decided.statusCode, 303);
  const { body } = await practitioner.open(`/people/${id}`);
  assert.match(body, /href="#as-first-told">1 corrected, shown as corrected/);
  const [, before] = body.split('As first told, before it was corrected');
  assert.match(before, /Taken out by practitioner[^<]*, 12 March 2026[^<]*\. It was entered wrongly\./);
  assert.ok(!body.split('id="as-first-told"')[0].includes('Convicted 8 April 2025'));
  // What was let stand is named, with who decided it, until somebody has corrected that too.
  const stands = /Stands, although it would be refused now[\s\S]*?<\/section>/.exec(body)?.[0] ?? '';
  assert.match(stands, /13 May 2025|2025-05-13/);
  assert.match(stands, /practitioner[^<]* let it stand when “[^”]+” was taken out/);
  assert.ok(stands.includes(`/people/${id}/entries/5`));
  const later = { wrong: 'take_out', because: 'entered_wrongly', ...on('13', '5', '2025') };
  assert.equal((await practitioner.fill(`/people/${id}/entries/5`, later)).statusCode, 303);
  assert.ok(!(await practitioner.open(`/people/${id}`)).body.includes('Stands, although'));
});

test('an entry that happened on another day is moved there', async () => {
  const id = await openCase(practitioner, 'TC-L5', [notification]);
  const moved = await practitioner.fill(`/people/${id}/entries/6`, {
    wrong: 'put_right',
    because: 'learnt_later',
    ...on('14', '5', '2025'),
  });
  assert.equal(moved.statusCode, 303, moved.body);
  const [clock] = (await practitioner.repository.person(id))!.state.clocks;
  assert.equal(clock.from, '2025-05-14');
  // E23: who corrected it, when and why stands on the time line, beside what it said before.
  const { body } = await practitioner.open(`/people/${id}`);
  const why = /Corrected by practitioner[^<]*, 12 March 2026[^<]*\. We learnt later what was right\./g;
  assert.equal(body.match(why)?.length, 2);
});

test('E24: what may be kept of somebody who was not convicted is asked for, and answered on a page', async () => {
  const id = await openCase(practitioner, 'TC-L6', [
    { do: 'begin_proceedings', on: day('2025-06-02'), proceedings: 'second', stage: 'police_contact' },
    { do: 'record_legal_step', on: day('2026-03-02'), proceedings: 'second', step: 'no_further_action' },
  ]);
  const page = await practitioner.open(`/people/${id}`);
  assert.match(page.body, /Decide what of the record may be kept/);
  const url = `/people/${id}/keeping`;
  assert.match((await practitioner.open(url)).body, /An allegation is not a conviction/);
  const answer = { outcome: 'delete', ground: 'none', reviewOn: '', ...on('11', '3', '2026') };
  assert.equal((await practitioner.fill(url, answer)).statusCode, 303);
  const { due } = (await practitioner.repository.person(id))!;
  assert.equal(
    due.find(one => one.kind === 'keeping_review'),
    undefined,
  );
});
