/** What a number measures; a field of a scenario takes one of these and no other. */
export type Dimension =
  | 'time'
  | 'rate'
  | 'growth'
  | 'shape'
  | 'factor'
  | 'share'
  | 'ratio'
  | 'places'
  | 'groups'
  | 'people'
  | 'money'
  | 'money a year'
  | 'spread'
  | 'elasticity'
  | 'points'
  | 'points a day';

/** Units as a scenario writes them. Inside, time is in days and money in pounds. */
export const units: Record<string, { readonly dimension: Dimension; readonly size: number }> = {
  days: { dimension: 'time', size: 1 },
  weeks: { dimension: 'time', size: 7 },
  months: { dimension: 'time', size: 365.25 / 12 },
  years: { dimension: 'time', size: 365.25 },
  'people a week': { dimension: 'rate', size: 1 / 7 },
  'people a month': { dimension: 'rate', size: 12 / 365.25 },
  'people a year': { dimension: 'rate', size: 1 / 365.25 },
  'in 100 a year': { dimension: 'growth', size: 0.01 },
  'in 100': { dimension: 'share', size: 0.01 },
  'hazard ratio': { dimension: 'ratio', size: 1 },
  'Weibull shape': { dimension: 'shape', size: 1 },
  times: { dimension: 'factor', size: 1 },
  places: { dimension: 'places', size: 1 },
  groups: { dimension: 'groups', size: 1 },
  people: { dimension: 'people', size: 1 },
  '£': { dimension: 'money', size: 1 },
  '£ a year': { dimension: 'money a year', size: 1 / 365.25 },
  'per cent fewer for each per cent more': { dimension: 'elasticity', size: 1 },
  'of the mean': { dimension: 'spread', size: 1 },
  'priority points': { dimension: 'points', size: 1 },
  'priority points a week': { dimension: 'points a day', size: 1 / 7 },
};

export const daysAYear = 365.25;

/** The units that measure `dimension`, for an error's mend. */
export function unitsOf(dimension: Dimension): string {
  const names = Object.keys(units).filter(name => units[name].dimension === dimension);
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
