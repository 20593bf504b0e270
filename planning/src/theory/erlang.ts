import { refuseNoNumber } from '../engine/refuse/argument.ts';

/**
 * Closed forms for places and waiting lists in steady state (Kleinrock, Queueing Systems, volume 1, 1975,
 * chapter 3). They are a first answer and the ruler that the simulation is held against.
 */

/**
 * Erlang B: the share of arrivals who find every one of `places` taken when nobody can wait. `load` is the
 * arrival rate times the mean stay. Holds for any distribution of the stay.
 */
export function erlangB(places: number, load: number): number {
  check(places, load);
  let blocked = 1;
  for (let c = 1; c <= places; c++) blocked = (load * blocked) / (c + load * blocked);
  return blocked;
}

/** Erlang C: the share of arrivals who must wait; 1 when the load is as large as the places or larger. */
export function erlangC(places: number, load: number): number {
  check(places, load);
  if (load >= places) return 1;
  const blocked = erlangB(places, load);
  return (places * blocked) / (places - load * (1 - blocked));
}

/**
 * The mean wait in the list, in the unit of `meanStay`; Infinity when the load can't be carried.
 *
 * @param arrivalRate people a unit of time, and not the load, which is `arrivalRate` times `meanStay`
 */
export function erlangCWait(places: number, arrivalRate: number, meanStay: number): number {
  refuseNoNumber('arrivalRate', arrivalRate, 0);
  refuseNoNumber('meanStay', meanStay, 0);
  const load = arrivalRate * meanStay;
  check(places, load);
  return load >= places ? Infinity : (erlangC(places, load) * meanStay) / (places - load);
}

function check(places: number, load: number): void {
  if (!Number.isInteger(places) || places < 1) {
    throw new RangeError(`places was ${places}; a whole number of 1 or more is needed.`);
  }
  if (!(load >= 0)) throw new RangeError(`load was ${load}; a number of 0 or more is needed.`);
}
