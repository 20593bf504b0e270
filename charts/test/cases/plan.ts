import { fan, foretold, learned, tornado, type Chart } from '../../src/index.ts';
import { longName, text } from './made-up.ts';

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

/** What a plan gives. */
export const planCases: Readonly<Record<string, Chart>> = {
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
};
