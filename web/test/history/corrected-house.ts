import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type StreamKind } from '@throughcare/pathway';
import { openHouse, type Walker } from '../helpline/house.ts';
import { offerProgrammes, openCase, planGroup, waits } from '../person/case.ts';

export const [told, next] = [day('2026-03-12'), day('2026-03-13')];
const [noon, nextNoon] = [Date.UTC(2026, 2, 12, 12), Date.UTC(2026, 2, 13, 12)];

type Command = Parameters<Walker['repository']['decide']>[4];
const tell = async (who: Walker, kind: StreamKind, id: string, command: object) => {
  const outcome = await who.repository.decide(kind, id, 'latest', randomUUID(), command as Command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.versions[id];
};
const takeOut = async (who: Walker, kind: StreamKind, id: string, version: number, head: number) => {
  const outcome = await who.repository.correct(
    kind,
    id,
    head,
    randomUUID(),
    version,
    null,
    'entered_wrongly',
    true,
  );
  assert.ok(outcome.ok, JSON.stringify(outcome));
};

/**
 * A service in which a person, a group, a concern and a contact were told of on 12 March, and in each of them one entry
 * was taken out on the day after, with what came later let stand.
 */
export async function correctedHouse() {
  const house = await openHouse();
  await offerProgrammes(house);
  const lead = await house.walker('practitioner', 'programme_lead');
  const safeguarding = await house.walker('safeguarding_lead');
  const second = await house.walker('safeguarding_lead');
  const worker = await house.walker('helpline_worker');

  house.clock.now = noon;
  // A person in a group whose register was taken; the place turns out to be a mistake.
  const person = await openCase(lead, 'TC-1', [waits('e1')]);
  const group = await planGroup(lead, ['2026-03-12', '2026-03-19']);
  await tell(lead, 'case', person, {
    do: 'give_place',
    on: told,
    enrolment: 'e1',
    group,
    startsOn: '2026-03-12',
  });
  const placed = await tell(lead, 'group', group, {
    do: 'take_place',
    on: told,
    case: person,
    enrolment: 'e1',
  });
  const marks = [{ case: person, code: 'ATTC' }];
  const moved = await tell(lead, 'case', person, { do: 'record_life_change', on: told, what: 'address' });
  const registered = await tell(lead, 'group', group, { do: 'take_register', on: told, session: 1, marks });
  // A concern with two who decide, one of whom decided.
  const concern = randomUUID();
  await tell(worker, 'concern', concern, {
    do: 'raise',
    on: told,
    source: 'staff',
    immediateDanger: false,
    said: 'canary as told',
    child: 'canary child',
  });
  const two = { first: safeguarding.actor.userId, second: second.actor.userId };
  const named = await tell(safeguarding, 'concern', concern, { do: 'name_deciders', on: told, ...two });
  const decided = await tell(safeguarding, 'concern', concern, {
    do: 'decide',
    on: told,
    share: true,
    ground: 'child_at_risk',
    reason: 'as told',
    told: true,
  });
  // A contact in which something was said of an action that was never agreed.
  await house.call('Canary of a caller.');
  const [{ contact }] = await worker.repository.contacts();
  await tell(worker, 'contact', contact, { do: 'take', on: told, worker: worker.actor.userId });
  const agreed = await tell(worker, 'contact', contact, {
    do: 'agree_actions',
    on: told,
    actions: ['see_gp'],
  });
  const report = { do: 'report_actions', on: told, taken: ['see_gp'], notTaken: [] };
  const reported = await tell(worker, 'contact', contact, report);

  house.clock.now = nextNoon;
  await takeOut(lead, 'case', person, moved, moved);
  await takeOut(lead, 'group', group, placed, registered);
  await takeOut(safeguarding, 'concern', concern, named, decided);
  await takeOut(worker, 'contact', contact, agreed, reported);
  return { house, lead, safeguarding, second, worker, person, group, concern, contact };
}
