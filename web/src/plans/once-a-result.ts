/**
 * Works something out of a whole result the first time that it is asked for, and keeps it as long as the result is kept: a
 * result holds tens of thousands of figures, and each number that is opened asks for all of them.
 */
export function onceAResult<Result extends object, Made>(
  make: (result: Result) => Made,
): (result: Result) => Made {
  const kept = new WeakMap<Result, Made>();
  return result => {
    const made = kept.get(result) ?? make(result);
    kept.set(result, made);
    return made;
  };
}
