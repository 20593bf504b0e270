import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, londonDay, type Day } from '@throughcare/pathway';
import { withClient } from '@throughcare/records/testing';
import { formFields } from '../post.ts';
import { DAY, openHouse } from './house.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const NUMBER = '+44 0000 7741193';

const boxes = (day: Day) => {
  const [year, month, date] = day.split('-');
  return { 'day-day': date, 'day-month': month, 'day-year': year };
};

async function contact(): Promise<string> {
  house.clock.now += 1000;
  await house.call('As told.');
  const rows = await worker.repository.contacts();
  return `/helpline/${rows.find(row => row.openedAt === house.clock.now)!.contact}`;
}

async function agree(url: string, fields: Record<string, string> = {}) {
  const slot = { from: '14:00', until: '15:00', ...boxes(londonDay(house.clock.now)) };
  return worker.fill(`${url}/call-back`, { way: 'we_call', number: NUMBER, ...slot, ...fields });
}

/** How often anybody opened a number, by the record of who read what. */
const opened = () =>
  withClient(house.database.superuserUrl, async client => {
    const { rows } = await client.query<{ text: string }>('select a::text as text from throughcare.access a');
    return rows.filter(row => row.text.includes('callBackNumber')).length;
  });

test('a call back that is agreed stands on the desk until what became of it is recorded', async () => {
  const url = await contact();
  assert.equal((await agree(url)).statusCode, 303);
  const desk = (await worker.open('/helpline')).body;
  assert.match(desk, /Call backs[\s\S]*Due today, 14:00 to 15:00/);
  house.clock.now += DAY;
  assert.match(
    (await worker.open('/helpline')).body,
    /Was due on [^<]*, 14:00 to 15:00: record what became of it/,
  );
  const made = await worker.fill(`${url}/call-back/made`, { outcome: 'spoke' });
  assert.equal(made.headers.location, url);
  assert.ok(!(await worker.open('/helpline')).body.includes('Make the call back'));
});

test('E4: what is safe stands above the number, and the number is shown to nobody until they open it, which is recorded', async () => {
  const url = await contact();
  await worker.fill(`${url}/record/safe`, { safe: 'sayWhoWeAre' });
  await agree(url);
  const shown = await worker.open(`${url}/call-back/made`);
  assert.ok(!shown.body.includes(NUMBER));
  assert.match(shown.body, /Leave no message\./);
  assert.match(shown.body, /You may say who we are\./);
  const before = await opened();
  const number = await worker.fill(`${url}/call-back/made`, {}, `${url}/call-back/number`);
  assert.match(number.body, /What is safe[\s\S]*\+44 0000 7741193/);
  assert.equal(await opened(), before + 1);
  for (const one of [url, '/helpline', `${url}/call-back`])
    assert.ok(!(await worker.open(one)).body.includes(NUMBER), one);
});

test('nobody answered: another time is agreed with the number that is still there, without asking for it again', async () => {
  const url = await contact();
  await agree(url);
  const made = await worker.fill(`${url}/call-back/made`, { outcome: 'no_answer', next: 'again' });
  assert.equal(made.headers.location, `${url}/call-back`);
  assert.equal((await agree(url, { number: '' })).statusCode, 303);
  const number = await worker.fill(`${url}/call-back/made`, {}, `${url}/call-back/number`);
  assert.ok(number.body.includes(NUMBER));
});

test('E4: a number whose time is over is gone, and the page says so', async () => {
  const url = await contact();
  await agree(url, boxes(addDays(londonDay(house.clock.now), 13)));
  house.clock.now += 40 * DAY;
  await house.records.tend();
  const page = await worker.open(`${url}/call-back/made`);
  assert.match(page.body, /The number is gone/);
  assert.ok(!page.body.includes('Open the number'));
});

test('that they ring us needs no number, and keeps none that was typed', async () => {
  const url = await contact();
  const refused = await agree(url, { way: 'they_call' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /no number is needed, and none was kept/);
  assert.equal((await agree(url, { way: 'they_call', number: '' })).statusCode, 303);
  assert.ok(!(await worker.open(`${url}/call-back/made`)).body.includes('Open the number'));
});

test('a slot that makes no sense is answered in words, with what was typed', async () => {
  const url = await contact();
  const odd = await agree(url, { from: 'soon' });
  assert.equal(odd.statusCode, 422);
  assert.match(odd.body, /Enter from when to when/);
  assert.match(odd.body, /value="soon"/);
});

test('E20: only helpline workers come to a number', async () => {
  const url = await contact();
  await agree(url);
  const form = formFields((await worker.open(`${url}/call-back/made`)).body, `${url}/call-back/number`);
  for (const role of ['practitioner', 'administrator', 'safeguarding_lead'] as const) {
    const other = await house.walker(role);
    assert.notEqual((await other.send(`${url}/call-back/number`, form)).statusCode, 200, role);
  }
});

test('the desk lists call backs by day and hour, the next one first, each with its hours', async () => {
  const [late, early] = [await contact(), await contact()];
  await agree(late, { from: '16:30', until: '17:00' });
  await agree(early, { from: '09:15', until: '10:00' });
  const { body } = await worker.open('/helpline');
  const whens = [...body.matchAll(/Due today, (\d\d:\d\d to \d\d:\d\d)<\/p>/g)].map(([, hours]) => hours);
  assert.ok(whens.includes('09:15 to 10:00') && whens.includes('16:30 to 17:00'), whens.join());
  assert.deepEqual(whens, [...whens].sort());
});
