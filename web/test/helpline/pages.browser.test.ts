import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { londonDay } from '@throughcare/pathway';
import { startWalk, tabOrder } from '../browser.ts';
import { DAY, HOUR, openHouse } from './house.ts';
import { assertGoodState, at, sent, type State } from './in-browser.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const worker = await house.walker('helpline_worker');
const colleague = await house.walker('helpline_worker');
const lead = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');

await assertEmpty();
await house.call(
  'I am fifteen. See www.harm.example/a-very-long-address-that-could-stick-out-of-a-narrow-page',
  'other',
  'under_18',
);
house.clock.now += 3 * HOUR;
await house.call('Somebody in my family was arrested.\n\nWhat now?', 'another_adults_behaviour', 'family');
const [young, family] = (await worker.repository.contacts()).map(row => `/helpline/${row.contact}`) as [
  string,
  string,
];
await worker.fill(family, { words: 'You did right to write.' });
await worker.fill(`${family}/actions`, { actions: ['see_gp'] });
await colleague.fill(young, {}, `${young}/take`);
const urgent = await raise({ said: 'Words.', child: 'A made-up child', to: 'police', reference: '' });
const calm = await raise({ said: '', danger: 'no', source: 'case' });
const shut = await raise({ said: 'Words.', to: 'police', reference: 'P 1' });
const second = await house.walker('safeguarding_lead');
await lead.fill(`${shut}/review`, { agreed: 'no', words: 'More.' });
await lead.fill(`${shut}/third`, { third: second.actor.userId });
await second.fill(`${shut}/settle-review`, { words: 'Done.' });
await lead.fill(`${shut}/answer`, { outcome: 'assessment', words: '' });
await lead.fill(`${shut}/close`, { outcome: 'authority_acts' });
const about = await house.walker('practitioner');
const full = await raise({ said: 'Words.', to: 'police', reference: '', about: about.actor.userId });
await worker.fill(`${full}/words`, { said: 'More words.', child: 'A made-up child' });
await worker.fill(`${full}/report`, { to: 'duty_desk', reference: 'D 1' });
await lead.fill(`${full}/escalate`, { passing: '', level: 'partnership', reason: 'As told.' });
await lead.fill(`${full}/join`, { with: urgent });
house.clock.now += 4 * DAY;

async function assertEmpty() {
  await assertGoodState(walk, 'empty desk', { as: worker, reach: at('/helpline') });
  await assertGoodState(walk, 'empty board', { as: lead, reach: at('/concerns') });
}

async function raise(fields: Record<string, string>): Promise<string> {
  const answer = await worker.fill('/concerns/new', fields);
  return String(answer.headers.location);
}

