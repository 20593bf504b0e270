import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { day, type CaseCommand, type ConcernCommand } from '@throughcare/pathway';
import { startWalk } from '../browser.ts';
import { openHouse, type Walker } from '../helpline/house.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';
import { openCase } from '../person/case.ts';

const on = day('2026-03-12');
const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const first = await house.walker('safeguarding_lead');
const second = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');

async function concern(...acts: readonly (readonly [Walker, ConcernCommand])[]): Promise<string> {
  const id = randomUUID();
  for (const [walker, command] of acts) {
    const outcome = await walker.repository.decide('concern', id, 'latest', randomUUID(), command);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  }
  return id;
}

const raise = {
  do: 'raise',
  on,
  source: 'staff',
  immediateDanger: false,
  said: 'as told',
  child: '',
} as const;
const ground = 'no_risk_described';
const decide = { do: 'decide', on, share: false, ground, reason: 'as told', told: true } as const;
const closing: readonly (readonly [Walker, ConcernCommand])[] = [
  [first, { ...raise, about: [] }],
  [first, { do: 'name_deciders', on, first: first.actor.userId, second: second.actor.userId }],
  [first, decide],
  [second, decide],
  [first, { do: 'close', on, outcome: 'not_shared' }],
];
const hold = { do: 'place_hold', on, hold: 'h1', ground: 'inquiry', until: null, reason: 'as told' } as const;
const asked = { do: 'ask_erasure', on, ground: 'legal_duty', reason: 'as told' } as const;

const fresh = `/concerns/${await concern(...closing)}/keeping`;
const held = `/concerns/${await concern(...closing, [first, asked], [second, hold])}/keeping`;

const person = await openCase(practitioner);
const copy: CaseCommand = { do: 'ask_copy', on, request: 'r1' };
await practitioner.repository.decide('case', person, 'latest', randomUUID(), copy);
await concern(...closing.slice(0, 1), [first, { do: 'link_to_case', on, case: person }]);

const states: Record<string, State> = {
  'nothing keeps it': { as: first, reach: at(fresh) },
  'a hold stands and its erasure was asked for': { as: second, reach: at(held) },
  'the same, as whoever asked sees it': { as: first, reach: at(held) },
  'a hold': { as: first, reach: at(`${fresh}/hold`) },
  'a hold, nothing chosen': { as: first, reach: sent(`${fresh}/hold`, 'Place the hold') },
  'lifting a hold': { as: second, reach: at(`${held}/lift-hold`) },
  'lifting a hold, nothing chosen': { as: second, reach: sent(`${held}/lift-hold`, 'Lift it') },
  'asking for erasure': { as: first, reach: at(`${fresh}/ask-erasure`) },
  'asking for erasure, nothing chosen': { as: first, reach: sent(`${fresh}/ask-erasure`, 'Ask for it') },
  'agreeing to erasure': { as: second, reach: at(`${held}/agree-erasure`) },
  'agreeing to erasure, refused': { as: second, reach: sent(`${held}/agree-erasure`, 'Erase it now') },
  'declining erasure': { as: second, reach: at(`${held}/decline-erasure`) },
  'declining erasure, nothing written': { as: second, reach: sent(`${held}/decline-erasure`, 'It stays') },
  'a copy beside a concern': { as: first, reach: at(`/people/${person}/kept/copy/r1`) },
};

for (const [name, state] of Object.entries(states)) {
  test(`keeping a concern, ${name}: axe finds nothing wide, narrow and dark, and nothing sticks out at 320 px`, () =>
    assertGoodState(walk, name, state));
}
