/**
 * What can be downloaded, and why none of it is sent in parts that ask again who is signed in: each is small and made
 * whole before its first byte, those of a person in the one transaction that also notes that it was taken out. What
 * was let out while somebody might have it cannot be called back. What can be long (everything of an organisation,
 * the extract, the file for linkage) is no page: only a command on the machine writes it.
 */
export const downloads: Readonly<Record<string, string>> = {
  '/people/:case/kept/copy/:request/:form': 'the record of one person: some hundred entries',
  '/plans/try/file': 'a scenario, some kilobytes',
  '/plans/try/data': 'the figures of one plan',
  '/plans/calibrate/:calibration/data': 'the figures of one fit, which hold no person',
  '/plans/calibrate/:calibration/file': 'a scenario, some kilobytes',
  '/reports/:report/data': 'one published report, for everybody',
  '/desk/:study/runs/:run/pack': 'the figures of one run, which hold no person',
};
