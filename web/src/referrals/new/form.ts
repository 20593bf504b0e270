import { legalStageWords, referralSources, type Identity } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, line, withDay } from '../../frame/fields.ts';
import { keysOf, options } from '../../person/options.ts';
import { optionalDay } from './optional-day.ts';

/** Text that may be missing: null then. */
const orNull = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `That is too long: it can have ${longest} characters.`)
    .default('')
    .transform(text => (text === '' ? null : text));

/** The first part of a postcode, 'LS1' or 'SW1A'; the whole would point to a house. */
const DISTRICT = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const district = orNull(12)
  .transform(text => text?.toUpperCase().replaceAll(' ', '') ?? null)
  .refine(
    text => text === null || DISTRICT.test(text),
    'Enter the first part of the postcode alone, for example LS1.',
  );

export const whoTheyAre = z.object({
  forename: line('Enter the forename.', 100),
  surname: line('Enter the surname.', 100),
});

export const whatIsKnown = z.object({
  sex: choice(['M', 'F'], 'Choose the sex as the police record has it.'),
  postcodeDistrict: district,
  pnc: orNull(20),
});

const what = whatIsKnown.extend({
  source: choice(keysOf(referralSources), 'Choose who sent the referral.'),
  stage: choice(keysOf(legalStageWords), 'Choose where things stand.'),
  /** 'yes' once somebody has looked at people who may be the same. */
  looked: z.enum(['yes', 'no']).catch('no'),
});

/** In parts, so that everything that is missing is said at once, in the order of the page. */
export const referralForm = z.intersection(
  z.intersection(whoTheyAre, optionalDay('bornOn', 'the date of birth')),
  z.intersection(what, withDay('on', 'the day of the referral', {})),
);
export type Referral = z.output<typeof referralForm>;

/** What there is to choose from. */
export const referralChoices = {
  sources: options(referralSources, words => words),
  stages: options(legalStageWords, words => words),
};

/** Who somebody is, of what was filled in. */
export function identityOf(referral: Referral): Identity {
  const { surname, forename, bornOn, sex, postcodeDistrict, pnc } = referral;
  return { surname, forename, bornOn, sex, postcodeDistrict, pnc };
}
