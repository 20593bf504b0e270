import { draws, isoDay, personId } from '@throughcare/evidence/simulated';
import type { Table, World } from '@throughcare/evidence/simulated';
import { extractShareOfErrors, secondRow } from '../identity/error-rates.ts';
import { drawIdentity } from '../identity/identity.ts';
import type { Identity } from '../identity/identity.ts';
import { smudge } from '../identity/smudge.ts';

/** Who row `i` of the world truly is. */
export function identityOf(seed: number, world: World, i: number): Identity {
  const { people } = world;
  return drawIdentity(draws(seed, people.first + i, 'identity'), {
    age: people.age[i],
    female: people.female[i] === 1,
    area: people.area[i],
    when: people.sentenced[i],
  });
}

/** `identities.csv`: how the extract writes each person's identity; a few stand in it twice. */
export function identitiesTable(seed: number, world: World): Table {
  const { people } = world;
  const rows: string[][] = [];
  for (let i = 0; i < people.count; i++) {
    const person = people.first + i;
    const identity = identityOf(seed, world, i);
    const random = draws(seed, person, 'extractRecord');
    const times = random.chance(secondRow) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const record = smudge(random, identity, extractShareOfErrors);
      rows.push([
        `R${String(rows.length + 1).padStart(6, '0')}`,
        personId(person),
        record.surname,
        record.forename,
        record.bornOn,
        record.postcodeDistrict,
        record.sex,
        identity.pnc,
        isoDay(people.sentenced[i]),
      ]);
    }
  }
  return {
    header: [
      'row',
      'person',
      'surname',
      'forename',
      'born_on',
      'postcode_district',
      'sex',
      'pnc',
      'sentenced_on',
    ],
    rows,
  };
}
