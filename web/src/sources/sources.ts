/** Where a figure comes from. `secondary`: we read it in something that quotes the original, not in the original. */
export interface Source {
  readonly title: string;
  readonly where: string;
  readonly year: string;
  readonly secondary?: string;
}

/** Read in November 2026. The name of an entry is its anchor on the page. */
export const sources = {
  report: {
    title: 'A news report on what should happen to people caught viewing images of child abuse',
    where: 'National press. Speakers are named here by their office',
    year: 'spring 2018',
  },
  arrests2019: { title: 'Arrests a month, at least 400', where: 'The Independent', year: '2019' },
  arrests2021: {
    title: 'Arrests a month, 400 to 450; about 700 with voluntary interviews in 2020 to 2021',
    where: 'Evidence to the independent inquiry into child sexual abuse',
    year: '2017 to 2021',
    secondary: 'read in an article that quotes it',
  },
  arrests2026: {
    title: 'About 1,000 arrests and 1,200 children protected a month',
    where: 'National Crime Agency figures in The Independent and the Express & Star',
    year: '18 February 2026',
  },
  custody2015: {
    title: '128 of 517 people sentenced for possession went to prison: 24.8%',
    where: 'Ministry of Justice figures',
    year: '2015',
    secondary: 'read in a news agency report',
  },
  custody2017: {
    title: '755 of 3,609 people sentenced for obscene-material offences went to prison: 21%',
    where: 'Ministry of Justice figures',
    year: '2017',
    secondary: 'read in a newspaper',
  },
  custody2024: {
    title: '48% suspended, 32% in the community, 19% prison',
    where: 'Centre of expertise on child sexual abuse, trends in official data, page 43',
    year: '2023 to 2024',
    secondary: 'read in a post that quotes it',
  },
  law2026: {
    title:
      'Sentencing Act 2026: prison terms of twelve months or less are presumed suspended from 22 March 2026',
    where: 'Notes for practitioners by three law firms and chambers',
    year: '2026',
    secondary: 'the notes differ on which date counts',
  },
  stock: {
    title: 'Estimates of 50,000, 80,000 and 100,000 people',
    where: 'Police and crime agency statements quoted beside the claim',
    year: 'the same years',
    secondary: 'read in news reports',
  },
  seto2011: {
    title:
      'Review of studies of 2,630 people: 4.6% detected in a new sexual offence, 3.4% with images, 2.0% with contact',
    where: 'Seto, Hanson and Babchishin',
    year: '2011',
    secondary: 'read in a summary by another researcher, 28 April 2019',
  },
  cport: {
    title:
      'Sample of 266 people in Canada followed for five years: 11% detected in a new sexual offence (7.8 to 15.3%)',
    where: 'Developers of a risk tool, on their university’s pages. We worked out the interval',
    year: 'read in 2026',
  },
  treatment2024: {
    title:
      'Review of treatment in 37 samples, 30,394 people: odds ratio 1.54 (1.22 to 1.95) in favour of treatment',
    where: 'Open-access article PMC10880427. Effects are larger where the authors ran the programme',
    year: '2024',
  },
  prisonProgramme2017: {
    title: 'Evaluation of a national prison programme: more detected reoffending among those who took part',
    where: 'Ministry of Justice',
    year: '2017',
    secondary: 'read in a probation journal and the press',
  },
  voluntary2016: {
    title: 'Voluntary course: 92 people before and after, and 8 to 12 weeks later; no comparison group',
    where: 'doi 10.1177/1079063216639591',
    year: '2016',
  },
  matched2013: {
    title: 'Sentences compared in matched pairs, all offences: short prison terms and court orders',
    where: 'Ministry of Justice',
    year: '2013',
    secondary: 'a copy in a document library',
  },
  matched2015: {
    title: 'Matched comparison of short prison terms with community and suspended sentence orders',
    where: 'Ministry of Justice, Mews and others',
    year: '2015',
    secondary: 'a copy in a document library',
  },
  matched2018: {
    title: 'The same comparison by age, sex, earlier offences and health',
    where: 'Ministry of Justice, Hillier and Mews',
    year: '2018',
    secondary: 'read in a summary by a penal reform charity',
  },
  matched2019: {
    title: 'The same comparison with the results of risk assessments added',
    where: 'Ministry of Justice, Eaton and Mews',
    year: '2019',
    secondary: 'a copy in a document library',
  },
  place2023: {
    title: 'A prison place: £51,724 a year',
    where: 'Ministry of Justice',
    year: '2022 to 2023',
    secondary: 'read on a law firm’s page; whether it is for a place or for a prisoner has to be checked',
  },
  starts2025: {
    title:
      'Programmes set by courts: 25,417 of 42,483 had begun when the sentence ended: 59.8%. All offences together',
    where: 'Ministry of Justice, ad hoc statistics of 24 October 2025, orders that ended',
    year: '2021 to 2025',
  },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof sources;
