import {
  attrition,
  balance,
  fan,
  flow,
  hundred,
  interval,
  survivalCurve,
  tornado,
  type Chart,
  type Curve,
} from '../src/index.ts';

/** A step curve of made-up numbers that rises to `height` of 1,000. */
function rising(name: string, height: number): Curve {
  const times = [0, 3, 6, 9, 12];
  const points = times.map(time => {
    const value = (height * time) / 12;
    return { time, value, lower: value * 0.9, upper: value * 1.1 };
  });
  return { name, points, followed: times.map(time => ({ time, count: String(1000 - 10 * time) })) };
}

const text = (id: string) => ({ id, title: `Case ${id}`, description: 'Made-up numbers.' });
const months = { ticks: [0, 3, 6, 9, 12], timeLabel: 'months' };
const longName = 'Community sentence with a programme that the court required and a name without an end';

/** Pictures that are kept, each named for its case. */
export const cases: Readonly<Record<string, Chart>> = {
  'survival-two-curves': survivalCurve({
    ...text('two'),
    ...months,
    curves: [{ ...rising('Community', 60), truth: 58 }, rising('Prison', 80)],
  }),
  'survival-nobody': survivalCurve({
    ...text('nobody'),
    ...months,
    curves: [{ name: 'Prison', points: [], followed: [] }],
  }),
  'survival-one-event': survivalCurve({
    ...text('one'),
    ...months,
    curves: [
      {
        name: 'Prison',
        points: [
          { time: 0, value: 0, lower: 0, upper: 0 },
          { time: 5, value: 20, lower: 3, upper: 131 },
        ],
        followed: [],
      },
    ],
  }),
  'survival-all-censored': survivalCurve({
    ...text('censored'),
    ...months,
    curves: [
      {
        name: 'Prison',
        points: [{ time: 0, value: 0, lower: 0, upper: 0 }],
        followed: [{ time: 0, count: '40' }],
      },
    ],
  }),
  'survival-long-labels': survivalCurve({
    ...text('long'),
    ...months,
    curves: [rising(longName, 60), rising(longName, 62)],
  }),
  'interval-three': interval({
    ...text('interval'),
    unit: 'people of 1,000 detected reoffending',
    rows: [
      {
        label: 'As it looks at first',
        value: -47,
        lower: -55,
        upper: -39,
        mark: 'ring',
        words: '47 fewer (39 to 55)',
      },
      {
        label: 'With people made alike',
        value: -17,
        lower: -29,
        upper: 5,
        mark: 'disc',
        words: '17 fewer (29 fewer to 5 more)',
      },
      { label: 'The truth', value: -15, lower: -15, upper: -15, mark: 'diamond', words: '15 fewer' },
    ],
  }),
  'balance-four': balance({
    ...text('balance'),
    rows: [
      { label: 'Earlier sentences', before: 0.52, after: 0.03 },
      { label: 'In work', before: 0.29, after: 0.01 },
    ],
  }),
  'attrition-split': attrition({
    ...text('attrition'),
    steps: [
      { label: 'People sentenced', left: 40_000, gone: null },
      { label: 'Compared', left: 12_000, gone: { why: 'sentenced too lately', count: 28_000 } },
    ],
    split: [
      { name: 'Prison', count: 4000 },
      { name: 'Community', count: 8000 },
    ],
  }),
  'attrition-nobody-left': attrition({
    ...text('attrition-nobody'),
    steps: [
      { label: 'People sentenced', left: 3, gone: null },
      { label: 'Compared', left: 0, gone: { why: 'sentenced too lately', count: 3 } },
    ],
  }),
  'hundred-three': hundred({
    ...text('hundred'),
    filledMeans: 'Detected reoffending',
    panels: [
      {
        label: 'As claimed',
        big: '90 to 95 not detected',
        note: 'No length of time.',
        filled: 5,
        half: 5,
        unknown: false,
      },
      {
        label: 'Without a programme',
        big: 'Not known',
        note: 'Nobody has followed them.',
        filled: 0,
        half: 0,
        unknown: true,
      },
    ],
  }),
  'fan-two': fan({
    ...text('fan'),
    xLabel: 'years from now',
    yLabel: 'people waiting',
    series: ['Prison for all', 'Programmes'].map((name, k) => ({
      name,
      points: [0, 5, 10].map(x => ({
        x,
        median: 300 + x * (k === 0 ? 250 : 40),
        half: [250 + x * 20, 350 + x * 300] as const,
        nineInTen: [100, 500 + x * 400] as const,
      })),
    })),
  }),
  'tornado-unsourced-first': tornado({
    ...text('tornado'),
    base: 180,
    unit: 'detected reoffences',
    fewer: 'fewer with prison for all',
    more: 'more',
    rows: [
      { question: 'What a programme does', range: '5 to 29 fewer', low: -60, high: 420, source: 'A study' },
      { question: 'Does the threat deter?', range: '0 to 10 in 100', low: -1240, high: 180, source: null },
    ],
  }),
  'flow-queue': flow({
    ...text('flow'),
    widest: 4000,
    series: 'b',
    stages: [
      { words: 'sentenced', note: 'a year', people: 4000 },
      {
        words: 'go to prison',
        note: 'every place is taken',
        people: 2900,
        queue: { people: 2480, note: '7 to 10 months' },
      },
      {
        words: 'released',
        note: '',
        people: 2760,
        leaves: { people: 210, words: 'orders end before there is a place' },
      },
    ],
  }),
};
