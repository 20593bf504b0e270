/** Digits and letters without those that are taken for each other: no 0 and O, no 1, I and L, no U. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 6;

/**
 * The reference of a new case, 'TC-7KQ2MF', made from the random id of the form that made it: sent twice, it is the
 * same. 30 to the sixth power is 729 million, so two among 10,000 cases meet with a chance of 7 in 100.
 */
export function newReference(formId: string): string {
  let number = BigInt(`0x${formId.replaceAll('-', '').slice(0, 12)}`);
  let signs = '';
  for (let i = 0; i < LENGTH; i++) {
    signs += SIGNS[Number(number % BigInt(SIGNS.length))];
    number /= BigInt(SIGNS.length);
  }
  return `TC-${signs}`;
}
