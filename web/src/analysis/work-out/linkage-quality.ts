import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeJusticeExtract, writeServiceIdentities } from '@throughcare/demo';
import {
  link,
  linkQuality,
  precisionBy,
  readIdentities,
  share,
  usualSettings,
  type Identity,
  type TrueLink,
} from '@throughcare/linkage';
import { layoutOf } from '../layout.ts';
import type { LinkageQualityResult, WayOfLinking } from '../linkage-result.ts';
import { writeWhole } from '../write-whole.ts';
import { detectedWithinAYear } from './detected.ts';
import type { MadeUpWorld } from './extract.ts';
import { readServiceFileAt, readTruth } from './service-file.ts';
import type { Step } from './step.ts';

interface Pair {
  readonly left: string;
  readonly person: string;
}

/** What one world says of a way of linking; names are the world's own, so that worlds can be counted together. */
interface Trial {
  readonly truth: readonly TrueLink[];
  readonly pairs: { readonly model: readonly Pair[]; readonly exact: readonly Pair[] };
  /** People of the extract who can be followed for a year, and whether they were detected again in it. */
  readonly detected: ReadonlyMap<string, boolean>;
}

/**
 * How well people are found, by group. One service misses so few that they may not be shown (E16), so this is counted
 * over `worlds` made-up ones, each with its own people and errors.
 */
export function linkageQualityStep(folder: string, world: MadeUpWorld, worlds: number): Step {
  const { linkageQuality } = layoutOf(folder);
  return {
    step: 'linkage-quality',
    words: `Linking ${worlds} more made-up worlds, to count how well people are found`,
    after: [],
    inputs: () => ({ ...world, worlds, settings: usualSettings }),
    leaves: [linkageQuality],
    work: report => {
      const begun = join(folder, `worlds.${process.pid}.begun`);
      const trials: Trial[] = [];
      for (let k = 1; k <= worlds; k++) {
        trials.push(tryWorld(begun, { ...world, seed: world.seed + k }));
        report(k, worlds);
      }
      rmSync(begun, { recursive: true, force: true });
      const result: LinkageQualityResult = {
        format: 'throughcare linkage quality 1',
        worlds,
        model: together(trials, 'model'),
        exact: together(trials, 'exact'),
      };
      writeWhole(linkageQuality, `${JSON.stringify(result, null, 1)}\n`);
    },
  };
}

function tryWorld(folder: string, { seed, people }: MadeUpWorld): Trial {
  writeJusticeExtract(folder, seed, people);
  writeServiceIdentities(folder, folder, seed, people);
  const service = readServiceFileAt(join(folder, 'service-identities.csv'));
  const rows = readIdentities(readFileSync(join(folder, 'identities.csv'), 'utf8'), {
    id: 'row',
    person: 'person',
  });
  const named = (name: string) => `${seed} ${name}`;
  const ours = ({ left, person }: Pair): Pair => ({ left: named(left), person: named(person) });
  return {
    truth: readTruth(folder, service).map(one => ({
      ...one,
      left: named(one.left),
      person: one.person === null ? null : named(one.person),
    })),
    pairs: {
      model: link(service.identities, rows).pairs.map(ours),
      exact: sameLetterByLetter(service.identities, rows).map(ours),
    },
    detected: new Map([...detectedWithinAYear(folder)].map(([person, was]) => [named(person), was])),
  };
}

/** What a service would do without a model: one person of the same names and day of birth, or nobody. */
export function sameLetterByLetter(left: readonly Identity[], right: readonly Identity[]): Pair[] {
  const key = (one: Identity) => `${one.surname}|${one.forename}|${one.bornOn}`;
  const people = new Map<string, Set<string>>();
  for (const row of right) people.set(key(row), (people.get(key(row)) ?? new Set()).add(row.person));
  return left.flatMap(({ id, ...rest }) => {
    const [person, another] = [...(people.get(key({ id, ...rest })) ?? [])];
    return person !== undefined && another === undefined ? [{ left: id, person }] : [];
  });
}

function together(trials: readonly Trial[], way: 'model' | 'exact'): WayOfLinking {
  const truth = trials.flatMap(trial => trial.truth);
  const pairs = trials.flatMap(trial => trial.pairs[way]);
  const detected = new Map(trials.flatMap(trial => [...trial.detected]));
  const linked = new Map(pairs.map(({ left, person }) => [left, person]));
  const followed = truth.filter(one => one.person !== null && detected.has(one.person));
  const found = followed.filter(one => linked.has(one.left));
  const wasTruly = followed.filter(one => detected.get(one.person!)).length;
  const wasAsLinked = found.filter(one => detected.get(linked.get(one.left)!)).length;
  return {
    quality: linkQuality(pairs, truth),
    precisionBy: precisionBy(pairs, truth),
    detected: {
      truth: share(wasTruly, followed.length),
      found: share(wasAsLinked, found.length),
      missedCountedAsNot: share(wasAsLinked, followed.length),
    },
  };
}
