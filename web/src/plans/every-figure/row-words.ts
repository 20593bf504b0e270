/** Figures of a stage in the order in which they are read, each in few words; the unit stands beside it. */
export const ofStage: Readonly<Record<string, string>> = {
  came: 'Came',
  began: 'Got a place',
  completed: 'Stayed to the end of their time here',
  orderEndedFirst: 'Order ended before there was a place',
  leftList: 'Left the list without a place, for whatever reason',
  refused: 'Found the list full',
  meanWaiting: 'Waiting, on average over time',
  meanInside: 'There and not waiting, on average over time',
  meanPlaces: 'Places, taken or not, on average over time',
  utilisation: 'Places that were taken (of a group: seats)',
  meanWait: 'Mean wait of those who got a place',
  medianWait: 'Half of those who got a place waited at most',
  upperQuartileWait: '3 in 4 of those who got a place waited at most',
  ninthDecileWait: '9 in 10 of those who got a place waited at most',
  percentile95Wait: '95 in 100 of those who got a place waited at most',
  percentile99Wait: '99 in 100 of those who got a place waited at most',
  beganAtOnceShare: 'Did not wait, of those who got a place',
  leftListShare: 'Left the list without a place, of those whose wait ended',
  orderEndedFirstShare: 'Order ended before there was a place, of those whose wait ended',
  refusedShare: 'Found the list full, of those who came',
  detectedReoffences: 'Detected in a new offence while here',
};

const order = Object.keys(ofStage);

/** Where a figure of a stage stands among the others; what has no name here comes last. */
export function placeAmong({ statistic = '' }: { readonly statistic?: string }): number {
  const at = order.indexOf(statistic);
  return at === -1 ? order.length : at;
}

interface Named {
  readonly label?: string;
  readonly statistic?: string;
  readonly riskLabel?: string;
}

/**
 * What a row of a table says of itself: without the years and the plan, which stand above all of them, and without the
 * name of its stage.
 */
export function whatIs(
  words: string,
  { label, statistic, riskLabel }: Named,
  plans: readonly string[],
): string {
  if (label !== undefined && statistic !== undefined && Object.hasOwn(ofStage, statistic))
    return ofStage[statistic];
  if (riskLabel !== undefined) return riskLabel;
  const plain = words.replace(/,? (?:in )?years? \d+( to \d+)?:/, ':').replace(/\.$/, '');
  const way = /^People who moved a year from “(.*)” to “(.*)”$/.exec(plain);
  if (way) return `From ${placeOf(way[1])} to ${placeOf(way[2])}`;
  if (/pounds a year, not discounted/i.test(plain))
    return label ?? plain.replace(/:? ?pounds a year.*$/i, '');
  const plan = plans.find(name => plain.startsWith(`${name}: `) || plain.startsWith(`${name}, `));
  const own = plan === undefined ? plain : plain.slice(plan.length).replace(/^(, all \d+ years)?: /, '');
  return `${own[0].toUpperCase()}${own.slice(1)}`;
}

const placeOf = (name: string) =>
  name === 'leaves' || name === 'outside' ? name.replace('leaves', 'outside') : `“${name}”`;
