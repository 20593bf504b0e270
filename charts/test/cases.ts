import {
  attrition,
  balance,
  fan,
  flow,
  foretold,
  hundred,
  interval,
  learned,
  overlap,
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
/** The same with the same steps everywhere but a real course: some hundred steps. */
function course(name: string, height: number, spread: number): Pick<Curve, 'name' | 'points'> {
  const points = Array.from({ length: 105 }, (_, week) => {
    const time = (week * 12) / 104;
    const value = height * (time / 12) ** 0.75;
    const half = spread * Math.sqrt(value / height);
    return { time, value, lower: Math.max(0, value - half), upper: value + half };
  });
  return { name, points };
}

const counts = (...list: string[]) => list.map((count, k) => ({ time: 3 * k, count }));

const runs = (middles: readonly number[], spread: number) =>
  middles.map((median, x) => ({
    x,
    median,
    half: [median * (1 - spread / 2), median * (1 + spread / 2)] as const,
    nineInTen: [median * (1 - spread), median * (1 + spread)] as const,
  }));

/** Months from January 2023 on, with what was seen in them for as long as the list is repeated; none where it is empty. */
const seenMonths = (first: number, many: number, seen: readonly number[]) =>
  Array.from({ length: many }, (_, k) => {
    const month = first + k;
    const middle = 48 + 10 * Math.sin(month / 5) + month / 4;
    return {
      x: 2023 + (month + 1) / 12,
      when: `month ${month + 1}`,
      middle,
      half: [middle - 5, middle + 6] as const,
      most: [middle - 14, middle + 17] as const,
      seen: seen.length === 0 ? null : seen[k % seen.length] + month / 4,
    };
  });

const months = { ticks: [0, 3, 6, 9, 12], timeLabel: 'months' };
const longName = 'Community sentence with a programme that the court required and a name without an end';

/** Pictures that are kept, each named for its case. */
export const cases: Readonly<Record<string, Chart>> = {
  'survival-two-curves': survivalCurve({
    ...text('two'),
    ...months,
    curves: [
      {
        ...course('Community with a programme', 61, 9),
        followed: counts('8,508', '8,290', '8,082', '7,890', '7,712'),
      },
      { ...course('Prison', 78, 8), followed: counts('12,904', '12,461', '12,071', '11,716', '11,398') },
    ],
    width: 728,
  }),
  'survival-with-truth': survivalCurve({
    ...text('truth'),
    ...months,
    curves: [
      {
        ...course('Community', 60, 30),
        followed: counts('850', '820', '790', '41', 'fewer than 10'),
        truth: 58,
      },
      {
        ...course('Prison', 64, 28),
        followed: counts('1,290', '1,251', '1,213', '1,174', '1,135'),
        truth: 79,
      },
    ],
    width: 1120,
  }),
  'survival-four-curves': survivalCurve({
    ...text('four'),
    ...months,
    curves: [
      { ...course('Programme ordered', 40, 5), followed: counts('850', '829', '808', '786', '765') },
      { ...course('Prison', 78, 6), followed: counts('1,290', '1,251', '1,213', '1,174', '1,135') },
      { ...course('Community alone', 58, 4), followed: counts('2,290', '2,251', '2,213', '2,174', '2,135') },
      { ...course('Fine or discharge', 62, 4), followed: counts('90', '87', '85', '82', '79') },
    ],
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
  'interval-alone': interval({
    ...text('alone'),
    unit: '£ billion',
    fewer: 'less',
    rows: [{ label: '', value: 1.9, lower: -0.4, upper: 2.5, mark: 'dot', words: '' }],
    width: 480,
  }),
  'interval-long-labels': interval({
    ...text('interval-long'),
    unit: `people of 1,000, ${longName} compared with ${longName}`,
    rows: [
      {
        label: longName,
        value: 11,
        lower: 2,
        upper: 20,
        mark: 'disc',
        words: `11 more (2 to 20) of ${longName}`,
      },
    ],
    width: 536,
  }),
  'balance-four': balance({
    ...text('balance'),
    rows: [
      { label: 'Earlier sentences', before: 0.52, after: 0.03 },
      { label: 'In work', before: 0.29, after: 0.01 },
      { label: 'Year of sentence', before: 0.15, after: 0.03 },
      { label: 'Court area', before: 0.11, after: 0.08 },
    ],
  }),
  'balance-without-end': balance({
    ...text('without-end'),
    rows: [
      { label: longName, before: Number.MAX_VALUE, after: 0.4 },
      { label: 'In work', before: 0.02, after: 0.05 },
    ],
  }),
  'overlap-before-and-after': overlap({
    ...text('overlap'),
    scale: 'chance of prison, by what was known before the sentence',
    arms: [
      {
        name: 'Prison',
        before: [0, 2, 4, 8, 12, 16, 20, 18, 12, 8],
        after: [2, 8, 14, 16, 18, 16, 12, 8, 4, 2],
      },
      {
        name: 'Community with a programme',
        before: [6, 18, 22, 20, 14, 10, 6, 3, 1, 0],
        after: [2, 8, 15, 16, 17, 16, 12, 8, 4, 2],
      },
    ],
  }),
  'overlap-none': overlap({
    ...text('overlap-none'),
    scale: 'chance of prison',
    arms: [
      { name: longName, before: [0, 0, 0, 100] },
      { name: 'Prison', before: [100, 0, 0, 0] },
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
        label: 'In a review of studies',
        big: 'About 95 not detected',
        note: '2,630 people, followed for up to six years.',
        filled: 5,
        half: 0,
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
  'fan-with-event': fan({
    ...text('fan'),
    xLabel: 'years from now',
    yLabel: 'people waiting',
    marker: { x: 7, words: 'the second new prison opens' },
    series: [
      { name: 'Programmes', points: runs([300, 560, 640, 610, 630, 650, 620, 640, 650, 660, 670], 0.6) },
      {
        name: 'Prison for all',
        points: runs([300, 760, 1240, 1700, 2120, 2480, 3340, 3900, 3600, 3300, 3000], 0.32),
      },
    ],
  }),
  'fan-one-over-the-other': fan({
    ...text('fan-over'),
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
      { question: 'How many finish', range: '65 to 85 in 100', low: 150, high: 215, source: 'Own record' },
      { question: 'What a programme does', range: '5 to 29 fewer', low: 420, high: -60, source: 'A study' },
      {
        question: 'How long a place takes to build',
        range: '4 to 8 years',
        low: 130,
        high: 230,
        source: null,
      },
      { question: 'Does the threat deter?', range: '0 to 10 in 100', low: -1240, high: 180, source: null },
    ],
  }),
  'foretold-seen-and-next': foretold({
    ...text('foretold'),
    parts: [
      {
        name: 'Fitted to these',
        most: '95% of runs',
        points: seenMonths(0, 24, [40, 44, 61, 38, 47, 52]),
      },
      { name: 'Held back', most: '95% of runs', points: seenMonths(24, 12, [52, 55, 90, 49]) },
      { name: 'The next forecast', most: 'nine in ten runs', points: seenMonths(36, 48, []) },
    ],
    ticks: [2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].map(time => ({ time, words: String(time) })),
    timeLabel: 'at the end of the month',
    yLabel: 'people waiting for a place',
  }),
  'foretold-one-time': foretold({
    ...text('once'),
    parts: [{ name: 'The plan, from 1 January 2024', most: '95% of runs', points: seenMonths(0, 1, [70]) }],
    ticks: [2023, 2024].map(time => ({ time, words: String(time) })),
    timeLabel: 'at the end of the month',
    yLabel: 'people waiting',
    width: 728,
  }),
  'foretold-names-below': foretold({
    ...text('below'),
    parts: [
      { name: longName, most: '95% of runs', points: seenMonths(0, 30, [40]) },
      { name: 'What it had not seen of them', most: '95% of runs', points: seenMonths(30, 6, [44]) },
    ],
    ticks: [2023, 2024, 2025, 2026].map(time => ({ time, words: String(time) })),
    timeLabel: 'month',
    yLabel: 'people who came',
    width: 728,
  }),
  'learned-four': learned({
    ...text('learned'),
    rows: [
      {
        label: 'Referrals',
        before: [8, 25],
        beforeWords: '8 to 25 people a month',
        middle: 15.1,
        after: [13.8, 16.5],
        afterWords: '15.1 (13.8 to 16.5) people a month',
      },
      {
        label: `${longName}, again`,
        before: [5, 10],
        beforeWords: '5 to 10 months',
        middle: 9.6,
        after: [8.9, 10],
        afterWords: '9.6 (8.9 to 10) months',
      },
      {
        label: 'Learned to the last digit',
        before: [0, 80],
        beforeWords: '0 to 80 people',
        middle: 40,
        after: [40, 40],
        afterWords: '40 people',
      },
      {
        label: 'Beyond what was assumed',
        before: [0.4, 1],
        beforeWords: '0.4 to 1 times',
        middle: 1.2,
        after: [0.9, 1.4],
        afterWords: '1.2 (0.9 to 1.4) times',
      },
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
        arriving: 4000,
        queue: { people: 2480, note: '7 to 10 months' },
      },
      {
        words: 'released',
        note: '',
        people: 2760,
        branches: [{ people: 240, words: 'detected again within two years (205 to 280)' }],
      },
    ],
  }),
  'flow-branches': flow({
    ...text('branches'),
    widest: 4060,
    series: 'a',
    stages: [
      {
        words: 'sentenced',
        note: 'a year',
        people: 4060,
        branches: [{ people: 850, words: 'go to prison' }],
      },
      {
        words: 'begin a programme',
        note: '',
        people: 2930,
        arriving: 3210,
        queue: { people: 640, note: '2 to 3 months' },
        leaves: { people: 210, words: 'orders end before there is a place' },
        branches: [{ people: 640, words: 'leave early' }],
      },
      { words: 'finish', note: '', people: 2290 },
    ],
  }),
};
