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

export const callerWords = [
  'I would like to talk to somebody about how I use the internet. (Made-up words.)',
  'I do not know whom to ask. I have not told anybody yet. (Made-up words.)',
  'Somebody in my family has been arrested and I need advice. (Made-up words.)',
  'I am worried and would like to know what happens next. (Made-up words.)',
  'I work with families and have a question about where to send somebody. (Made-up words.)',
  'Thank you. I did what we agreed and have one more question. (Made-up words.)',
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
