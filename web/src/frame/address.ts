/** Looks like a web address: a scheme, `www.`, or a dotted name without spaces around it. */
const LOOSE = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/|\b)/i;
/** The same, where two sentences that lost their space have to be told from an address. */
const STRICT =
  /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S|\b[\w-]+\.(?:com|org|net|info|uk|eu|io|co|me|tv|to|cc|ru|cn|xyz|top|site|app|link|onion|example)\b/i;

/**
 * Whether what a caller wrote holds something that looks like an address. It decides only whether the page says how
 * such things are reported (E37); the text itself is shown as it is, and nothing in it can be followed.
 */
export function holdsAddress(text: string): boolean {
  return LOOSE.test(text);
}

/** Where this program itself says that something was read; no address that somebody wrote. */
const OWN_SOURCE = /\b(?:[\w-]+\.)*(?:gov\.uk|ac\.uk|nhs\.uk|ico\.org\.uk|coresystemtrust\.org\.uk)\b\S*/gi;

/** What every drawing of ours begins with. */
const DRAWING = 'xmlns="http://www.w3.org/2000/svg"';

/** Whether anything that a page shows holds an address: the record's words, and what was typed in its form. */
export function showsAddress(shown: unknown): boolean {
  if (typeof shown === 'string') return STRICT.test(shown.replaceAll(DRAWING, '').replaceAll(OWN_SOURCE, ''));
  if (Array.isArray(shown)) return shown.some(showsAddress);
  return typeof shown === 'object' && shown !== null && Object.values(shown).some(showsAddress);
}
