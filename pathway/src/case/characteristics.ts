import { accept, refuse, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from './answer.ts';
import type { CaseState } from './case.ts';

/**
 * What somebody says of themselves, asked so that it can be seen whether everybody is helped as soon (E32; Equality Act
 * 2010, sections 4 and 149). Groups of the census of England and Wales 2021, at its highest level. Nobody has to answer,
 * and no decision about a person uses it.
 */
export const ethnicGroups = {
  asian: 'Asian or Asian British',
  black: 'Black, Black British, Caribbean or African',
  mixed: 'Mixed or multiple ethnic groups',
  white: 'White',
  other: 'Other ethnic group',
  prefer_not: 'Prefers not to say',
} as const;
export type EthnicGroup = keyof typeof ethnicGroups;

export const disabilities = {
  disabled: 'Disabled under the Equality Act',
  not_disabled: 'Not disabled',
  prefer_not: 'Prefers not to say',
} as const;
export type Disability = keyof typeof disabilities;

export const religions = {
  none: 'No religion',
  buddhist: 'Buddhist',
  christian: 'Christian',
  hindu: 'Hindu',
  jewish: 'Jewish',
  muslim: 'Muslim',
  sikh: 'Sikh',
  other: 'Other religion',
  prefer_not: 'Prefers not to say',
} as const;
export type Religion = keyof typeof religions;

/** Null where it was not asked. */
export type Characteristics = {
  readonly ethnicGroup: EthnicGroup | null;
  readonly disability: Disability | null;
  readonly religion: Religion | null;
};

/** Sealed with who somebody is: the work with a person does not read it. */
export type CharacteristicsEvent = Happened<'characteristics_told', object, Characteristics>;
export type CharacteristicsCommand = { do: 'tell_characteristics'; on: Day } & Characteristics;

export function tellCharacteristics(
  state: CaseState,
  { on, ethnicGroup, disability, religion }: CommandOf<'tell_characteristics'>,
): CaseDecision {
  if (ethnicGroup === null && disability === null && religion === null) {
    return refuse('nothing_told', `Choose at least one answer. ${unsaved}`, 'ethnicGroup');
  }
  return (
    refuseBefore(on, state.referredOn, 'the referral') ??
    accept({ ...event('characteristics_told', on, {}), sealed: { ethnicGroup, disability, religion } })
  );
}

/** Ages as they are counted, at the referral. */
export const agesAtReferral = {
  under_25: 'Under 25',
  from_25: '25 to 34',
  from_35: '35 to 49',
  from_50: '50 to 64',
  from_65: '65 and over',
} as const;
export type AgeAtReferral = keyof typeof agesAtReferral;

export function ageAtReferral(bornOn: Day, on: Day): AgeAtReferral {
  const hadBirthday = on.slice(4) >= bornOn.slice(4);
  const age = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (hadBirthday ? 0 : 1);
  if (age < 25) return 'under_25';
  if (age < 35) return 'from_25';
  if (age < 50) return 'from_35';
  return age < 65 ? 'from_50' : 'from_65';
}
