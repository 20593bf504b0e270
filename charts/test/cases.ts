import type { Chart } from '../src/index.ts';
import { peopleCases } from './cases/people.ts';
import { planCases } from './cases/plan.ts';
import { survivalCases } from './cases/survival.ts';
import { twoArmCases } from './cases/two-arms.ts';

/** Pictures that are kept, each named for its case. */
export const cases: Readonly<Record<string, Chart>> = {
  ...survivalCases,
  ...twoArmCases,
  ...peopleCases,
  ...planCases,
};
