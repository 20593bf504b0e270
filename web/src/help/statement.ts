import type { CallerKind } from '@throughcare/pathway';

/**
 * What a caller reads before anything can be typed (E5): short, in fixed words, and its version is kept with the
 * contact. A changed word is a new version; a test holds the two together. No page says anything else about what
 * would be passed on, before or after.
 */
export const statement = {
  version: '2026-1',
  private: [
    'You do not need to say who you are. Please leave out names, addresses and telephone numbers.',
    'We do not keep your internet address, your telephone number, or what device you use.',
    'What you write is read by trained workers here, and locked away.',
  ],
  passedOn: [
    'If what you write shows who somebody is, and that a child or anybody else is at risk of harm, we must tell the police or children’s services.',
    'The same is true of a crime against a child that has not been reported, if what you write shows who did it or who the child is.',
    'If it does not show who anybody is, there is nothing we could pass on, and we will still help you.',
  ],
} as const;

/** What somebody in a family reads instead: it is about them, and about whoever they write of (E26). */
export const familyStatement = {
  version: 'family-2026-1',
  private: [
    'This is for you. We tell nobody in your family that you wrote, and they cannot find it out here.',
    'You do not need to say who you are, or who it is about. Please leave out names, addresses and telephone numbers.',
    'We do not keep your internet address, your telephone number, or what device you use.',
    'What you write is read by trained workers here, and locked away. Once somebody answers you, they are your own worker, and it is theirs alone to read.',
  ],
  passedOn: statement.passedOn,
} as const;

/** The words for whoever comes this way. */
export function statementOf({ caller }: { readonly caller: CallerKind }) {
  return caller === 'family' ? familyStatement : statement;
}
