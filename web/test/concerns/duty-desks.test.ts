import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import type { Actor } from '@throughcare/records';
import { buildApp } from '../../src/app.ts';
import { asItStands } from '../as-it-stands.ts';
import { openHouse } from '../helpline/house.ts';

const house = await openHouse();
const lead = await house.walker('safeguarding_lead');
const head = await house.walker('administrator');
const worker = await house.walker('helpline_worker');
const practitioner = await house.walker('practitioner');
const partner = await house.walker('outside_partner');

const north = {
  area: 'Northshire',
  officeNumber: '020 7946 0000, option 3',
  officeHours: 'Monday to Friday, 9am to 5pm',
  outOfHoursNumber: '',
  'checkBy-day': '12',
  'checkBy-month': 'September',
  'checkBy-year': '2026',
};

/** What a page says, without its marks. */
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

/** The address at which the desk of an area is changed. */
async function deskOf(area: string): Promise<string> {
  const { dutyDesks } = await lead.repository.organisation();
  return `/concerns/duty-desks/${dutyDesks.find(one => one.area === area)!.id}`;
}

// First, while none is set.
test('E34: where no duty desk is set the page of danger says 999 first and whom to ask, and takes a concern as ever', async () => {
  const page = (await worker.open('/concerns/new')).body;
  const main = page.slice(page.indexOf('<main'));
  assert.ok(
    main.indexOf('<b>999</b>') < main.indexOf('No duty desk number is set: ask your safeguarding lead.'),
  );
  assert.ok(main.indexOf('No duty desk number is set') < main.indexOf('<form'));
  const sent = await worker.fill('/concerns/new', { said: 'As told.', to: 'emergency_services' });
  assert.equal(sent.statusCode, 303);
  const pass = (await worker.open(`${String(sent.headers.location)}/pass-on`)).body;
  assert.match(pass, /No duty desk number is set: ask your safeguarding lead\./);
  assert.match(
    (await worker.open('/concerns/duty-desks')).body,
    /Ask your safeguarding lead\. In danger ring 999\./,
  );
});

test('E34: a safeguarding lead sets the desk of each area, and whoever works here finds both numbers where they need them', async () => {
  assert.equal((await lead.fill('/concerns/duty-desks/new', north)).statusCode, 303);
  const south = {
    ...north,
    area: 'Southshire',
    officeNumber: '020 7946 0002',
    outOfHoursNumber: '020 7946 0003',
  };
  assert.equal((await head.fill('/concerns/duty-desks/new', south)).statusCode, 303);
  for (const one of [worker, practitioner, lead]) {
    const page = (await one.open('/concerns/new')).body;
    const said = textOf(page);
    assert.match(
      said,
      /Northshire: 020 7946 0000, option 3 Monday to Friday, 9am to 5pm At other times: not set\. In danger ring 999\./,
    );
    assert.match(
      said,
      /Southshire: 020 7946 0002 Monday to Friday, 9am to 5pm At other times: 020 7946 0003/,
    );
    assert.ok(page.indexOf('<b>999</b>') < page.indexOf('Northshire'), '999 comes first');
  }
  const sent = await practitioner.fill('/concerns/new?danger=no', { danger: 'no', said: 'As told.' });
  for (const form of ['pass-on', 'report']) {
    const { body } = await practitioner.open(`${String(sent.headers.location)}/${form}`);
    assert.equal([...body.matchAll(/020 7946 0003/g)].length, 1, form);
  }
  const list = (await worker.open('/concerns/duty-desks')).body;
  assert.match(list, new RegExp(`${lead.actor.name}, <time datetime="2026-03-12">`));
  assert.match(list, new RegExp(`${head.actor.name}, <time datetime="2026-03-12">`));
});

