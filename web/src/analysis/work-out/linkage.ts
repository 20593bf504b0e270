import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { link, linkQuality, readIdentities, usualSettings } from '@throughcare/linkage';
import { layoutOf } from '../layout.ts';
import { bases, type Basis, type LinkageResult } from '../linkage-result.ts';
import { writeWhole } from '../write-whole.ts';
import type { MadeUpWorld } from './extract.ts';
import { readServiceFileAt, readTruth, serviceFileIn } from './service-file.ts';
import type { Step } from './step.ts';

/** Finds the service's people in the extract; leaves who they are for the studies, and the counts for the page. */
export function linkageStep(folder: string, world: MadeUpWorld): Step {
  const { linked, linkage } = layoutOf(folder);
  return {
    step: 'linkage',
    words: 'Finding the service’s people in the extract',
    after: ['extract', 'truth'],
    inputs: () => ({ ...world, settings: usualSettings, identities: hashOf(serviceFileIn(folder)) }),
    leaves: [linked, linkage],
    work: () => workOutLinkage(folder),
  };
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

function workOutLinkage(folder: string): void {
  const { extract, truth, linked, linkage } = layoutOf(folder);
  const service = readServiceFileAt(serviceFileIn(folder));
  const people = readIdentities(readFileSync(join(extract, 'identities.csv'), 'utf8'), {
    id: 'row',
    person: 'person',
  });
  const found = link(service.identities, people);
  const basisOf = (record: string) => service.basisOf.get(record)!;
  const known = readTruth(truth, service);
  writeWhole(linked, linkedPeople(found.pairs, basisOf));
  const result: LinkageResult = {
    format: 'throughcare linkage 1',
    madeUp: true,
    records: service.identities.length,
    recordsBy: countBy(service.identities.map(one => basisOf(one.id))),
    extractRows: people.length,
    extractPeople: new Set(people.map(one => one.person)).size,
    linked: found.pairs.length,
    linkedBy: countBy(found.pairs.map(pair => basisOf(pair.left))),
    precisionAsked: found.settings.precision,
    truthKnown: known.length,
    quality: linkQuality(found.pairs, known),
  };
  writeWhole(linkage, `${JSON.stringify(result, null, 1)}\n`);
}

/** `service.csv`: the people of the extract whom the service knows through a programme, and on what basis. */
function linkedPeople(
  pairs: readonly { left: string; person: string }[],
  basisOf: (record: string) => Basis,
): string {
  const rows = pairs
    .map(({ left, person }) => ({ person, basis: basisOf(left) }))
    .filter(({ basis }) => basis === 'required' || basis === 'choice')
    .map(({ person, basis }) => `${person},${basis}\n`)
    .sort();
  return `person,basis\n${rows.join('')}`;
}

function countBy(list: readonly Basis[]): Record<Basis, number> {
  const counts = Object.fromEntries(bases.map(basis => [basis, 0])) as Record<Basis, number>;
  for (const basis of list) counts[basis]++;
  return counts;
}
