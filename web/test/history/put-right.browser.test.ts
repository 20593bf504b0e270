import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startWalk } from '../browser.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';
import { concern, contact, group, house, lead, person, safeguarding, worker } from './corrected-house.ts';

const walk = await startWalk(house.options);
after(() => walk.stop());

const states: Record<string, State> = {
  'an entry of a person': { as: lead, reach: at(`/people/${person}/entries/5`) },
  'an entry of a group': { as: lead, reach: at(`/groups/${group}/entries/1`) },
  'what a concern was raised with': { as: safeguarding, reach: at(`/concerns/${concern}/entries/1`) },
  'a decision in a concern, sent with nothing chosen': {
    as: safeguarding,
    reach: sent(`/concerns/${concern}/entries/3`, 'Correct it'),
  },
  'an entry of a contact, sent with nothing chosen': {
    as: worker,
    reach: sent(`/helpline/${contact}/entries/4`, 'Correct it'),
  },
  'a group with what happened': { as: lead, reach: at(`/groups/${group}`) },
  'a concern with what was done': { as: safeguarding, reach: at(`/concerns/${concern}`) },
  'a contact with what was recorded': { as: worker, reach: at(`/helpline/${contact}`) },
};

describe('an entry is put right on any screen, with axe finding nothing', () => {
  for (const [name, state] of Object.entries(states)) test(name, () => assertGoodState(walk, name, state));
});

test('in a browser without scripts an entry of a group, a concern and a contact is put right from the page that shows it', async () => {
  for (const [who, url, what, change, says] of [
    [lead, `/groups/${group}`, 'The group', ['What the group is called', 'Autumn group'], 'Autumn group'],
    [
      safeguarding,
      `/concerns/${concern}`,
      'Raised',
      ['The child, if you know', 'As corrected'],
      'As corrected',
    ],
    [worker, `/helpline/${contact}`, 'Taken', null, 'As first told'],
  ] as const) {
    const page = await walk.open({ javaScript: false, cookie: who.cookie, width: 320 });
    await page.goto(url);
    await page.getByRole('link', { name: new RegExp(`^Put this right\\s*: ${what}$`) }).click();
    // What a record begins with is never taken out, so nobody is asked.
    if (change) await page.getByLabel(change[0]).fill(change[1]);
    else await page.getByLabel('It should not be here: take it out').check();
    await page.getByRole('button', { name: 'Correct it' }).click();
    assert.equal(new URL(page.url()).pathname, url);
    assert.ok(await page.getByText(says).first().isVisible(), `${url} says ${says}`);
    assert.ok(
      await page.getByRole('heading', { name: 'As first told, before it was corrected' }).isVisible(),
    );
    await page.context().close();
  }
});
