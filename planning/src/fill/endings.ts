/** One person who began: how it ended, if it has, and after how many months; or how long they have been there. */
export interface Beginning {
  readonly months: number;
  readonly how: 'finished' | 'left' | 'still there';
}

/** Everything of one month since the beginning: who is still at risk in it, and what comes to pass. */
interface Month {
  readonly at: number;
  readonly atRisk: number;
  readonly finished: number;
  readonly left: number;
}

/** More than this share of those who began still there after the longest stay seen: too early to tell. */
const mostUnresolved = 0.1;

/**
 * The share of beginnings that end in finishing: the cumulative incidence of Aalen and Johansen (1978), in which whoever
 * is still there counts up to now, with the variance of Dinse and Larson (1986). Null when it is too early to tell.
 */
export function shareFinished(
  beginnings: readonly Beginning[],
): { readonly share: number; readonly variance: number } | null {
  const months = monthsOf(beginnings);
  let survival = 1;
  let incidence = 0;
  const steps = months.map(month => {
    const before = survival;
    incidence += (before * month.finished) / month.atRisk;
    survival = before * (1 - (month.finished + month.left) / month.atRisk);
    return { ...month, before, incidence };
  });
  if (survival > mostUnresolved) return null;
  const variance = steps.reduce((sum, { atRisk, finished, left, before, incidence: here }) => {
    const rest = incidence - here;
    const ended = finished + left;
    return (
      sum +
      (ended < atRisk ? (rest ** 2 * ended) / (atRisk * (atRisk - ended)) : 0) +
      (before ** 2 * finished * (atRisk - finished)) / atRisk ** 3 -
      (2 * rest * before * finished) / atRisk ** 2
    );
  }, 0);
  // What is still open divides as what has ended did.
  const ended = 1 - survival;
  return { share: incidence / ended, variance: variance / ended ** 2 };
}

/**
 * The mean time until somebody finishes who does not leave before: the area under the curve of Kaplan and Meier (1958),
 * in months as a life table, with its variance, whoever left or is still there counting up to then; beyond the longest stay seen the curve goes on
 * as the exponential through its end (Brown, Hollander and Korwar 1974). Null when it is too early to tell.
 */
export function meanToFinish(
  beginnings: readonly Beginning[],
): { readonly months: number; readonly error: number } | null {
  const months = monthsOf(beginnings);
  const longest = Math.max(...beginnings.map(each => each.months));
  let survival = 1;
  let at = 0;
  let area = 0;
  const steps = months
    .filter(({ finished }) => finished > 0)
    .map(month => {
      area += survival * (month.at - at);
      at = month.at;
      // Who leaves in a month is there for half of it (the actuarial estimate, Cutler and Ederer 1958).
      const atRisk = month.atRisk - month.left / 2;
      survival *= Math.max(0, 1 - month.finished / atRisk);
      return { ...month, atRisk, before: area };
    });
  if (survival > mostUnresolved) return null;
  area += survival * (longest - at);
  if (survival > 0) area += (survival * longest) / -Math.log(survival);
  const variance = steps.reduce(
    (sum, { atRisk, finished, before }) =>
      finished < atRisk ? sum + ((area - before) ** 2 * finished) / (atRisk * (atRisk - finished)) : sum,
    0,
  );
  return { months: area, error: Math.sqrt(variance) };
}

function monthsOf(beginnings: readonly Beginning[]): Month[] {
  const count = (at: number, how: Beginning['how']): number =>
    beginnings.filter(each => each.months === at && each.how === how).length;
  return [...new Set(beginnings.map(each => each.months))]
    .sort((a, b) => a - b)
    .map(at => ({
      at,
      atRisk: beginnings.filter(each => each.months >= at).length,
      finished: count(at, 'finished'),
      left: count(at, 'left'),
    }));
}
