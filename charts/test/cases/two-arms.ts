import { balance, interval, overlap, type Chart } from '../../src/index.ts';
import { longName, text } from './made-up.ts';

/** How alike two arms are, and how far they differ. */
export const twoArmCases: Readonly<Record<string, Chart>> = {
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
};
