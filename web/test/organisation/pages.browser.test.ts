import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import { startWalk } from '../browser.ts';
import { assertGoodState, at, sent } from '../helpline/in-browser.ts';
import { openHouse, type Walker } from '../helpline/house.ts';
import { offerProgrammes } from '../person/case.ts';

const on = day('2026-03-10');
const house = await openHouse();
await offerProgrammes(house);
const walk = await startWalk(house.options);
after(() => walk.stop());
const administrator = await house.walker('administrator');
const lead = await house.walker('programme_lead');
const [away, by] = [await house.walker('practitioner'), await house.walker('practitioner')];

const team = randomUUID();
const until = day('2026-03-20');
const arranged: OrganisationCommand[] = [
  { do: 'make_team', on, team, name: 'North' },
  { do: 'join_team', on, team, user: away.actor.userId },
  {
    do: 'arrange_cover',
    on,
    cover: randomUUID(),
    absent: away.actor.userId,
    by: by.actor.userId,
    from: on,
    until,
  },
  { do: 'count_unanswered', on, channel: 'phone', calls: 3 },
  {
    do: 'set_duty_desk',
    on,
    desk: randomUUID(),
    area: 'Northshire',
    officeNumber: '020 7946 0000, option 3',
    officeHours: 'Monday to Friday, 9am to 5pm',
    outOfHoursNumber: null,
    // Over, so that the page says so.
    checkBy: day('2026-03-11'),
  },
  {
    do: 'set_retention',
    on,
    class: 'group',
    months: 72,
    from: 'ended',
    agreed: 'by_two',
    owner: house.administrator.userId,
    legalReference: 'Policy 4',
    reason: 'As agreed',
  },
];
for (const command of arranged) {
  const own = house.records.as(house.administrator);
  assert.ok((await own.decide('organisation', house.organisation, 'latest', randomUUID(), command)).ok);
}

/** What is one page, whatever record it is of. */
const shapeOf = (url: string) =>
  url
    .replace(/\?.*/, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replace(/^(\/organisation\/(?:people|change\/[a-z-]+))\/.+$/, '$1/one');

/** Pages on the organisation, and on what it has set elsewhere. */
const OWN = /href="(\/(?:organisation\/|concerns\/duty-desks|retention)[^"]*)"/g;

/** One address of every page on the organisation that somebody is led to. */
async function pagesOf(walker: Walker): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const queue = ['/organisation', '/concerns/new'];
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    if (found.has(shapeOf(url))) continue;
    const { body, statusCode, headers } = await walker.open(url);
    if (statusCode === 303) queue.push(String(headers.location));
    if (statusCode !== 200) continue;
    found.set(shapeOf(url), url);
    queue.push(...[...body.matchAll(OWN)].map(([, link]) => link));
  }
  return found;
}

describe('every page on the organisation', async () => {
  const seen = new Set<string>();
  for (const walker of [administrator, lead]) {
    for (const [shape, url] of await pagesOf(walker)) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      test(`${shape}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, () =>
        assertGoodState(walk, shape, { as: walker, reach: at(url) }));
    }
  }
  test('all of them were met', () => assert.ok(seen.size >= 21, [...seen].join('\n')));
});

test('somebody is added by mistake without a name: the page says so, and axe finds nothing in it', () =>
  assertGoodState(walk, 'add, nothing filled in', {
    as: administrator,
    reach: sent('/organisation/add', 'Add them'),
  }));
