/** The keys of a table of codes, as a list that is never empty, for a choice. */
export function keysOf<const Table extends object>(table: Table) {
  return Object.keys(table) as unknown as readonly [keyof Table & string, ...(keyof Table & string)[]];
}

/** A table of codes as the items of radios or a select. */
export function options<Entry>(table: Readonly<Record<string, Entry>>, say: (entry: Entry) => string) {
  return Object.entries(table).map(([value, entry]) => ({ value, text: say(entry) }));
}
