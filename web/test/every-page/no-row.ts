/** Pages for staff that write no row of reading, with the reason: they ask the record nothing about anybody. */
export const writesNoRow: Readonly<Record<string, string>> = {
  '/account': 'shows the account of whoever is signed in, and nobody else’s',
  '/sign-in/set-up': 'sets up one-time codes for the account of whoever is signed in',
  '/helpline/after': 'is for the worker alone, and nobody counts that it was opened (E19)',
  '/helpline/call': 'an empty form: nothing of a call is recorded yet',
  '/helpline/code': 'an empty form; the code that is typed is looked up, with a row, when it is sent',
  '/kept/erased': 'says that a record was erased, whose address it does not even take',
  '/referrals/new': 'an empty form; looking for somebody alike happens, with a row, when it is sent',
  '/openings/new': 'an empty form; the reference is looked up, with a row, when it is sent',
  '/sent/new': 'an empty form of an outside partner',
  '/sent/concern': 'an empty form: a concern stands in nobody’s way (E34)',
  '/sent/concern/raised': 'thanks an outside partner, and shows nothing of what they raised',
  '/desk': 'lists studies, which hold nobody',
  '/desk/register': 'lists what was done with studies, which hold nobody',
  '/desk/new': 'an empty form for a study',
  '/organisation/add': 'an empty form for a colleague',
  '/plans/calibrate':
    'asks what a plan is fitted to; the extract is read, with a row, when that is asked for',
  '/plans/fill': 'asks which figures are wanted; the extract is read, with a row, when they are asked for',
};

/** Links that stand on a page without a word of what they lead to, and why the row does not name it. */
export const linkedOnly: Readonly<Record<string, string>> = {
  '/helpline/:contact concern':
    'the concern that was raised from the contact: the access log, which is in clear, never joins the two (E6)',
};
