import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import type { TestRecords } from '../../database.ts';
import { done } from '../../people.ts';
import { caseSeen, caseSteps } from './cases.ts';
import type { World } from './drawn.ts';
import { staff } from './staff.ts';
import { viewersOf, type Made } from './viewers.ts';

const on = day('2026-03-10');
const HOUR = 60 * 60 * 1000;

/** Makes an organisation as the program itself does when it fills: through the deciders. */
export async function make(at: TestRecords, organisation: string, world: World): Promise<Made[]> {
  const { records, clock } = at;
  await staff(at, organisation, world);
  const told = (command: object, actor = 'founder', hoursAgo = 0) => ({
    command: command as never,
    actor,
    recordedAt: clock.now - hoursAgo * HOUR,
  });
  const [group, family, contact] = [fresh(), fresh(), fresh()];
  const cases = world.cases.map(one => {
    const { id, mark } = fresh();
    return { ...one, id, mark, reference: `TC-${mark.toUpperCase()}` };
  });
  const concerns = world.concerns.map(one => concernSeen(organisation, world, one));
  const openings = cases.flatMap(one => one.openings.map(drawn => ({ ...drawn, ...fresh(), of: one })));
  const plan = {
    do: 'plan',
    on,
    programme: 'P',
    name: group.mark,
    places: 9,
    sessions: [on, day('2026-03-26')],
    lead: world.lead,
  };
  const inGroup = cases.filter(one => one.inGroup);
  await records.fill(organisation, [
    {
      kind: 'group',
      id: group.id,
      steps: [
        told(plan),
        ...inGroup.map(({ id }) => told({ do: 'take_place', on, case: id, enrolment: 'e' })),
      ],
    },
    ...cases.map(one => ({ kind: 'case' as const, id: one.id, steps: caseSteps(one, told) })),
    {
      kind: 'contact',
      id: contact.id,
      steps: [told({ do: 'open', on, group: 'other', statement: '1', words: contact.mark }, 'caller')],
    },
    {
      kind: 'contact',
      id: family.id,
      steps: [
        told(
          { do: 'open', on, group: 'other', caller: 'family', statement: '1', words: family.mark },
          'caller',
        ),
        told({ do: 'keep_from', on, workers: ['u2'] }),
      ],
    },
    ...concerns.map(({ id, mark, raisedBy, about, named }) => {
      const raise = {
        do: 'raise',
        on,
        source: 'staff',
        immediateDanger: false,
        about,
        said: mark,
        child: mark,
      };
      const [first, second] = named;
      const name = first === undefined ? [] : [told({ do: 'name_deciders', on, first, second })];
      return { kind: 'concern' as const, id, steps: [told(raise, raisedBy), ...name] };
    }),
    ...openings.map(({ id, mark, by, hours, hoursAgo, of }) => {
      const recordedAt = clock.now - hoursAgo * HOUR;
      const today = day(new Date(recordedAt).toISOString().slice(0, 10));
      const open = { do: 'open', on: today, case: of.id, ground: 'nobody_there', hours, reason: mark };
      return { kind: 'opening' as const, id, steps: [told(open, by, hoursAgo)] };
    }),
  ]);
  if (cases.length > 1) {
    const pair = { do: 'keep_apart', on, pair: randomUUID(), cases: [cases[0].id, cases[1].id] } as const;
    const founder = records.as({ userId: 'founder', name: 'Founder', organisationId: organisation });
    const keep = { ...pair, reason: 'relatives' } as const;
    await done(founder.decide('organisation', organisation, 'latest', randomUUID(), keep));
  }
  const seen = new Map(cases.map(one => [one.id, caseSeen(organisation, world, one)]));
  return [
    ...seen.values(),
    { kind: 'contact', organisation, ...contact },
    { kind: 'contact', organisation, ...family, keptFrom: ['u2'] },
    ...concerns,
    { kind: 'group', organisation, ...group, ledBy: world.lead },
    ...openings.map(({ id, mark, by, of }) => ({
      kind: 'opening' as const,
      organisation,
      id,
      mark,
      openedBy: by,
      ofCase: seen.get(of.id)!,
    })),
    { kind: 'organisation', organisation, id: organisation, mark: 'Drawn' },
  ];
}

/** The id of a record, and a word of its own: letters alone, as a name has. */
function fresh(): Pick<Made, 'id' | 'mark'> {
  const id = randomUUID();
  const letters = id
    .replaceAll('-', '')
    .slice(0, 12)
    .replaceAll(/./g, digit => 'bcdfghjklmnpqrst'.charAt(parseInt(digit, 16)));
  return { id, mark: `Q${letters}` };
}

function concernSeen(organisation: string, world: World, drawn: World['concerns'][number]) {
  const { raisedBy, named } = drawn;
  const about: readonly string[] = drawn.about;
  return {
    kind: 'concern' as const,
    organisation,
    ...fresh(),
    raisedBy,
    about,
    // Nobody whom it is about can be named.
    named: named.some(user => about.includes(user)) ? [] : named,
    leadIsLeft: viewersOf(organisation, world).some(
      ({ user, roles }) => roles.includes('safeguarding_lead') && !about.includes(user),
    ),
  };
}
