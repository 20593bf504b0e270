import type { DesignMatrix } from '../design-matrix.ts';
import { chanceEffect } from './chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';
import { personTime, stratifiedRates } from './person-time.ts';
import { orderTakesNoNotice } from './waiting-order.ts';

/** One row a person who joined the list. Days count from joining. */
export interface WaitingListData {
  /** The day a place was taken up; NaN for those who never had one. */
  readonly startedAfter: ArrayLike<number>;
  /** The day of the first detected event, or the last day on which the person was followed. */
  readonly followedFor: ArrayLike<number>;
  /** 1 if `followedFor` is the day of an event. */
  readonly event: ArrayLike<number>;
  /** A group whose people are compared among themselves alone, such as a band or an area; left out, one group. */
  readonly stratum?: ArrayLike<number>;
  /** Covariates known at joining, with intercept: the order of the list should take no notice of them. */
  readonly covariates?: DesignMatrix;
  /** People are compared at the same time since joining, in bands of so many days. */
  readonly bandDays?: number;
}

export interface WaitingList {
  /** Events a thousand person-years: with a place less waiting. */
  readonly rateDifference: ChanceEffect;
  /** Logarithm of the rate with a place over the rate while waiting; undefined where either had no event. */
  readonly logRateRatio: ChanceEffect | undefined;
  readonly waiting: { readonly people: number; readonly events: number; readonly years: number };
  readonly withPlace: { readonly people: number; readonly events: number; readonly years: number };
  readonly checks: readonly AssumptionCheck[];
}

const USUAL_BAND = 91;
const YEAR = 365.25;

/**
 * The waiting list as the comparison: everybody joined the same way, and at any day since joining some have a place
 * and some still wait. A person's time counts as waiting until the day they start and as having a place from then on,
 * so nobody is immortal for having started (Suissa 2008). Rates are held against one another within bands of time
 * since joining (and strata) and put together by Mantel and Haenszel's weights for person-time (Greenland and Robins
 * 1985).
 *
 * @throws RangeError for lengths that differ, days below 0, a start after the end, or nobody with or without a place
 */
export function waitingList(data: WaitingListData): WaitingList {
  checkDays(data);
  const strata = personTime({ ...data, bandDays: data.bandDays ?? USUAL_BAND });
  const rates = stratifiedRates(strata);
  const people = data.followedFor.length;
  const started = Array.from(data.startedAfter).filter(day => !Number.isNaN(day)).length;
  if (!(rates.exposed.time > 0) || !(rates.unexposed.time > 0)) {
    throw new RangeError(
      'Nobody had a place, or nobody waited: there is nothing to compare. Widen who is in the study.',
    );
  }
  if (rates.comparable === 0) {
    throw new RangeError(
      'At no time since joining were there both people waiting and people with a place. Use wider bands of days.',
    );
  }
  return {
    rateDifference: chanceEffect(
      rates.difference * YEAR * 1000,
      rates.differenceError * YEAR * 1000,
      'Mantel-Haenszel difference of rates over time since joining, Greenland-Robins standard error',
    ),
    logRateRatio:
      rates.logRatio &&
      chanceEffect(
        rates.logRatio.value,
        rates.logRatio.standardError,
        'Mantel-Haenszel ratio of rates over time since joining, Greenland-Robins standard error of its logarithm',
      ),
    waiting: { people, events: rates.unexposed.events, years: rates.unexposed.time / YEAR },
    withPlace: { people: started, events: rates.exposed.events, years: rates.exposed.time / YEAR },
    checks: [orderTakesNoNotice(data), turnsAreTurns(), samePeopleStay(data)],
  };
}

function checkDays({ startedAfter, followedFor, event, stratum }: WaitingListData): void {
  const people = followedFor.length;
  for (const [name, values] of Object.entries({ startedAfter, event, stratum })) {
    if (values !== undefined && values.length !== people) {
      throw new RangeError(
        `${name} has ${values.length} people and followedFor ${people}; they must be as many.`,
      );
    }
  }
  for (let i = 0; i < people; i++) {
    const [start, end] = [startedAfter[i], followedFor[i]];
    if (!(end > 0 && Number.isFinite(end))) {
      throw new RangeError(`followedFor is ${end} in row ${i}; it must be a number of days above 0.`);
    }
    if (start < 0 || start > end) {
      throw new RangeError(
        `startedAfter is ${start} in row ${i}, of ${end} days followed; a start lies within the time followed. ` +
          'A place taken after an event comes too late to count: give no start.',
      );
    }
    if (event[i] !== 0 && event[i] !== 1)
      throw new RangeError(`event is ${event[i]} in row ${i}; it must be 0 or 1.`);
  }
}

function turnsAreTurns(): AssumptionCheck {
  return {
    assumption: 'A place comes when it is a person’s turn, not when they are doing well or badly.',
    verdict: 'cannot be checked',
    finding: 'No file shows why a place was given on the day it was. Say how turns were given.',
    values: {},
  };
}

/** People who leave the list are not followed while waiting; many of them would make the rest unlike. */
function samePeopleStay({ startedAfter, followedFor, event }: WaitingListData): AssumptionCheck {
  const end = Array.from(followedFor).reduce((most, day) => Math.max(most, day), 0);
  const leaving = Array.from(followedFor).filter(
    (day, i) => Number.isNaN(startedAfter[i]) && event[i] === 0 && day < end / 2,
  ).length;
  const share = leaving / followedFor.length;
  const doubtful = share > 0.2;
  return {
    assumption: 'Those who stop being followed while waiting are like those who stay.',
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: `${leaving} of ${followedFor.length} people were followed for less than half of the longest time without a place or an event.`,
    values: { leaving, share },
  };
}
