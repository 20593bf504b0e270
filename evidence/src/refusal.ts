/**
 * What stops a study before an estimate: a file that is not there, a cohort that is too young, a lock that does
 * not fit. The message says what is the matter and what to do; nothing has been written when it is thrown.
 */
export class StudyRefusal extends Error {
  override readonly name = 'StudyRefusal';
}
