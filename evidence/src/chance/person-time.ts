/** Events and days at risk with and without the programme, in one stratum. */
export interface PersonTime {
  readonly exposedEvents: number;
  readonly exposedTime: number;
  readonly unexposedEvents: number;
  readonly unexposedTime: number;
}

export interface StratifiedRates {
  readonly exposed: { readonly events: number; readonly time: number };
  readonly unexposed: { readonly events: number; readonly time: number };
  /** Strata with time of both kinds: the others tell nothing. */
  readonly comparable: number;
  /** Events a unit of time, exposed less unexposed. */
  readonly difference: number;
  readonly differenceError: number;
  readonly logRatio: { readonly value: number; readonly standardError: number } | undefined;
}

/**
 * Cuts each person's days into waiting and having a place, and both into bands of time since joining; a stratum is a
 * band of a group. A day belongs to the band it ends in.
 */
export function personTime(input: {
  readonly startedAfter: ArrayLike<number>;
  readonly followedFor: ArrayLike<number>;
  readonly event: ArrayLike<number>;
  readonly stratum?: ArrayLike<number>;
  readonly bandDays: number;
}): PersonTime[] {
  const { startedAfter, followedFor, event, stratum, bandDays } = input;
  if (!(bandDays > 0)) throw new RangeError(`bandDays was ${bandDays}; it must be above 0.`);
  const cells = new Map<string, Float64Array>();
  const cellOf = (group: number, band: number): Float64Array => {
    const key = `${group} ${band}`;
    const own = cells.get(key) ?? new Float64Array(4);
    cells.set(key, own);
    return own;
  };
  for (let i = 0; i < followedFor.length; i++) {
    const group = stratum?.[i] ?? 0;
    const end = followedFor[i];
    const start = Number.isNaN(startedAfter[i]) ? Number.POSITIVE_INFINITY : startedAfter[i];
    for (let from = 0, band = 0; from < end; from += bandDays, band++) {
      const to = Math.min(from + bandDays, end);
      const cell = cellOf(group, band);
      cell[EXPOSED_TIME] += Math.max(0, to - Math.max(from, start));
      cell[UNEXPOSED_TIME] += Math.max(0, Math.min(to, start) - from);
      if (to === end && event[i] === 1) cell[end > start ? EXPOSED_EVENTS : UNEXPOSED_EVENTS]++;
    }
  }
  return [...cells.values()].map(cell => ({
    exposedEvents: cell[EXPOSED_EVENTS],
    exposedTime: cell[EXPOSED_TIME],
    unexposedEvents: cell[UNEXPOSED_EVENTS],
    unexposedTime: cell[UNEXPOSED_TIME],
  }));
}

const [EXPOSED_EVENTS, EXPOSED_TIME, UNEXPOSED_EVENTS, UNEXPOSED_TIME] = [0, 1, 2, 3];

/**
 * Mantel and Haenszel's difference and ratio of rates over strata, with Greenland and Robins's (1985) standard errors
 * (Rothman, Greenland and Lash 2008, chapter 15).
 */
export function stratifiedRates(strata: readonly PersonTime[]): StratifiedRates {
  const total = { exposedEvents: 0, exposedTime: 0, unexposedEvents: 0, unexposedTime: 0 };
  let weights = 0;
  let differences = 0;
  let differenceVariance = 0;
  let above = 0;
  let below = 0;
  let ratioVariance = 0;
  let comparable = 0;
  for (const { exposedEvents: a, exposedTime: t1, unexposedEvents: b, unexposedTime: t0 } of strata) {
    total.exposedEvents += a;
    total.exposedTime += t1;
    total.unexposedEvents += b;
    total.unexposedTime += t0;
    if (t1 === 0 || t0 === 0) continue;
    comparable++;
    const t = t1 + t0;
    const weight = (t1 * t0) / t;
    weights += weight;
    differences += weight * (a / t1 - b / t0);
    differenceVariance += weight ** 2 * (a / t1 ** 2 + b / t0 ** 2);
    above += (a * t0) / t;
    below += (b * t1) / t;
    ratioVariance += ((a + b) * t1 * t0) / t ** 2;
  }
  return {
    exposed: { events: total.exposedEvents, time: total.exposedTime },
    unexposed: { events: total.unexposedEvents, time: total.unexposedTime },
    comparable,
    difference: comparable === 0 ? 0 : differences / weights,
    differenceError: comparable === 0 ? 0 : Math.sqrt(differenceVariance) / weights,
    logRatio:
      above > 0 && below > 0
        ? { value: Math.log(above / below), standardError: Math.sqrt(ratioVariance / (above * below)) }
        : undefined,
  };
}
