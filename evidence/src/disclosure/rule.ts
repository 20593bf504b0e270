/** Counts under this are hidden before a table leaves (E16; the practice of the Office for National Statistics). */
export const SMALLEST_SHOWN = 10;

/** Counts that are shown are rounded to the nearest multiple of this. */
export const ROUNDED_TO = 5;

/** A count as it is shown: to the nearest 5. Small ones must have been hidden before. */
export function roundedCount(count: number): number {
  return Math.round(count / ROUNDED_TO) * ROUNDED_TO;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * The step, in thousandths, to which a group's own rate is rounded: the smallest of 1, 2, 5, 10 ... that is worth five
 * people or more, so that no rate says more than the rounded count of its people. 1 for 5,000 people, 10 for 500.
 */
export function rateStep(people: number): number {
  return STEPS.find(step => (step * people) / 1000 >= ROUNDED_TO) ?? 1000;
}

/** A share as whole thousandths of the group's own step. */
export function roundedRate(share: number, people: number): number {
  const step = rateStep(people);
  return Math.round((share * 1000) / step) * step + 0;
}
