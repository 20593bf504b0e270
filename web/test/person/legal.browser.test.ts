import { after, describe, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { startWalk } from '../browser.ts';
import { openHouse } from '../helpline/house.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';
import { openCase } from './case.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const practitioner = await house.walker('practitioner');
const id = await openCase(practitioner, 'TC-B1', [
  { do: 'begin_notification', on: day('2025-05-13'), clock: 'n1', until: day('2030-05-13') },
]);
const form = (name: string): State => ({ as: practitioner, reach: at(`/people/${id}/${name}`) });

const states: Record<string, State> = {
  'what happened': form('record'),
  'a step of the law': form('legal-step'),
  'a sentence': form('sentence'),
  'the end of an order': form('order-end'),
  'a failure': form('failure'),
  'a failure, nothing filled in': {
    as: practitioner,
    reach: sent(`/people/${id}/failure`, 'Save'),
  },
  'a condition': form('condition'),
  'a prevention order': form('prevention-order'),
  'a correction': form('entries/4'),
};

describe('what happened in law can be recorded on any screen, with axe finding nothing', () => {
  for (const [name, state] of Object.entries(states)) test(name, () => assertGoodState(walk, name, state));
});
