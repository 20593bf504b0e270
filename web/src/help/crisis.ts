/**
 * Numbers for tonight. Whoever runs this service checks them before anybody relies on them, and again at set times:
 * they were taken from the organisations' own pages in November 2026.
 */
export const crisisLines = [
  { who: 'Samaritans', when: 'any time, day or night', number: '116 123', tel: '116123' },
  { who: 'Childline', when: 'if you are under 19, any time', number: '0800 1111', tel: '08001111' },
  { who: 'NHS', when: 'choose option 2 for a mental health crisis', number: '111', tel: '111' },
  {
    who: 'Stop It Now',
    when: 'about thoughts or behaviour towards children',
    number: '0808 1000 900',
    tel: '08081000900',
  },
] as const;
