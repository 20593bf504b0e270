import type { FailureCode } from '../errors.ts';

const byCode: Readonly<Record<string, FailureCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrongKind',
  FST_ERR_CTP_EMPTY_TYPE: 'wrongKind',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'unreadable',
  FST_ERR_BAD_URL: 'notFound',
  // PostgreSQL: too many connections, no room, shutting down, crashed, starting up
  '53300': 'databaseDown',
  '53100': 'diskFull',
  '57P01': 'databaseDown',
  '57P02': 'databaseDown',
  '57P03': 'databaseDown',
};

const byName: Readonly<Record<string, FailureCode>> = {
  NotFound: 'notFound',
  NotAllowed: 'forbidden',
  Forbidden: 'forbidden',
  Conflict: 'conflict',
  ErasedUnnoted: 'erasedUnnoted',
};

/** Which failure an error is for the person in front of the page; what nobody foresaw is `serverError`. */
export function failureOf(error: unknown): FailureCode {
  if (!(error instanceof Error)) return 'serverError';
  if (Object.hasOwn(byName, error.name)) return byName[error.name];
  // The record says that its disk is full in words, with what PostgreSQL said behind them.
  if (error.name === 'Refused' && error.cause instanceof Error) return failureOf(error.cause);
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    if (Object.hasOwn(byCode, code)) return byCode[code];
    if (code.startsWith('08')) return 'databaseDown';
    // A browser that went away while it was sending: nobody’s fault, and nobody reads the answer.
    if (code === 'ECONNRESET' && error.message === 'aborted') return 'unreadable';
  }
  // A socket that is refused, missing or cut: only connections to the database are opened here.
  if (['connect', 'read', 'write'].includes(String((error as { syscall?: unknown }).syscall)))
    return 'databaseDown';
  if (/Connection terminated|timeout exceeded when trying to connect/.test(error.message))
    return 'databaseDown';
  return 'serverError';
}

/** Whether the record could not take in what was sent: nothing of it was saved, and nothing is wrong with it. */
export function couldNotBeKept(error: unknown): boolean {
  return ['databaseDown', 'diskFull'].includes(failureOf(error));
}
