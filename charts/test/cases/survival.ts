import { survivalCurve, type Chart, type Curve } from '../../src/index.ts';
import { longName, text } from './made-up.ts';

/** A step curve of made-up numbers that rises to `height` of 1,000. */
function rising(name: string, height: number): Curve {
  const times = [0, 3, 6, 9, 12];
  const points = times.map(time => {
    const value = (height * time) / 12;
    return { time, value, lower: value * 0.9, upper: value * 1.1 };
  });
  return { name, points, followed: times.map(time => ({ time, count: String(1000 - 10 * time) })) };
}

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

const months = { ticks: [0, 3, 6, 9, 12], timeLabel: 'months' };

/** Curves of people over time. */
export const survivalCases: Readonly<Record<string, Chart>> = {
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
};
