import { isoDay } from './days.ts';
import { CUSTODY, KINDS } from './levels.ts';
import { recallSpell } from './world.ts';
import type { World } from './world.ts';
import type { Table } from './table.ts';
import { extractDay, personId } from './people-table.ts';

/**
 * `reconvictions.csv`: what was convicted after the sentence and by the day of the extract. Offences from before
 * the sentence stand among them as they do in any such file; only the two dates tell.
 */
export function reconvictionsTable(world: World): Table {
  const { people, earlier, extracted } = world;
  const rows: string[][] = [];
  for (let i = 0; i < people.count; i++) {
    const found: [offence: number, conviction: number, kind: string][] = [];
    for (let k = 0; k < KINDS.length; k++) {
      const at = i * KINDS.length + k;
      found.push([world.offence[at], world.conviction[at], KINDS[k]]);
    }
    found.push([earlier.offence[i], earlier.conviction[i], KINDS[earlier.kind[i]]]);
    found
      .filter(([, conviction]) => conviction <= extracted)
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .forEach(([offence, conviction, kind]) =>
        rows.push([personId(people.first + i), isoDay(offence), isoDay(conviction), kind]),
      );
  }
  return { header: ['person', 'offence_on', 'convicted_on', 'kind'], rows };
}

/** `custody.csv`: spells inside, under the sentence or on recall; no end where it was open on the extract day. */
export function custodyTable(world: World): Table {
  const { people, sentences, extracted } = world;
  const rows: string[][] = [];
  for (let i = 0; i < people.count; i++) {
    const person = personId(people.first + i);
    if (sentences.arm[i] === CUSTODY) {
      const end = world.diedInside[i] === 1 ? world.died[i] : world.zero[i];
      rows.push([person, isoDay(people.sentenced[i]), extractDay(end, extracted), 'sentence']);
    }
    const recalled = recallSpell(world, i);
    if (recalled && recalled[0] <= extracted) {
      rows.push([person, isoDay(recalled[0]), extractDay(recalled[1], extracted), 'recall']);
    }
  }
  return { header: ['person', 'from', 'to', 'reason'], rows };
}
