import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { caseDecider, day, londonDay, type CaseCommand, type CaseEvent } from '@throughcare/pathway';
import { underInvestigation } from '@throughcare/pathway/testing';
import { asItStands } from '../../as-it-stands.ts';
import { openHouse } from '../../helpline/house.ts';
import { offerProgrammes, planGroup } from '../case.ts';
import { entriesInLaw } from './entries-in-law.ts';
import { entriesInWork } from './entries-in-work.ts';

const house = await openHouse();
// After every day of the histories, so that none of them is to come.
house.clock.now = Date.UTC(2026, 10, 20, 10);
await offerProgrammes(house);
const mine = await house.walker('practitioner', 'programme_lead');
const other = await house.walker('practitioner', 'programme_lead');
const group = await planGroup(mine, ['2026-03-02', '2026-03-12']);
const because = 'learnt_later';

async function tell(commands: readonly CaseCommand[]): Promise<string> {
  const id = randomUUID();
  for (const [version, command] of commands.entries()) {
    const told = await mine.repository.decide('case', id, version, randomUUID(), command);
    assert.ok(told.ok, `${command.do}: ${JSON.stringify(told)}`);
  }
  return id;
}

/** The last entry of a case that answers to a command of this name, as it is believed on a day, or stands now. */
async function entryOf(id: string, names: readonly string[], believedOn?: ReturnType<typeof day>) {
  const person = (await mine.repository.person(id, believedOn ? { believedOn } : {}))!;
  const found = person.events
    .map(event => ({ event, command: caseDecider.commandOf(event as unknown as CaseEvent) }))
    .findLast(({ command }) => command !== null && names.includes(command.do));
  assert.ok(found, `${names.join()} is there`);
  return { event: found.event, command: found.command! };
}

const opened = underInvestigation.map(one =>
  one.do === 'open' ? { ...one, practitioner: mine.actor.userId } : one,
);
const entries = {
  ...entriesInLaw,
  ...entriesInWork({ mine: mine.actor.userId, other: other.actor.userId, group }),
};

for (const [name, entry] of Object.entries(entries)) {
  if (typeof entry === 'string') continue;
  test(`E23: ${name} is put right in what it says: as it stands now, and on the day before as it was told`, async () => {
    const id = await tell([...opened, ...entry.told]);
    const toldOn = londonDay(house.clock.now);
    const { event, command } = await entryOf(id, [name]);
    house.clock.now += 86_400_000;

    const url = `/people/${id}/entries/${event.version}`;
    const { statusCode, body } = await mine.open(url);
    assert.equal(statusCode, 200);
    const sent = await mine.send(url, {
      ...asItStands(body, url),
      wrong: 'put_right',
      because,
      ...entry.change,
    });
    assert.equal(sent.statusCode, 303, /govuk-error-summary[\s\S]{0,900}/.exec(sent.body)?.[0] ?? '');

    const is = JSON.parse(JSON.stringify({ ...command, ...entry.becomes }));
    const now = await entryOf(id, [name, is.do]);
    // What a command of another name does not have goes with the name.
    const expected = Object.fromEntries(Object.entries(is).filter(([key]) => key in now.command));
    assert.deepEqual(now.command, expected);
    for (const key of Object.keys(entry.becomes)) assert.ok(key in now.command, key);
    assert.equal(now.event.replaces, event.version);
    assert.deepEqual((await entryOf(id, [name], toldOn)).command, command);
  });
}

test('the answer to a referral and whose case it became are put right before anything follows from them', async () => {
  const id = await tell([opened[0], { do: 'triage', on: day('2024-01-09'), outcome: 'not_suitable' }]);
  const url = `/people/${id}/entries/2`;
  const { body } = await mine.open(url);
  const sent = await mine.send(url, {
    ...asItStands(body, url),
    wrong: 'put_right',
    because,
    outcome: 'accepted',
  });
  assert.equal(sent.statusCode, 303, sent.body);
  assert.equal((await mine.repository.person(id))!.state.status, 'accepted');
});
