const words: Readonly<Record<string, string>> = {
  concern:
    'Kept back: it belongs to a concern about a child. Could somebody be harmed, or an enquiry hindered, by whoever reads this?',
  third_party:
    'Kept back for now, because nobody has looked at it for this copy: it may have come from, or be about, somebody else ' +
    '(Data Protection Act 2018, schedule 2, part 3). What is about the person alone is theirs: release it.',
  law_enforcement: 'Kept back: it was exchanged with the police, probation or a court (schedule 2, part 1).',
  staff: 'Kept back: it names a worker, or could put one in danger.',
};

/** Why a line is kept back, for the safeguarding lead who decides on it. Not legal advice; not yet reviewed. */
export function exemptionWords(exemption: string): string {
  return words[exemption] ?? 'Kept back.';
}
