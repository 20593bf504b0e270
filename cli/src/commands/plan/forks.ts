/** What a row of a stage's statistics bears. */
interface Row {
  readonly stage: string;
  readonly statistic: string;
}

/**
 * Leaves out what is said already: at a fork, where nobody ever is, whoever comes has a place and stays to the end at once,
 * so three rows would say how many came.
 */
export function notTwiceSaid(all: readonly Row[]): (row: Row) => boolean {
  const places = new Set(all.filter(each => each.statistic === 'meanInside').map(each => each.stage));
  return ({ stage, statistic }) => places.has(stage) || (statistic !== 'began' && statistic !== 'completed');
}
