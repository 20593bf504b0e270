import { dataLabStep } from './data-lab.ts';
import { designStep } from './design.ts';
import { initStep } from './init.ts';
import { registerStep } from './register.ts';
import { releaseStep } from './release.ts';
import { runStep } from './run.ts';
import type { StudySubcommand } from './subcommand.ts';

/** The steps of a study, in the order in which they are taken. */
export const STEPS: readonly StudySubcommand[] = [
  initStep,
  designStep,
  runStep,
  releaseStep,
  registerStep,
  dataLabStep,
];
