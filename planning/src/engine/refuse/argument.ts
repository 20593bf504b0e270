import { refuse } from './sentence.ts';

/** @throws RangeError naming the argument, what came and what is allowed, unless it is a whole number between two others */
export function refuseNoWhole(name: string, value: number, least: number, most = Infinity): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const allowed = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
  refuse(`${name} was ${value}; a whole number ${allowed} is needed.`);
}

/** The same of any number. */
export function refuseNoNumber(name: string, value: number, least = -Infinity, most = Infinity): void {
  if (Number.isFinite(value) && value >= least && value <= most) return;
  const allowed =
    most < Infinity ? ` from ${least} to ${most}` : least > -Infinity ? ` of ${least} or more` : '';
  refuse(`${name} was ${value}; a number${allowed} is needed.`);
}

/** The same of a list that must go with another, run by run. */
export function refuseOtherLength(name: string, values: readonly unknown[], of: string, runs: number): void {
  if (values.length !== runs)
    refuse(`${name} has ${values.length} values and ${of} ${runs}; both need one a run, in the same order.`);
}

/** The same of a list in which each is to be a number. */
export function refuseNoNumbers(name: string, values: readonly number[]): void {
  const at = values.findIndex(value => !Number.isFinite(value));
  if (at !== -1) refuse(`${name}[${at}] was ${values[at]}; leave out runs that have no such figure.`);
}
