const lastDigits = 1e-12;

/** Sums of the same times in another order differ in their last digits; that is no difference. */
export function differenceOfRun(first: number, second: number): number {
  const difference = first - second;
  return Math.abs(difference) <= lastDigits * Math.abs(first) ? 0 : difference;
}
