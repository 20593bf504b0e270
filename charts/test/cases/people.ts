import { attrition, flow, hundred, type Chart } from '../../src/index.ts';
import { text } from './made-up.ts';

/** How many people, drawn as such. */
export const peopleCases: Readonly<Record<string, Chart>> = {
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
  'flow-whole': flow({
    ...text('whole'),
    widest: 13_000,
    series: 'b',
    colouredFrom: 2,
    stages: [
      {
        words: 'have their devices examined',
        note: 'in year five: 8,050 to 17,400',
        people: 12_600,
        arriving: 13_000,
        queue: { people: 4100, note: '0 to 10,700' },
        inside: { people: 2970, note: '1,900 to 4,500' },
        branches: [{ people: 6390, words: 'leave the flow', note: '3,820 to 10,200' }],
      },
      {
        words: 'wait for the court',
        note: '3,330 to 8,660',
        people: 5820,
        queue: { people: 0, note: '0 to 3' },
        inside: { people: 3050, note: '1,510 to 5,880' },
      },
      {
        words: 'go to prison',
        note: '2,100 to 8,510',
        people: 3970,
        arriving: 6270,
        joins: [{ people: 450, words: 'come in from: recalled', note: '150 to 1,350' }],
        queue: { people: 10_800, note: '0 to 23,300' },
        inside: { people: 1980, note: '1,250 to 4,510' },
      },
      { words: 'are released', note: '1,550 to 5,800', people: 2670 },
    ],
  }),
};
