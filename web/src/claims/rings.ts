import { hundred, type Chart, type Hundred } from '@throughcare/charts';

/** The base rate beside the claim beside what nobody has counted. */
export const hundreds: readonly Hundred[] = [
  {
    label: 'People on a programme, as claimed',
    filled: 5,
    half: 5,
    unknown: false,
    big: '90 to 95 not detected',
    note: '“Between 5 and 10%.” No length of time was given.',
  },
  {
    label: 'People convicted, in a review of studies',
    filled: 5,
    half: 0,
    unknown: false,
    big: 'About 95 not detected',
    note: '2,630 people, up to six years (2011). Some had a programme, some none.',
  },
  {
    label: 'People alike, without a programme',
    filled: 0,
    half: 0,
    unknown: true,
    big: 'Not known',
    note: 'Nobody has followed them side by side. That is the figure that is missing.',
  },
];

/** "90 to 95 in 100 do not reoffend" as what it is: a base rate of detection, not an effect. */
export const hundredRings: Chart = hundred({
  id: 'hundred',
  title: 'Of 100 people, 90 to 95 are not detected reoffending. With or without a programme?',
  description:
    'Three times a hundred rings. As claimed: 5 to 10 filled. In a review of studies: 5 filled. Without a programme: not known, all dashed.',
  panels: hundreds,
  filledMeans: 'Detected reoffending',
});
