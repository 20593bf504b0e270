/**
 * Something that could not be done, said to the person who asked for it: what happened, what is safe, what to
 * do now. The command line prints the message alone, without a stack.
 */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}

/** Something was erased, and that could not be written down outside the database. Asked again, it is written down. */
export class ErasedUnnoted extends Refused {
  override readonly name = 'ErasedUnnoted';
}

/** The code of a system error ('ENOSPC', 'EACCES'), where there is one. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
