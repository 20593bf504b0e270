/**
 * What is left of a value when people whom the asker may not see are taken out of it: an entry of a list that is, or
 * names, one of these cases goes whole. A place that they take stays counted, as the group's list counts it.
 */
export function withoutCases<Value>(value: Value, hidden: ReadonlySet<string>): Value {
  return hidden.size === 0 ? value : (strip(value, hidden) as Value);
}

function strip(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.filter(one => !names(one, hidden)).map(one => strip(one, hidden));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, strip(part, hidden)]));
}

/** Whether a list's entry is one of these cases, or says by its own fields or facts that it is about one. */
function names(entry: unknown, hidden: ReadonlySet<string>): boolean {
  if (typeof entry === 'string') return hidden.has(entry);
  if (typeof entry !== 'object' || entry === null) return false;
  const { case: own, facts } = entry as { case?: unknown; facts?: { case?: unknown } | null };
  return [own, facts?.case].some(one => typeof one === 'string' && hidden.has(one));
}
