import { blind } from '../keys/blind-index.ts';

/**
 * The name of a person's record in what leaves the service: the same in the extract and in the identity file,
 * so that a link found by one joins the other, and not to be turned back without the key.
 */
export function pseudonym(indexKey: Uint8Array, organisation: string, caseId: string): string {
  return `R${blind(indexKey, organisation, 'record', caseId).replaceAll('-', '').slice(0, 12)}`;
}
