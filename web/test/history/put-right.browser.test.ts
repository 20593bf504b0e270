import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startWalk } from '../browser.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';
import { correctedHouse } from './corrected-house.ts';

const { concern, contact, group, house, lead, person, safeguarding, worker } = await correctedHouse();

const walk = await startWalk(house.options);
after(() => walk.stop());

const states: Record<string, State> = {
  'the sentence of a person, by the form that recorded it': {
    as: lead,
    reach: at(`/people/${person}/entries/5`),
  },
  'the sentence of a person, sent with nothing chosen': {
    as: lead,
    reach: sent(`/people/${person}/entries/5`, 'Correct it'),
  },
  'an entry of a person with nothing but its day': { as: lead, reach: at(`/people/${person}/entries/3`) },
  'a person with what was corrected': { as: lead, reach: at(`/people/${person}`) },
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
    await page.getByLabel('It was entered wrongly').check();
    await page.getByRole('button', { name: 'Correct it' }).click();
    assert.equal(new URL(page.url()).pathname, url);
    assert.ok(await page.getByText(says).first().isVisible(), `${url} says ${says}`);
    assert.ok(
      await page.getByRole('heading', { name: 'As first told, before it was corrected' }).isVisible(),
    );
    assert.ok(await page.getByText('It was entered wrongly.').first().isVisible(), 'and why');
    await page.context().close();
  }
});

test('in a browser without scripts the sentence of a person is put right by the form that recorded it, and the time line says why', async () => {
  const page = await walk.open({ javaScript: false, cookie: lead.cookie, width: 320 });
  await page.goto(`/people/${person}`);
  await page.getByRole('link', { name: /^Correct\s*: Sentenced$/ }).click();
  await page.getByLabel('Something in it is wrong: I put it right below').check();
  await page.getByLabel('The person asked for it to be put right').check();
  assert.equal(await page.getByLabel('Length, in months').inputValue(), '12', 'it begins as it was told');
  await page.getByLabel('Length, in months').fill('18');
  await page.getByRole('button', { name: 'Correct it' }).click();
  assert.equal(new URL(page.url()).pathname, `/people/${person}`);
  assert.ok(
    await page
      .getByText(/^Corrected by .* The person asked for it to be put right\.$/)
      .first()
      .isVisible(),
  );
  await page.context().close();
});
