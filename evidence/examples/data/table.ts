import { fileURLToPath } from 'node:url';
import { readColumns } from '@throughcare/evidence';

/** A data set of the tests: columns of numbers, or of texts as 1 where they are a given value. */
export function table(file: string): {
  readonly numbers: (name: string) => Float64Array;
  readonly is: (name: string, value: string) => Float64Array;
} {
  const path = fileURLToPath(new URL(`../../test/fixtures/${file}`, import.meta.url));
  const { columns } = readColumns(path);
  const column = (name: string) => {
    const found = columns.get(name);
    if (found === undefined) throw new Error(`${file} has no column ${name}`);
    return found;
  };
  return {
    numbers: name => {
      const found = column(name);
      if (found.kind !== 'number') throw new Error(`${name} holds texts`);
      return found.values;
    },
    is: (name, value) => {
      const found = column(name);
      if (found.kind !== 'category') throw new Error(`${name} holds numbers`);
      return Float64Array.from(found.codes, code => (found.levels[code] === value ? 1 : 0));
    },
  };
}
