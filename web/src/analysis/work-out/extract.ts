import { join } from 'node:path';
import { writeJusticeExtract, writeServiceIdentities } from '@throughcare/demo';
import { layoutOf } from '../layout.ts';
import { fillWhole } from '../write-whole.ts';
import type { Step } from './step.ts';

export interface MadeUpWorld {
  readonly seed: number;
  /** People sentenced in the whole made-up country. */
  readonly people: number;
}

/** The made-up justice extract, and apart from it what is true of it. */
export function extractSteps(folder: string, { seed, people }: MadeUpWorld): Step[] {
  const { extract, truth } = layoutOf(folder);
  return [
    {
      step: 'extract',
      words: 'Making up a country’s sentences and what followed them',
      after: [],
      inputs: () => ({ seed, people }),
      leaves: ['people.csv', 'reconvictions.csv', 'custody.csv', 'identities.csv'].map(name =>
        join(extract, name),
      ),
      work: () => fillWhole(extract, begun => writeJusticeExtract(begun, seed, people)),
    },
    {
      step: 'truth',
      words: 'Writing down what is true of it, apart',
      after: [],
      inputs: () => ({ seed, people }),
      leaves: ['links.csv', 'effects.json', 'service-identities.csv'].map(name => join(truth, name)),
      work: () => fillWhole(truth, begun => writeServiceIdentities(begun, begun, seed, people)),
    },
  ];
}
