import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { assertAccessible, assertNoSidewaysScroll, startWalk } from '../browser.ts';
import { openHouse } from '../helpline/house.ts';

const on = day('2026-03-12');
const house = await openHouse();
const practitioner = await house.walker('practitioner');
const safeguarding = await house.walker('safeguarding_lead');
const administrator = await house.walker('administrator');
const walk = await startWalk({ services: house.options.services, now: () => house.clock.now });
after(() => walk.stop());

const identity = {
  surname: 'Ashgrove',
  forename: 'Tobin',
  bornOn: null,
  sex: 'M',
  postcodeDistrict: null,
  pnc: null,
} as const;

test('the pages on keeping a record are accessible and fit 320 px', async () => {
  const id = randomUUID();
  const commands: CaseCommand[] = [
    { do: 'refer', on, reference: 'TC-1', source: 'self', stage: 'not_known_to_police', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.actor.userId },
    { do: 'write_note', on, words: 'as told' },
    { do: 'ask_copy', on, request: 'r1' },
    { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null },
  ];
  for (const command of commands)
    await practitioner.repository.decide('case', id, 'latest', randomUUID(), command);
  const hold = randomUUID();
  const other = await house.walker('safeguarding_lead');
  const held = await other.repository.decide('organisation', other.actor.organisationId, 'latest', hold, {
    do: 'hold_records',
    on,
    hold,
    scope: 'everything',
    ground: 'inquiry',
    owner: other.actor.userId,
    authority: 'as told',
    until: null,
    reason: 'as told',
  });
  assert.ok(held.ok);
  const pages = [
    [safeguarding, `/people/${id}/kept`],
    [safeguarding, `/people/${id}/kept/hold`],
    [safeguarding, `/people/${id}/kept/ask-erasure`],
    [safeguarding, `/people/${id}/kept/copy/r1`],
    [safeguarding, '/kept/erased'],
    [safeguarding, '/retention'],
    [safeguarding, '/retention/hold'],
    [safeguarding, `/retention/hold/${hold}/lift`],
    [administrator, '/retention/set'],
  ] as const;
  for (const width of [1280, 320]) {
    for (const [walker, url] of pages) {
      const page = await walk.open({ width, cookie: walker.cookie });
      await page.goto(url);
      await assertAccessible(page, `${url} at ${width} px`);
      await assertNoSidewaysScroll(page, `${url} at ${width} px`);
      await page.context().close();
    }
  }
});
