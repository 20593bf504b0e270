import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { attendanceOutcomes, day } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase, planGroup, waits } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const lead = await house.walker('programme_lead', 'practitioner');
const second = await house.walker('programme_lead');
const group = await planGroup(lead, ['2026-03-05', '2026-03-12']);
const on = day('2026-03-01');

/** Somebody with a place in the group. */
async function placed(reference: string, startsOn = '2026-03-05'): Promise<string> {
  const enrolment = randomUUID();
  const id = await openCase(lead, reference, [waits(enrolment)]);
  const outcome = await lead.repository.decideTogether(randomUUID(), [
    {
      kind: 'case',
      stream: id,
      expected: 'latest',
      command: { do: 'give_place', on, enrolment, group, startsOn: day(startsOn) },
    },
    {
      kind: 'group',
      stream: group,
      expected: 'latest',
      command: { do: 'take_place', on, case: id, enrolment },
    },
  ]);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return id;
}

const [one, other] = [await placed('TC-1'), await placed('TC-2')];
const url = `/groups/${group}/register/1`;
const taken = await lead.fill(url, { [`mark-${one}`]: 'ATTC', [`mark-${other}`]: 'UAAB' });
assert.equal(taken.statusCode, 303);

/** What a table row says of somebody, without its markup. */
const rowOf = (body: string, reference: string) =>
  body
    .split('<tr>')
    .find(row => row.includes(`>${reference}</a>`))!
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const markOf = async (id: string) =>
  (await lead.repository.person(id))!.state.enrolments[0].attendances.find(each => each.session === 1);

test('a mark is corrected, and both stand side by side: who marked first and when, who corrected and when', async () => {
  house.clock.now += 60 * 60_000;
  const page = await second.open(`${url}/${other}`);
  assert.match(page.body, /Absent, not accepted[\s\S]*stands now/);
  for (const { words } of Object.values(attendanceOutcomes)) assert.ok(page.body.includes(words), words);
  assert.equal(
    (await second.fill(`${url}/${other}`, { code: 'AAME', because: 'person_asked' })).statusCode,
    303,
  );
  assert.equal((await markOf(other))!.code, 'AAME');
  const { body } = await lead.open(url);
  const row = rowOf(body, 'TC-2');
  const names = [lead, second].map(each => each.actor.name);
  assert.match(row, new RegExp(`Absent, not accepted ${names[0]}, 12 March 2026.*Absent, accepted: medical`));
  assert.match(
    row,
    new RegExp(
      `Corrected by ${names[1]}, 12 March 2026[^.]*\\.[^.]*\\. The person asked for it to be put right`,
    ),
  );
  const history = (await lead.open(`${url}/${other}`)).body;
  assert.match(history, /Absent, accepted: medical[\s\S]*The person asked for it to be put right<\/span>/);
  assert.ok(!rowOf(body, 'TC-1').includes('Corrected by'));
  assert.ok(!body.includes('Marbernford'), 'E36: initials and reference alone');
  assert.ok(!(await second.open(`${url}/${other}`)).body.includes('Marbernford'));
});

test('a late mark is one too; the same mark again, and no mark at all, are refused and change nothing', async () => {
  assert.equal(
    (await lead.fill(`${url}/${one}`, { code: 'ATTC', late: 'yes', because: 'entered_wrongly' })).statusCode,
    303,
  );
  assert.equal((await markOf(one))!.how.late, true);
  const same = await lead.fill(`${url}/${one}`, { code: 'ATTC', late: 'yes', because: 'entered_wrongly' });
  assert.equal(same.statusCode, 422);
  assert.match(same.body, /This is what the mark says already\. Nothing was saved/);
  const none = await lead.fill(`${url}/${one}`, {});
  assert.match(none.body, /Choose what is true\./);
  const unsaid = await lead.fill(`${url}/${one}`, { code: 'UAAB' });
  assert.equal(unsaid.statusCode, 422);
  assert.match(unsaid.body, /href="#because">Choose why it is corrected\./);
  assert.equal((await lead.repository.person(one))!.superseded.length, 1);
});

test('whoever has no mark is listed first, with one step to it: a mark taken out, and a place given after the register', async () => {
  const person = (await lead.repository.person(other))!;
  const mark = person.events.find(event => event.type === 'attended')!;
  const version = mark.replaces ?? mark.version;
  const out = await lead.repository.correct(
    'case',
    other,
    person.version,
    randomUUID(),
    version,
    null,
    'entered_wrongly',
  );
  assert.ok(out.ok, JSON.stringify(out));
  const late = await placed('TC-3');
  const later = await placed('TC-4', '2026-03-12');
  const { body } = await lead.open(url);
  const list = /<h2 id="unmarked">[\s\S]*?<\/section>/.exec(body)![0];
  assert.ok(!body.includes(later), 'who came to the group afterwards was not expected');
  assert.deepEqual(
    [...list.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).sort(),
    [`${url}/${other}`, `${url}/${late}`].sort(),
  );
  assert.match((await lead.open(`${url}/${late}`)).body, /Nobody has marked them yet/);
  for (const id of [other, late]) {
    assert.equal((await lead.fill(`${url}/${id}`, { code: 'AAFC' })).statusCode, 303);
    assert.equal((await markOf(id))!.code, 'AAFC');
  }
  const after = (await lead.open(url)).body;
  assert.ok(!after.includes('id="unmarked"'));
  // All three things that were said of the first of them are still there.
  const history = (await lead.open(`${url}/${other}`)).body;
  for (const words of [
    'Absent, not accepted',
    'Absent, accepted: medical',
    'Taken out',
    'family or childcare',
  ]) {
    assert.ok(history.includes(words), words);
  }
});

test('two who correct one mark at once: the second sees what the first said, and nothing is lost', async () => {
  const [mine, theirs] = [await lead.open(`${url}/${one}`), await second.open(`${url}/${one}`)];
  const fields = (body: string) => ({
    _token: /name="_token" value="([^"]+)"/.exec(body)![1],
    _command: /name="_command" value="([^"]+)"/.exec(body)![1],
    _seen: /name="_seen" value="([^"]+)"/.exec(body)![1],
  });
  const first = await lead.send(`${url}/${one}`, {
    ...fields(mine.body),
    code: 'AFTC',
    because: 'entered_wrongly',
  });
  assert.equal(first.statusCode, 303);
  const late = await second.send(`${url}/${one}`, {
    ...fields(theirs.body),
    code: 'ATSH',
    because: 'learnt_later',
  });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Attended, failed to comply/);
  assert.equal((await markOf(one))!.code, 'AFTC');
});

test('E20: there is no mark to find of a session without a register, of somebody else’s group, or of nobody', async () => {
  for (const address of [
    `/groups/${group}/register/2/${one}`,
    `/groups/${group}/register/9/${one}`,
    `${url}/${randomUUID()}`,
    `/groups/${randomUUID()}/register/1/${one}`,
  ]) {
    assert.equal((await lead.open(address)).statusCode, 404, address);
  }
  const kept = await lead.repository.decide('case', one, 'latest', randomUUID(), {
    do: 'exclude_staff',
    on: day('2026-03-12'),
    staff: [second.actor.userId],
    reason: 'as told',
  });
  assert.ok(kept.ok);
  assert.equal((await second.open(`${url}/${one}`)).statusCode, 404);
  assert.ok(!(await second.open(url)).body.includes('TC-1<'));
});
