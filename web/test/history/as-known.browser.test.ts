import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startWalk } from '../browser.ts';
import { assertGoodState, at, type State } from '../helpline/in-browser.ts';
import { correctedHouse } from './corrected-house.ts';

const { concern, contact, group, house, lead, person, safeguarding, worker } = await correctedHouse();

const walk = await startWalk(house.options);
after(() => walk.stop());
const then = '?known=2026-03-12';

const states: Record<string, State> = {
  'a person as known on a day': { as: lead, reach: at(`/people/${person}${then}`) },
  'a person, asked for a day that is none': { as: lead, reach: at(`/people/${person}?known=nonsense`) },
  'a group as known on a day': { as: lead, reach: at(`/groups/${group}${then}`) },
  'a group with what was let stand': { as: lead, reach: at(`/groups/${group}`) },
  'a concern as known on a day': { as: safeguarding, reach: at(`/concerns/${concern}${then}`) },
  'a concern with what was corrected and let stand': { as: safeguarding, reach: at(`/concerns/${concern}`) },
  'a contact with what was let stand': { as: worker, reach: at(`/helpline/${contact}`) },
};

describe('what was known on a day and what was let stand are read on any screen, with axe finding nothing', () => {
  for (const [name, state] of Object.entries(states)) test(name, () => assertGoodState(walk, name, state));
});

test('a day is chosen in a browser without scripts, and the page of today is one link away', async () => {
  for (const [who, url] of [
    [lead, `/people/${person}`],
    [lead, `/groups/${group}`],
    [safeguarding, `/concerns/${concern}`],
  ] as const) {
    const page = await walk.open({ javaScript: false, cookie: who.cookie });
    await page.goto(url);
    await page.getByLabel('Day', { exact: true }).fill('2026-03-12');
    await page.getByRole('button', { name: 'Show that day' }).click();
    assert.ok(await page.getByRole('heading', { name: 'As it was known on 12 March 2026' }).isVisible(), url);
    await page.getByRole('link', { name: 'Back to how it stands today' }).click();
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, url);
    assert.equal(await page.getByText('As it was known on 12 March').count(), 0);
    await page.close();
  }
});
