import type { Scenario } from '../scenario/scenario-schema.ts';

/** Every year of a plan, in order. */
export const everyYear = ({ years }: Scenario): number[] => Array.from({ length: years }, (_, i) => i + 1);
