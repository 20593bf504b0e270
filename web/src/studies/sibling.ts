import { release, type StudyReport } from '@throughcare/evidence';
import { addDays, sayDay } from '@throughcare/pathway';
import { count, dayOf } from './words.ts';

/** The same question on the service's own people, as it stands beside the large study. */
export interface Sibling {
  readonly verdict: string;
  /** First what there are too few of, then that this is no "no effect". */
  readonly sentences: readonly string[];
  readonly facts: readonly { readonly name: string; readonly words: string }[];
}

/** Services of this size that together would come to an answer sooner. */
const TOGETHER = 12;
const A_YEAR = 365.25;

export function siblingOf(report: StudyReport): Sibling | undefined {
  const [pair] = report.pairs;
  const [own] = release(report).pairs;
  if (!pair || !own) return undefined;
  const { verdict, sentences } = own.conclusion;
  return { verdict, sentences: sentences.slice(0, 2), facts: whatItWouldTake(report, own.arms[0]?.n) };
}

function whatItWouldTake(report: StudyReport, shown: number | string | undefined): Sibling['facts'] {
  const [pair] = report.pairs;
  const when = pair?.when;
  if (!when || when.intakePerYear === undefined) return [];
  const rate = when.intakePerYear;
  const together = Math.max(0, when.needed - TOGETHER * when.have) / (TOGETHER * rate);
  const extracted = report.standsOn.extractedOn;
  const by = (years: number) =>
    extracted === undefined
      ? 'not known'
      : `about ${monthOf(sayDay(addDays(dayOf(extracted), Math.round(years * A_YEAR))))}`;
  return [
    {
      name: 'People needed',
      words: `About ${count(roundUp(when.needed))}, each followed to the end, to find a difference of ${when.differencePerThousand} of 1,000`,
    },
    {
      name: 'There are',
      words: `${typeof shown === 'number' ? count(shown) : 'too few to say'}, and about ${Math.round(rate)} more a year`,
    },
    { name: 'Alone', words: `By ${by(when.stillNeeded / rate)}` },
    { name: 'Twelve such services', words: `By ${by(together)}` },
  ];
}

const monthOf = (day: string) => day.replace(/^\d+ /, '');

/** Two leading digits, upwards: more would pretend to know. */
function roundUp(people: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(people)) - 1);
  return Math.ceil(people / unit) * unit;
}
