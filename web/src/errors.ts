/**
 * Everything that can go wrong with a request, in one list. Each says what is the matter, that nothing was lost, and
 * what to do now; the page shows these words and no others, so nothing of the system or of a person leaks through.
 */
export const failures = {
  notFound: {
    status: 404,
    title: 'This page is not here',
    words: 'The address may be wrong, or what was here may have been moved, or it may not be yours to see.',
    safe: 'Nothing was changed.',
    next: 'Check the address, or go back and try another way.',
  },
  forbidden: {
    status: 403,
    title: 'This page is not part of your work here',
    words: 'You are signed in, and your role does not include this page.',
    safe: 'Nothing was changed.',
    next: 'If you need it for your work, ask an administrator to look at your role.',
  },
  signedOut: {
    status: 401,
    title: 'You have been signed out',
    words: 'We sign people out after a while without a click, and once a day.',
    safe: 'What you sent was not saved. It is still below, and nowhere else.',
    next: 'Sign in again in another tab, then come back here and send it again.',
  },
  crossSite: {
    status: 403,
    title: 'This did not come from one of our pages',
    words: 'Your browser says that another site sent this here.',
    safe: 'Nothing was saved or changed.',
    next: 'Open the page yourself and send it from there.',
  },
  conflict: {
    status: 409,
    title: 'Somebody else changed this while you were writing',
    words: 'What you saw is no longer how it stands.',
    safe: 'Nothing of yours was saved, and nothing of theirs was lost.',
    next: 'Open the page again, look at what they changed, and then decide.',
  },
  goneStale: {
    status: 410,
    title: 'This page had been open too long',
    words: 'What it offered can no longer be done from here.',
    safe: 'Nothing was saved.',
    next: 'Open the page again and do it from there.',
  },
  unreadable: {
    status: 400,
    title: 'We could not read what was sent',
    words: 'It was cut short on the way, or is not what a browser sends.',
    safe: 'Nothing was saved or changed.',
    next: 'Open the page again and send it from there.',
  },
  tooSlow: {
    status: 408,
    title: 'It took too long to arrive',
    words: 'We stopped waiting for the rest of what was being sent.',
    safe: 'Nothing was saved or changed.',
    next: 'Open the page again. If your line is slow, send it in parts.',
  },
  headersTooLarge: {
    status: 431,
    title: 'Your browser sent too much beside the page',
    words: 'What it sends along, such as cookies, is longer than we take.',
    safe: 'Nothing was saved or changed.',
    next: 'Close the browser, open it again, and come back to the first page.',
  },
  tooLarge: {
    status: 413,
    title: 'That is more than we can take at once',
    words: 'One message can hold about ten thousand characters.',
    safe: 'Nothing was saved. Your own page still has it: go back with the browser’s back button.',
    next: 'Send it in two or three parts.',
  },
  wrongKind: {
    status: 415,
    title: 'We can only take words',
    words: 'Pictures, films, documents and other files can never be sent here.',
    safe: 'Nothing was kept of what was sent.',
    next: 'Write it in words instead.',
  },
  tooMany: {
    status: 429,
    title: 'Too many tries in a short time',
    words: 'To keep codes safe, only a few tries are possible in a quarter of an hour.',
    safe: 'Nothing was lost. Your code still works.',
    next: 'Wait a quarter of an hour, then try again.',
  },
  databaseDown: {
    status: 503,
    title: 'We can’t reach our records just now',
    words: 'The pages work, and the place where things are kept does not answer.',
    safe: 'Nothing that was saved before is lost. What you just sent was not saved.',
    next: 'Wait a minute and send it again. If it is urgent, use the telephone.',
  },
  diskFull: {
    status: 507,
    title: 'There is no room to save it',
    words: 'The disk on which our records are kept is full.',
    safe: 'Nothing that was saved before is lost. What you just sent was not saved.',
    next: 'Tell whoever looks after the service, and send it again once there is room. If it is urgent, use the telephone.',
  },
  erasedUnnoted: {
    status: 500,
    title: 'It was erased, and one thing is missing',
    words:
      'That it was erased could not be written down outside the database, where a restored backup looks for it.',
    safe: 'The record is erased, for good. Nothing else was changed.',
    next: 'Give the reference below to whoever looks after the service: no backup from before now may be restored until there is room to write it. It is written then by itself, within a day.',
  },
  serverError: {
    status: 500,
    title: 'Something went wrong on our side',
    words: 'It is not your doing.',
    safe: 'What was saved before is safe. What you just sent may not have been saved; sending it again does nothing twice.',
    next: 'Try again. If it stays like this, give the reference below to whoever looks after the service.',
  },
} as const;

export type FailureCode = keyof typeof failures;
