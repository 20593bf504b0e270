import { join } from 'node:path';
import type { StepProgress } from '../progress.ts';
import { extractSteps, type MadeUpWorld } from './extract.ts';
import { linkageQualityStep } from './linkage-quality.ts';
import { linkageStep } from './linkage.ts';
import { planStep } from './plan.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './step.ts';
import { studyStep } from './study.ts';

/** What the pages of the demonstration show, and from which files it is worked out. */
export interface WorkOutOptions {
  readonly folder: string;
  readonly world: MadeUpWorld;
  /** Where the protocols and the scenarios of the demonstration lie. */
  readonly protocolFolder: string;
  readonly scenarioFolder: string;
  readonly replications: number;
  /** Further made-up worlds in which linking is counted. */
  readonly worlds: number;
}

/** The world of the demonstration. */
export const usualWork = {
  world: { seed: 1, people: 40_000 },
  replications: 200,
  worlds: 20,
} as const satisfies Partial<WorkOutOptions>;

/** What is worked out, in the order in which somebody who walks through the demonstration meets it. */
export function stepsOf(options: WorkOutOptions): Step[] {
  const { folder, world, protocolFolder, scenarioFolder, replications, worlds } = options;
  const justice = ['people.csv', 'reconvictions.csv'];
  return [
    ...extractSteps(folder, world),
    linkageStep(folder, world),
    studyStep(folder, {
      name: 'prison-or-community',
      words: 'Comparing prison with community sentences',
      protocolFile: join(protocolFolder, 'prison-or-community.yaml'),
      files: justice,
      after: ['extract'],
    }),
    studyStep(folder, {
      name: 'our-own-people',
      words: 'Asking the same of the service’s own people',
      protocolFile: join(protocolFolder, 'our-own-people.yaml'),
      files: [...justice, 'service.csv'],
      after: ['extract', 'linkage'],
    }),
    planStep(folder, {
      name: 'two-chief-officers',
      words: 'Running both plans over ten years, again and again',
      scenarioFolder,
      scenarios: ['everybody-imprisoned.yaml', 'programme-for-every-community-sentence.yaml'],
      seed: 1,
      replications,
    }),
    linkageQualityStep(folder, world, worlds),
  ];
}

/**
 * Works out whatever is not there yet and says how far it is in `progress.json`. Nothing is ever half written: it may
 * be stopped at any moment and goes on from the step it was at. Gives the steps that stopped, with why.
 */
export function workOut(options: WorkOutOptions, say: (words: string) => void): StepProgress[] {
  return runSteps(options.folder, stepsOf(options), say);
}
