import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { make, viewersOf, worlds } from '@throughcare/records/testing';
import { closedIsNotThere } from './closed.ts';
import { openDrawnHouse } from './drawn-house.ts';
import { listsHold } from './lists.ts';
import { pagesHold } from './pages.ts';
import type { Looking } from './looking.ts';

/** How many drawn organisations; `THROUGHCARE_WORLDS=50` draws as many. */
const WORLDS = Number(process.env.THROUGHCARE_WORLDS ?? 2);

const house = await openDrawnHouse();

test('E20: by every address, in every list, count, search and copy, each account of a drawn organisation finds what the table says, and a record that is closed to them is the same bytes as one that is not there', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, worlds, fc.nat(), async (drawn, drawnElsewhere, turn) => {
      const [here, there] = [randomUUID(), randomUUID()];
      const made = await make(house, here, drawn);
      const others = await make(house, there, drawnElsewhere);
      house.signIn(here);
      for (const [index, viewer] of viewersOf(here, drawn).entries()) {
        const who = `${viewer.user} as ${viewer.roles.join(', ') || 'nobody'}`;
        const looking: Looking = { viewer, who, browser: house.browser(viewer.user), made, others };
        await pagesHold(looking, turn + index);
        await closedIsNotThere(house, looking, turn + index);
        await listsHold(looking);
      }
    }),
    // A drawn organisation is dear: the one that failed is printed with its seed, and not made smaller.
    { numRuns: WORLDS, endOnFailure: true },
  );
});