test('E34, E37: a duty desk is plain text: nothing of it can be clicked, and nobody but a lead changes it', async () => {
  const page = (await worker.open('/concerns/new')).body;
  assert.doesNotMatch(page, /href="tel:/);
  const desk = await deskOf('Northshire');
  for (const one of [worker, practitioner, partner]) {
    for (const url of [desk, `${desk}/remove`, '/concerns/duty-desks/new'])
      assert.equal((await one.open(url)).statusCode, 403, url);
    assert.equal((await one.send(desk, north)).statusCode, 403);
  }
  assert.doesNotMatch((await worker.open('/concerns/duty-desks')).body, /Check or change it/);
});

test('E34: what cannot be rung, or is never checked again, is asked again with everything typed', async () => {
  const wrong = await lead.fill('/concerns/duty-desks/new', {
    ...north,
    area: 'Eastshire',
    officeNumber: 'by post',
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Enter a telephone number in figures/);
  assert.match(wrong.body, /value="by post"/);
  assert.match(wrong.body, /value="September"/);
  const late = await lead.fill('/concerns/duty-desks/new', {
    ...north,
    area: 'Eastshire',
    'checkBy-year': '2029',
  });
  assert.match(late.body, /href="#checkBy"/);
  assert.match(late.body, /within 12 months of it\. Nothing was saved\./);
});

test('E34: a number past its check stays shown, says so, and is right again once a lead saves it', async () => {
  const before = house.clock.now;
  house.clock.now = Date.UTC(2026, 8, 13, 10);
  const page = (await worker.open('/concerns/new')).body;
  assert.match(page.replaceAll(/<[^>]*>/g, ''), /020 7946 0000, option 3/);
  assert.match(
    page,
    /Not checked since <time datetime="2026-03-12">12 March 2026<\/time>\. If it does not answer, ring 999\./,
  );
  assert.match((await lead.open('/concerns')).body, /Ring and check again: Northshire, Southshire\./);
  assert.doesNotMatch((await worker.open('/concerns')).body, /Ring and check again/);
  const desk = await deskOf('Northshire');
  // The form comes filled in: what was right is only saved.
  const kept = (await lead.open(desk)).body;
  assert.match(kept, /value="020 7946 0000, option 3"/);
  const { area, officeNumber, officeHours, outOfHoursNumber } = north;
  const same = { area, officeNumber, officeHours, outOfHoursNumber };
  const next = { 'checkBy-day': '13', 'checkBy-month': '3', 'checkBy-year': '2027' };
  assert.equal((await lead.fill(desk, { ...same, ...next })).statusCode, 303);
  assert.match((await lead.open('/concerns')).body, /Ring and check again: Southshire\./);
  const { dutyDesks } = await lead.repository.organisation();
  assert.deepEqual(
    dutyDesks.map(one => [one.area, one.since, one.checkBy]),
    [
      ['Northshire', '2026-09-13', '2027-03-13'],
      ['Southshire', '2026-03-12', '2026-09-12'],
    ],
  );
  // As it was known earlier: the record keeps what stood there then.
  const known = await lead.repository.organisation({ believedOn: day('2026-03-12') });
  assert.equal(known.dutyDesks.find(one => one.area === 'Northshire')!.checkBy, '2026-09-12');
  house.clock.now = before;
});

test('E34: of two people who change one desk at once the first is kept, and the second is shown both and loses nothing', async () => {
  const desk = await deskOf('Southshire');
  const read = async (who: typeof lead) => asItStands((await who.open(desk)).body, desk);
  const [first, second] = [await read(lead), await read(head)];
  const sent = await Promise.all([
    lead.send(desk, { ...first, officeNumber: '020 7946 0011' }),
    head.send(desk, { ...second, outOfHoursNumber: '020 7946 0022' }),
  ]);
  assert.deepEqual(sent.map(one => one.statusCode).sort(), [303, 409]);
  const refused = sent.find(one => one.statusCode === 409)!;
  const [theirs, mine] =
    sent[0] === refused ? ['020 7946 0022', '020 7946 0011'] : ['020 7946 0011', '020 7946 0022'];
  assert.match(textOf(refused.body), /020 7946 00(11|22)/);
  assert.ok(refused.body.includes(mine), 'what was typed is still there');
  const { dutyDesks } = await lead.repository.organisation();
  const kept = dutyDesks.find(one => one.area === 'Southshire')!;
  assert.ok([kept.officeNumber, kept.outOfHoursNumber].includes(theirs));
  assert.ok(![kept.officeNumber, kept.outOfHoursNumber].includes(mine));
});

test('E34: a desk that is taken off the list is shown nowhere any more; that it stood there stays in the record', async () => {
  const desk = await deskOf('Southshire');
  assert.match((await lead.open(`${desk}/remove`)).body, /Take the duty desk for Southshire off the list\?/);
  assert.equal((await lead.fill(`${desk}/remove`, {})).statusCode, 303);
  assert.equal((await lead.open(desk)).statusCode, 404);
  assert.doesNotMatch((await worker.open('/concerns/new')).body, /Southshire/);
});

test('E34: an outside partner’s page of danger needs nothing that this organisation has set', async () => {
  const page = await partner.open('/sent/concern');
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /<b>999<\/b>/);
  assert.doesNotMatch(page.body, /Northshire|duty-desks/);
  assert.equal((await partner.open('/concerns/duty-desks')).statusCode, 403);
});

test('E34: the page of danger stands while the record cannot be read, and says that the numbers are not there', async () => {
  const down = () => Promise.reject(Object.assign(new Error('shutting down'), { code: '57P01' }));
  const records = {
    ...house.records,
    as: (actor: Actor) => ({ ...house.records.as(actor), organisation: down }),
  };
  const services = { ...house.options.services, records };
  const app = await buildApp({ ...house.options, services });
  try {
    const page = await app.inject({ url: '/concerns/new', headers: { cookie: worker.cookie } });
    assert.equal(page.statusCode, 200);
    assert.match(
      page.body,
      /<b>999<\/b>[\s\S]*The numbers of the duty desks cannot be shown just now: ask your safeguarding lead\./,
    );
    assert.match(page.body, /name="said"/);
  } finally {
    await app.close();
  }
});
