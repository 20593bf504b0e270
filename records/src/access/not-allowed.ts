/** Somebody signed in asked for what none of their roles may do. The message is for the page. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}
