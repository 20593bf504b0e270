import { Refused } from '@throughcare/records';

/**
 * Reads the address at which people reach the service, where something in front of it gives it another than this
 * machine's: it is printed on letters, and with https the cookies are marked Secure. A path, a query or a password in it
 * would end up on paper, so it is the address alone. A demonstration is on this machine and nowhere else (E39).
 */
export function readOrigin(given: string | undefined, empty: boolean): string | undefined {
  if (given === undefined || given === '') return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol) || `${url.origin}/` !== url.href) {
    throw new Refused(
      `The address of the service was given as something that is not one, such as https://desk.example, without a path, ` +
        'a name or a password in it. Nothing was started. Mend --origin or THROUGHCARE_ORIGIN, or leave it out.',
    );
  }
  if (!empty) {
    throw new Refused(
      'The demonstration has printed passwords and is reached on this machine alone, so it has no other address. Nothing ' +
        'was started. Leave out --origin and THROUGHCARE_ORIGIN, or add --empty for a service of real people.',
    );
  }
  return url.origin;
}
