/** What stands around every picture that is kept. */
export const text = (id: string) => ({ id, title: `Case ${id}`, description: 'Made-up numbers.' });

export const longName =
  'Community sentence with a programme that the court required and a name without an end';
