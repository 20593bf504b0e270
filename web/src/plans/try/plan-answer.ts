import type { PlanResult } from '@throughcare/planning';

/** Each of the other scenarios compared with the first, in the order in which they were asked. */
export type PlanAnswer = readonly [PlanResult, ...PlanResult[]];
