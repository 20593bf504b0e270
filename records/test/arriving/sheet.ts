/** A map that takes in every column, in words that no code has. */
export const map = `
dates: day/month/year
columns:
  reference: Ref
  surname: Last name
  forename: First name
  born: DOB
  sex: Sex
  postcodeDistrict: Area
  pnc: PNC
  notSameAs: Other
  source: From
  stage: Stage
  referredOn: Referred
  status: Status
  acceptedOn: Accepted
  openedOn: Opened
  practitioner: Worker
  disposal: Sentence
  convictedOn: Convicted
  madeOn: Made
  months: Months
  programme: Course
  basis: Basis
  since: Since
  assessed: Assessed
leaveOut: [Shoe size]
values:
  sex: { male: M, female: F }
  source: { NPS: probation }
  status: { current: open }
  disposal: { CO: community_order, fined: fine }
  practitioner: { Ines: account-2 }
`;

const named =
  'Ref,Last name,First name,DOB,Sex,Area,PNC,Other,From,Stage,Referred,Status,Accepted,Opened,Worker';
export const headings = `${named},Sentence,Convicted,Made,Months,Course,Basis,Since,Assessed,Shoe size`.split(
  ',',
);

/** A row by its headings; what is not there is empty. */
export type Row = Readonly<Record<string, string>>;

/** A referral and nothing more. */
export const referred: Row = {
  Ref: 'OLD-1',
  'Last name': 'Ashgrove',
  'First name': 'Tobin',
  DOB: '01/02/1980',
  Sex: 'male',
  From: 'NPS',
  Stage: 'convicted',
  Referred: '03/04/2025',
  Status: 'referred',
};

/** An open case with a sentence and an enrolment. */
export const whole: Row = {
  ...referred,
  Ref: 'OLD-2',
  'Last name': 'Callow',
  'First name': 'Wren',
  DOB: '31/12/1971',
  Area: 'zz1',
  PNC: '19/7741193K',
  Stage: 'sentenced',
  Status: 'current',
  Accepted: '04/04/2025',
  Opened: '10/04/2025',
  Worker: 'Ines',
  Sentence: 'CO',
  Convicted: '01/03/2025',
  Made: '20/03/2025',
  Months: '24',
  Course: 'Moving on',
  Basis: 'requirement',
  Since: '11/04/2025',
  Assessed: 'yes',
};

/** The rows as a spreadsheet saves them. */
export function csv(rows: readonly Row[], lineEnd = '\r\n'): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(row =>
    headings.map(heading => cell(Object.hasOwn(row, heading) ? row[heading] : '')).join(','),
  );
  return [headings.join(','), ...lines, ''].join(lineEnd);
}
