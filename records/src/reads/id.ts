const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be the id of a record at all; what cannot be one is not found. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}