const states: Record<string, State> = {
  desk: { as: worker, reach: at('/helpline') },
  'contact of somebody under 18, with an address in it': { as: worker, reach: at(young) },
  'contact, answered': { as: worker, reach: at(family) },
  'answer, empty': { as: worker, reach: sent(family, 'Send the answer') },
  'answer, two at once': {
    as: worker,
    reach: sent(family, 'Send the answer', async page => {
      await page.getByLabel('Your answer').fill('Mine.');
      const { userId } = colleague.actor;
      await colleague.repository.decide('contact', family.slice(10), 'latest', randomUUID(), {
        do: 'answer',
        on: londonDay(house.clock.now),
        worker: userId,
        words: 'Theirs.',
      });
    }),
  },
  'words to read out': { as: worker, reach: at('/helpline/call') },
  'call, nothing chosen': {
    as: worker,
    reach: async page => {
      await page.goto('/helpline/call?to=family');
      await page.getByRole('button', { name: 'I have read it out' }).click();
      await page.getByRole('button', { name: 'Open the call' }).click();
    },
  },
  'call, going on': {
    as: worker,
    reach: async page => {
      await page.goto('/helpline/call');
      await page.getByRole('button', { name: 'I have read it out' }).click();
      await page.getByLabel('Their own thoughts or behaviour').check();
      await page.getByRole('button', { name: 'Open the call' }).click();
    },
  },
  'after a call': { as: worker, reach: at('/helpline/after') },
  'code, not known': {
    as: worker,
    reach: sent('/helpline/code', 'Find the contact', page => page.getByLabel('Code').fill('AAAA-AAA-AAA')),
  },
  'code, given': { as: worker, reach: sent(`${family}/code`, 'Show the code') },
  'call back, nothing chosen': { as: worker, reach: sent(`${family}/call-back`, 'Save the call back') },
  'call back, number open': {
    as: worker,
    reach: async page => {
      await page.goto(`${family}/call-back`);
      await page.getByLabel('We ring them').check();
      await page.getByLabel('From').fill('14:00');
      await page.getByLabel('Until').fill('15:00');
      await page.getByLabel('Their number, only if we ring').fill('+44 0000 774119');
      await page.getByRole('button', { name: 'Save the call back' }).click();
      await page.goto(`${family}/call-back/made`);
      await page.getByRole('button', { name: 'Open the number' }).click();
    },
  },
  'a note that is looked at again': {
    as: worker,
    reach: sent(`${family}/record/note`, 'Save', page =>
      page.getByLabel('Note').fill('The victim is a neighbour.'),
    ),
  },
  'agreed actions': { as: worker, reach: at(`${family}/actions`) },
  'agreed actions, none': { as: worker, reach: sent(`${family}/actions`, 'Save') },
  'ending, not chosen': { as: worker, reach: sent(`${family}/end`, 'End this contact') },
  'somebody is in danger': { as: worker, reach: at(`${young}/concern`) },
  'nobody is in danger': { as: worker, reach: at(`${young}/concern?danger=no`) },
  'concern without a contact': { as: practitioner, reach: at('/concerns/new') },
  'desk, forbidden': { as: lead, reach: at('/helpline') },
  'contact, not there': { as: worker, reach: at(`/helpline/${randomUUID()}`) },
  'board of the lead': { as: lead, reach: at('/concerns') },
  'board of somebody who raised some': { as: worker, reach: at('/concerns') },
  'concern, its raiser': { as: worker, reach: at(urgent) },
  'concern, the lead': { as: lead, reach: at(urgent) },
  'concern, nothing written': { as: lead, reach: at(calm) },
  'concern, closed': { as: lead, reach: at(shut) },
  'review, not chosen': { as: lead, reach: sent(`${urgent}/review`, 'Save') },
  'decision, not chosen': { as: lead, reach: sent(`${calm}/decide`, 'Save my decision') },
  'passing on, nothing entered': { as: lead, reach: sent(`${calm}/pass-on`, 'Save') },
  'a report of one’s own': { as: lead, reach: at(`${calm}/report`) },
  'concern about staff, with everything': { as: lead, reach: at(full) },
  'naming two, not chosen': { as: lead, reach: sent(`${calm}/deciders`, 'Name them') },
  'naming a third, not chosen': { as: lead, reach: sent(`${calm}/third`, 'Name them') },
  'settling, not chosen': { as: second, reach: sent(`${calm}/settle`, 'Save my decision') },
  'the authority answered, not chosen': { as: lead, reach: sent(`${full}/answer`, 'Save') },
  'disagreement, not chosen': { as: lead, reach: sent(`${full}/escalate`, 'Save') },
  'answer to it, not chosen': { as: lead, reach: sent(`${full}/escalation-answer`, 'Save') },
  'about staff, nobody chosen': { as: lead, reach: sent(`${calm}/staff`, 'Save') },
  'joining, wrong address': { as: lead, reach: sent(`${calm}/join`, 'Join them') },
  'taking apart': { as: lead, reach: at(`${full}/unjoin`) },
  'who has to report': { as: lead, reach: sent('/concerns/reporting-duty', 'Set it') },
  chasing: { as: lead, reach: at(`${urgent}/chase`) },
  'link, wrong reference': {
    as: lead,
    reach: sent(`${urgent}/link`, 'Link it', page => page.getByLabel('Reference of the case').fill('TC-9')),
  },
  'closing, too early': { as: lead, reach: sent(`${calm}/close`, 'Close it') },
  'words of a concern': { as: worker, reach: at(`${urgent}/words`) },
  'reference, missing': { as: worker, reach: sent(`${urgent}/reference`, 'Save') },
};

describe('every state of the helpline and of concerns', () => {
  for (const [name, state] of Object.entries(states)) {
    test(`${name}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, () =>
      assertGoodState(walk, name, state));
  }
});

test('E34: from the desk to a recorded concern at 320 px without JavaScript, by one person', async () => {
  const page = await walk.open({ cookie: colleague.cookie, width: 320, javaScript: false });
  await page.goto('/helpline');
  await page.getByRole('link', { name: /Read and answer ?: They are under 18/ }).click();
  await page.getByRole('link', { name: 'Somebody is in danger now' }).click();
  await page.getByLabel('What was said').fill('Words.');
  await page.getByLabel('Police (101)').check();
  await page.getByLabel('The reference they gave you').fill('P 77');
  await page.getByRole('button', { name: 'Save, done' }).click();
  assert.match(await page.locator('h1').innerText(), /^Concern of/);
  assert.ok(await page.getByText(/Police \(101\)\. Reference P 77\./).isVisible());
  await page.context().close();
});

test('E34: the keyboard comes to danger first, then to the answer, then to what stands beside it', async () => {
  const page = await walk.open({ cookie: worker.cookie });
  await page.goto(family);
  const stops = await tabOrder(page);
  const place = (name: string) => stops.findIndex(stop => stop.includes(name));
  const order = [
    'Skip to main content',
    'Somebody is in danger now',
    'words',
    'Send the answer',
    'End this contact',
  ];
  const places = order.map(place);
  assert.ok(!places.includes(-1), stops.join('\n'));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  await page.context().close();
});
