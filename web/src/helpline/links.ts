/** What looks like the address of a page, a file or a mailbox, however it is written. */
const ADDRESS = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/|\b)/i;

/**
 * Whether a text holds something that looks like an address. It decides only whether the page says how such things
 * are reported (E37); the text itself is shown as it is, and nothing in it can be followed.
 */
export function holdsAddress(text: string): boolean {
  return ADDRESS.test(text);
}
