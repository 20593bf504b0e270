import type { FlowData, FlowStage } from './flow.ts';

const SMALLEST_BOX = 24;
const TALLEST_BOX = 240;

/** Those who pass a gate and take no other way after it that is told. */
export function goingOn({ people, branches = [] }: FlowStage): number {
  return Math.max(0, people - branches.reduce((sum, branch) => sum + branch.people, 0));
}

/** How many people a year come to each gate. */
export function arrivals(stages: readonly FlowStage[]): number[] {
  return stages.map(({ people, arriving, joins = [], leaves }, k) => {
    if (arriving !== undefined || k === 0) return arriving ?? people;
    const joining = joins.reduce((sum, join) => sum + join.people, 0);
    return Math.min(goingOn(stages[k - 1]) + joining, people + (leaves?.people ?? 0));
  });
}

export interface Scale {
  /** Pixels across for people a year. */
  readonly across: (people: number) => number;
  /** Height of a box, so that its area is its people on the scale of all drawings that are compared. */
  readonly boxOf: (people: number, among: number) => { width: number; height: number };
}

/** A year of the widest flow waiting would fill a square, or less where the tallest box would grow out of sight. */
export function scaleOf({ stages, widest, comparedWith = [] }: FlowData, room: number): Scale {
  const across = (people: number): number => (people > 0 ? Math.max(2, (people / widest) * room) : 0);
  const boxWidth = (among: number): number => Math.max(across(among), SMALLEST_BOX);
  const limits = [stages, ...comparedWith].flatMap(drawn =>
    arrivals(drawn).flatMap((arriving, k) => [
      (TALLEST_BOX * boxWidth(arriving)) / (drawn[k].queue?.people ?? 0),
      (TALLEST_BOX * boxWidth(drawn[k].people)) / (drawn[k].inside?.people ?? 0),
    ]),
  );
  const areaOfOne = Math.min((room * room) / widest, ...limits.filter(Number.isFinite));
  return {
    across,
    boxOf: (people, among) => {
      const width = boxWidth(among);
      return { width, height: (people * areaOfOne) / width };
    },
  };
}
