import type { CallerKind, ContactGroup } from '@throughcare/pathway';

/**
 * The few words that stand sealed in the demonstration. They say that they are made up, and nothing of what
 * anybody did.
 */
export const notes = [
  'Came on time. Talked about the week and agreed a plan for the next one.',
  'Asked about sleep and work. Will see the GP on Thursday.',
  'Spoke about who supports them. Agreed to tell one person they trust.',
  'Went through the conditions of the order together. All clear.',
  'Filters are in place on the devices at home. Will check again next month.',
  'Quieter than last time. Asked how they are; we will speak again on Friday.',
  'Rang before the session to say they would be late. Arrived ten minutes in.',
  'Reviewed the goals. Two of three are met; the third is about time online.',
] as const;

/** How somebody begins, by what their contact is about and what they say of themselves. */
const firstWords: Readonly<Record<ContactGroup, readonly string[]>> = {
  own_behaviour: [
    'I would like to talk to somebody about how I use the internet. (Made-up words.)',
    'I do not know whom to ask. I have not told anybody yet. (Made-up words.)',
    'I am worried about myself and would like to know what happens next. (Made-up words.)',
  ],
  another_adults_behaviour: [
    'I am worried about an adult I know and would like to know what I can do. (Made-up words.)',
    'Somebody close to me may need help. Whom can they ask? (Made-up words.)',
  ],
  child_or_young_persons_behaviour: [
    'I am worried about how a young person I know uses the internet. (Made-up words.)',
    'I would like advice on how to talk to a teenager about this. (Made-up words.)',
  ],
  child_who_may_have_been_abused: [
    'I am worried about a child and do not know whom to tell. (Made-up words.)',
    'A child may need help. What should I do first? (Made-up words.)',
  ],
  professional: [
    'I work with families and have a question about where to send somebody. (Made-up words.)',
    'Somebody I work with may need your help. How do I refer them? (Made-up words.)',
  ],
  survivor: [
    'Something happened to me long ago, and I would like to know who can help. (Made-up words.)',
    'I would like to talk to somebody about what happened to me. (Made-up words.)',
  ],
  other: [
    'I am not sure that I am right here. I have a question. (Made-up words.)',
    'I would like to know what your service does. (Made-up words.)',
  ],
};
const familyWords = [
  'Somebody in my family has been arrested and I need advice. (Made-up words.)',
  'The police came for my partner. What happens to us now? (Made-up words.)',
] as const;
const youngWords = [
  'I am under 18. Can I talk to you? (Made-up words.)',
  'I am at school and do not know whom to ask. (Made-up words.)',
] as const;

/** The words with which this caller may have begun. */
export function wordsToBegin(group: ContactGroup, caller: CallerKind): readonly string[] {
  if (caller === 'family') return familyWords;
  return caller === 'under_18' ? youngWords : firstWords[group];
}

/** What anybody may write who comes back. */
export const wordsOnReturn = [
  'Thank you. I did what we agreed and have one more question. (Made-up words.)',
  'I have read your answer. What should I do after that? (Made-up words.)',
  'It is going a little better. I would like to ask one more thing. (Made-up words.)',
] as const;

export const workerWords = [
  'Thank you for writing. You did the right thing. Here is what you can do today. (Made-up words.)',
  'You are not alone with this. Please ring us, or write again here. (Made-up words.)',
  'Here is how to reach somebody tonight, and what we suggest as a first step. (Made-up words.)',
] as const;

/** A concern's own words. */
export const concernWords = {
  said: 'Made-up words: the person is worried about a child and asked what to do.',
  child: 'A made-up child. No name was given.',
  reason: 'Made-up reason, for the demonstration.',
} as const;

/** What was not done at a session of an order, beside a warning or a referral. */
export const failureWords = 'The session was not complied with, and no reason was given. (Made-up words.)';
