/** What an option holds. `column` and `columns` name columns of the data, which are then read. */
type OptionKind = 'text' | 'number' | 'numbers' | 'flag' | 'choice' | 'column' | 'columns';

interface OptionSpec {
  readonly kind: OptionKind;
  /** How its value is written in the help. */
  readonly value?: string;
  readonly help: string;
}

/** Every option there is, once. Which of them a statistic uses, and with which default, stands with the statistic. */
export const OPTIONS = {
  data: { kind: 'text', value: 'FILE', help: 'A CSV (or Parquet) file with a header.' },
  time: { kind: 'column', value: 'COL', help: 'Time from time zero to the event or to being last seen.' },
  start: {
    kind: 'column',
    value: 'COL',
    help: 'Where a row’s interval starts (with --stop, in place of --time).',
  },
  stop: { kind: 'column', value: 'COL', help: 'Where a row’s interval ends, by event or not.' },
  event: {
    kind: 'column',
    value: 'COL',
    help: 'Whether it ended by the event: 0/1 or FALSE/TRUE, else say --event-is. For competing risks 0 is censored and every other value a cause.',
  },
  'event-is': { kind: 'text', value: 'VALUE', help: 'The value of --event that is the event, as 2 in 1/2.' },
  censored: { kind: 'text', value: 'VALUE', help: 'The value of --event that is censored.' },
  cause: { kind: 'text', value: 'VALUE', help: 'The value of --event that the answer is about.' },
  by: {
    kind: 'columns',
    value: 'COL',
    help: 'Groups: each value is one. With several columns, each combination.',
  },
  covariates: {
    kind: 'columns',
    value: 'a,b,c',
    help: 'Columns of the model. A text column is a factor: levels by the alphabet (capitals first), the first is the baseline.',
  },
  factor: { kind: 'columns', value: 'a,b', help: 'Columns of numbers to be taken as factors too.' },
  strata: { kind: 'columns', value: 'COL', help: 'Strata: compared within, never across.' },
  cluster: { kind: 'column', value: 'COL', help: 'Rows of one value belong together (a person, a court).' },
  weights: { kind: 'column', value: 'COL', help: 'A weight for each row.' },
  ties: { kind: 'choice', help: 'How tied events are taken.' },
  robust: { kind: 'flag', help: 'Robust (sandwich) standard errors make the tests and intervals.' },
  transform: { kind: 'choice', help: 'The scale of time in the proportional-hazards test.' },
  tau: { kind: 'number', value: 'N', help: 'Restricted to this time.' },
  at: { kind: 'numbers', value: '60,120', help: 'Times at which to say the estimate.' },
  rho: { kind: 'number', value: 'N', help: '0 is the log-rank test, 1 Peto and Peto’s.' },
  'conf-type': { kind: 'choice', help: 'The scale on which the interval is made.' },
  level: { kind: 'number', value: 'P', help: 'Confidence level.' },
  treatment: {
    kind: 'column',
    value: 'COL',
    help: 'The arm: 0/1, or text of two levels, the second being the treated.',
  },
  'treatment-is': { kind: 'text', value: 'VALUE', help: 'The value of --treatment that is the treated arm.' },
  outcome: { kind: 'column', value: 'COL', help: 'The outcome: a number, or 0/1.' },
  'outcome-is': {
    kind: 'text',
    value: 'VALUE',
    help: 'The value of --outcome that counts as 1, the others as 0.',
  },
  estimand: { kind: 'choice', help: 'Whom the effect is about.' },
  method: { kind: 'choice', help: 'How.' },
  distance: { kind: 'choice', help: 'What makes two people near to each other.' },
  link: { kind: 'choice', help: 'The propensity’s link.' },
  ridge: { kind: 'number', value: 'N', help: 'Penalty on squared standardised coefficients.' },
  caliper: { kind: 'number', value: 'N', help: 'No pair further apart than this.' },
  'caliper-on': { kind: 'choice', help: 'The scale of the score for distances and caliper.' },
  'caliper-in': {
    kind: 'choice',
    help: 'Whether the caliper counts in standard deviations of the score or in the score itself.',
  },
  ratio: { kind: 'number', value: 'N', help: 'How many for each one.' },
  replace: { kind: 'flag', help: 'A control may serve several times.' },
  order: { kind: 'choice', help: 'Who is matched first.' },
  exact: { kind: 'columns', value: 'a,b', help: 'Only people equal in these columns are matched.' },
  subclasses: { kind: 'number', value: 'N', help: 'How many subclasses.' },
  stabilised: { kind: 'flag', help: 'Weights times the share of the arm.' },
  trim: {
    kind: 'number',
    value: 'P',
    help: 'People with a score under this or above 1 less this get no weight.',
  },
  truncate: { kind: 'number', value: 'P', help: 'Weights above this quantile of them are cut back to it.' },
  id: {
    kind: 'column',
    value: 'COL',
    help: 'Who a row is: decides between people with the same score, wherever their rows stand.',
  },
  se: { kind: 'choice', help: 'The standard error that makes the tests and intervals.' },
  measure: { kind: 'choice', help: 'What the estimate is.' },
  estimate: { kind: 'number', value: 'N', help: 'The estimate.' },
  lower: { kind: 'number', value: 'N', help: 'Lower limit of its interval.' },
  upper: { kind: 'number', value: 'N', help: 'Upper limit of its interval.' },
  'standard-error': { kind: 'number', value: 'N', help: 'Standard error of the estimate.' },
  true: { kind: 'number', value: 'N', help: 'The value that the estimate should be moved to.' },
  rare: { kind: 'flag', help: 'The outcome is rare (under 15 in 100 by the end of follow-up).' },
  rates: { kind: 'numbers', value: 'P0,P1', help: 'The risk in the comparison arm and in the first arm.' },
  'hazard-ratio': { kind: 'number', value: 'N', help: 'First arm’s hazard over the comparison arm’s.' },
  'event-share': { kind: 'number', value: 'P', help: 'Share of all people who have the event in follow-up.' },
  n: {
    kind: 'numbers',
    value: 'N0,N1',
    help: 'People in the comparison arm and in the first arm; one number: in each.',
  },
  power: { kind: 'number', value: 'P', help: 'Power wanted.' },
  events: { kind: 'number', value: 'N', help: 'Events in both arms together.' },
  'exact-test': { kind: 'flag', help: 'Also by Fisher’s exact test.' },
  missing: {
    kind: 'text',
    value: 'a,b',
    help: 'Further texts that mean a missing value; empty, NA, N/A, NaN and NULL do already.',
  },
  json: { kind: 'flag', help: 'Everything at full precision.' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof OPTIONS;

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

export function specOf(name: OptionName): OptionSpec {
  return OPTIONS[name];
}
