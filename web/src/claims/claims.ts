import { paths } from '../paths.ts';
import type { Href } from '../frame/path.ts';
import type { SourceId } from '../sources/sources.ts';

/** How far a claim is carried by what can be read. The sign says the same as the words. */
export type Verdict = { readonly sign: 'full' | 'half' | 'empty'; readonly words: string };

export interface Claim {
  readonly by: string;
  readonly claim: string;
  readonly verdict: Verdict;
  readonly known: string;
  readonly sources: readonly SourceId[];
  readonly notShown: string;
  readonly triedBy: { readonly text: string; readonly href: Href };
}

const study = paths.study({ study: 'prison-or-community' });
const plan = paths.plan({ plan: 'two-chief-officers' });

const police = 'National police lead for child protection';
const practitioner = 'Senior practitioner of a charity that runs programmes';

export const claims: readonly Claim[] = [
  {
    by: police,
    claim: 'Every month 420 people are arrested, and the number grows',
    verdict: { sign: 'full', words: 'Figures bear it out' },
    known:
      'At least 400 a month in 2019, and 400 to 450 from 2017 to 2020. About 700 in 2020 to 2021, with voluntary interviews. About 1,000 in early 2026, for the whole United Kingdom and more kinds of offence.',
    sources: ['arrests2019', 'arrests2021', 'arrests2026'],
    notShown: 'How many people offend, and how much of the growth is more policing or a wider count.',
    triedBy: { text: 'Plan: arrests that grow by 10% a year', href: plan },
  },
  {
    by: police,
    claim: 'Of those sentenced, 74% do not go to prison',
    verdict: { sign: 'full', words: 'Figures bear it out' },
    known:
      'Prison was the sentence for 24.8% in 2015 (possession), 21% in 2017 (obscene material) and 19% in 2023 to 2024, when 48% were suspended and 32% served in the community. Since 22 March 2026 the law presumes that short terms are suspended.',
    sources: ['custody2015', 'custody2017', 'custody2024', 'law2026'],
    notShown: 'That the 74% had any programme. They include discharges, fines and suspended sentences.',
    triedBy: { text: 'Plan: sentences by date', href: plan },
  },
  {
    by: 'A children’s charity',
    claim: 'Half a million people view such images',
    verdict: { sign: 'half', words: 'Figures differ' },
    known: 'Police and crime agencies estimated 50,000, 80,000 and 100,000 in those years.',
    sources: ['stock'],
    notShown: 'Which is right. They count different things in different ways.',
    triedBy: { text: 'Plan: people not yet detected, the estimates side by side', href: plan },
  },
  {
    by: practitioner,
    claim: 'Between 5 and 10% reoffend',
    verdict: { sign: 'full', words: 'Figures bear it out, of what is detected' },
    known:
      '4.6% of 2,630 people were detected in a new sexual offence within up to six years (2011): 3.4% with images, 2.0% with contact. In a Canadian sample it was 11% of 266 within five years.',
    sources: ['seto2011', 'cport'],
    notShown: 'What was not detected, and what would have happened without a programme.',
    triedBy: { text: 'Study: detected reoffending, with its interval', href: study },
  },
  {
    by: practitioner,
    claim: 'Rehabilitation works in most cases',
    verdict: { sign: 'empty', words: 'No figures for this group' },
    known:
      'That 90 to 95 in 100 are not detected again is a base rate, not an effect. Over 37 samples of all kinds treatment did better (odds ratio 1.54), most where its authors ran it (2024). One national prison programme was followed by more detected reoffending (2017).',
    sources: ['treatment2024', 'prisonProgramme2017', 'voluntary2016'],
    notShown:
      'An effect for this group. The voluntary course has figures before and after for 92 people, and nobody to compare them with.',
    triedBy: { text: 'Study: with and without a programme, ordered and chosen apart', href: study },
  },
  {
    by: police,
    claim: 'Facing what one did changes more than a conditional discharge or a suspended sentence',
    verdict: { sign: 'empty', words: 'No figures for this group' },
    known: 'We found no comparison by these sentences for this group.',
    sources: ['report'],
    notShown: 'Anything yet.',
    triedBy: { text: 'Study: each sentence against each other', href: study },
  },
  {
    by: 'Former head of the national centre against online exploitation',
    claim: 'There is one place for them, jail. People would think twice, and the space would be made',
    verdict: { sign: 'empty', words: 'No figures for this group' },
    known:
      'For offences in general, short prison terms were followed by more detected reoffending than court orders in four matched studies (2013 to 2019). A place costs tens of thousands of pounds a year and takes years to build.',
    sources: ['matched2013', 'matched2015', 'matched2018', 'matched2019', 'place2023'],
    notShown: 'Anything of this group. And such studies cannot see first offences that a threat prevents.',
    triedBy: {
      text: 'Plan: prison for everybody, places built over time, deterrence from zero upwards',
      href: plan,
    },
  },
  {
    by: practitioner,
    claim: 'There are no figures that compare those jailed with those not',
    verdict: { sign: 'half', words: 'True of this group only' },
    known: 'We found none for this group either. For sentences in general there are four.',
    sources: ['matched2013', 'matched2015', 'matched2018', 'matched2019'],
    notShown: 'That there cannot be any. The records lie in systems that do not meet.',
    triedBy: { text: 'Study: prison or community, people alike', href: study },
  },
];

/** Said in the same report, and answered by how this software is made. */
export const answered = [
  {
    claim: 'There is no silver bullet',
    answer:
      'So a study here can end in three ways: lower, higher, or “we cannot tell yet”, with how many more people it would take and by when.',
  },
  {
    claim: 'It is a social emergency',
    answer:
      'So the plan counts people, waits and places, and never puts a price on harm to a child. Of all programmes that courts set, four in ten had not begun when the sentence ended.',
    source: 'starts2025',
  },
] as const satisfies readonly { claim: string; answer: string; source?: SourceId }[];
