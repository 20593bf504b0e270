/**
 * Aalen's standard error (1978) of the cumulative incidence of one of several causes, by the variance of its martingales
 * with the hypergeometric correction at ties, as R's cmprsk::cuminc gives it. It moves at events of the cause only.
 *
 * F(t) less its estimate is the integral of (S(u-) [own cause] - (F(t) - F(u)) / (1 - hazard)) over the events' martingales,
 * so three sums over events are enough at every t.
 *
 * @param atRisk at each distinct time
 * @param causes how many events of each cause there are at it
 * @param own which of the causes
 */
export function martingaleErrors(
  atRisk: Float64Array,
  causes: readonly { readonly events: Float64Array }[],
  own: number,
): Float64Array {
  const errors = new Float64Array(atRisk.length);
  let free = 1;
  let share = 0;
  let [constant, product, slope] = [0, 0, 0];
  let error = 0;
  const add = (events: number, n: number, before: number, isOwn: boolean): void => {
    if (events === 0) return;
    const ties = events > 1 ? 1 - (events - 1) / (n - 1) : 1;
    const spread = (before ** 2 * ties * events) / n ** 2;
    const perFree = free > 0 ? 1 / free : 0;
    const at = (isOwn ? 1 : 0) + perFree * share;
    constant += at * at * spread;
    product += perFree * at * spread;
    slope += perFree * perFree * spread;
  };
  for (let k = 0; k < atRisk.length; k++) {
    const n = atRisk[k];
    const events = causes[own].events[k];
    const all = causes.reduce((total, one) => total + one.events[k], 0);
    if (all > 0) {
      const before = free;
      free = (before * (n - all)) / n;
      share += (before * events) / n;
      if (free > 0) add(all - events, n, before, false);
      add(events, n, before, true);
      if (events > 0) error = Math.sqrt(Math.max(0, constant + share * share * slope - 2 * share * product));
    }
    errors[k] = error;
  }
  return errors;
}
