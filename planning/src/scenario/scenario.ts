import { inheritedStart } from './inherited-start.ts';
import { overlay } from './overlay.ts';
import type { Mapping } from './own.ts';
import { valueAt } from './own.ts';
import { parsePart, placeIn } from './part.ts';
import type { Part } from './part.ts';
import { checkRun } from './check-run.ts';
import { checkScenario } from './scenario-check.ts';
import type { PlacedFault } from './scenario-check.ts';
import { ScenarioError } from './scenario-error.ts';
import type { ScenarioFault } from './scenario-error.ts';
import { scenarioSchema } from './scenario-schema.ts';
import type { Scenario, ScenarioText } from './scenario-schema.ts';
import { schemaFaults } from './schema-faults.ts';
import { unusedNames } from './unused.ts';

const longestChain = 8;
/** Somebody who mends so many lines runs the check again. */
const mostTold = 50;

/**
 * Reads a scenario file and whatever it extends. `read` turns a file's name into its text (so this room
 * touches no disk); the name of a parent is taken as standing beside its child. Throws a `ScenarioError` with
 * every fault, by file, line and column.
 */
export function readScenario(file: string, read: (file: string) => string): Scenario {
  return merge(chainOf(file, name => parsePart(name, read(name))));
}

/** The scenario that a file and those that it extends make together. */
export function merge(parts: readonly Part[]): Scenario {
  const [last, ...others] = [...parts].reverse();
  const faults: ScenarioFault[] = [];
  let merged = last.content;
  const parents: { readonly file: string; readonly content: Mapping }[] = [];
  let { file: mergedFile } = last;
  for (const child of others) {
    parents.unshift({ file: mergedFile, content: merged });
    mergedFile = child.file;
    merged = overlay(merged, child.content, fault => faults.push(placed([child], child.content, fault)));
  }
  const told = (found: readonly PlacedFault[]): void => {
    faults.push(...found.map(fault => placed(parts, merged, fault)));
    if (faults.length > 0) throw new ScenarioError(firstOf(faults));
  };
  const result = scenarioSchema.safeParse(merged);
  if (!result.success) {
    told(result.error.issues.flatMap(issue => schemaFaults(issue, merged)));
  }
  const scenario = { ...result.data!, file: parts[0].file, cautions: [] };
  told([...checkScenario(scenario), ...unusedNames(scenario, parts[0])]);
  told(checkRun(scenario));
  return { ...scenario, cautions: cautionsOf(scenario, merged, parts, parents) };
}

/** The faults in the order in which they were found, and how many more there are. */
function firstOf(faults: readonly ScenarioFault[]): readonly ScenarioFault[] {
  const told = faults.slice(0, mostTold);
  const left = faults.length - told.length;
  if (left === 0) return told;
  const last = told.at(-1)!;
  const more = `${last.mend} ${left} more like it, or others, are not told.`;
  return [...told.slice(0, -1), { ...last, mend: more }];
}

/** Against the nearest file beneath of which there is something to say: what a plan tries is seldom in the last one. */
function cautionsOf(
  scenario: ScenarioText,
  merged: Mapping,
  parts: readonly Part[],
  parents: readonly { readonly file: string; readonly content: Mapping }[],
): string[] {
  for (const { file, content } of parents) {
    const parent = scenarioSchema.safeParse(content);
    // A file that is only there to be extended may lack what this one gives.
    if (!parent.success || checkScenario(parent.data).length > 0) continue;
    const found = inheritedStart(scenario, parent.data, file);
    if (found.length === 0) continue;
    return found.map(({ path, words }) => {
      const { file: name, line } = placed(parts, merged, { path, what: '', mend: '' });
      return `${name.slice(name.lastIndexOf('/') + 1)}:${line} ${words}`;
    });
  }
  return [];
}

/** The file and those that it extends, one after the other. */
export function chainOf(file: string, part: (name: string) => Part): Part[] {
  const parts: Part[] = [];
  for (let name: string | undefined = file; name !== undefined;) {
    const child = parts.at(-1);
    const fail = (what: string, mend: string): never => {
      const of = parts.at(-1)!;
      throw new ScenarioError([placed([of], of.content, { path: ['extends'], what, mend })]);
    };
    try {
      parts.push(part(name));
    } catch (error) {
      // What cannot be read is told where it is named; the first file is named by whoever asks for it.
      if (child === undefined || !(error instanceof RangeError)) throw error;
      fail(
        `There is no file ${name} that can be read.`,
        'Write the name of a file beside this one, such as extends: base.yaml.',
      );
    }
    const { content } = parts.at(-1)!;
    const parent: unknown = Object.hasOwn(content, 'extends') ? content['extends'] : undefined;
    if (parent !== undefined && (typeof parent !== 'string' || parent.trim() === '')) {
      fail('Extends is no file name.', 'Write extends: base.yaml.');
    }
    name = parent === undefined ? undefined : beside(name, parent as string);
    if (parts.some(({ file: known }) => known === name)) {
      if (name === parts.at(-1)!.file) {
        fail('This file extends itself.', 'Name another file, or leave extends: out.');
      }
      const round = [...parts.map(({ file: known }) => known), name];
      fail(
        `This goes in a circle: ${round.map(nameOnly).join(' extends ')}.`,
        'Let one of them begin afresh, without extends:.',
      );
    }
    if (parts.length > longestChain) {
      fail(
        `This is the ${parts.length}th file in a row that extends another.`,
        `Write what is needed of them in fewer files: ${longestChain} may stand in a row.`,
      );
    }
  }
  return parts;
}

/**
 * A fault with where its path stands: in the nearest file of the chain that has it, else where its parent stands. What
 * is not in the plan as it came out (taken away, replaced as a whole) is not looked for in the files beneath.
 */
function placed(parts: readonly Part[], merged: unknown, { path, what, mend }: PlacedFault): ScenarioFault {
  for (let length = path.length; length > 0; length--) {
    const way = path.slice(0, length);
    if (valueAt(merged, way) === undefined) continue;
    for (const part of parts) {
      const place = placeIn(part, way);
      if (place !== undefined) return { ...place, what, mend };
    }
  }
  return { file: parts[0].file, line: 1, column: 1, what, mend };
}

const nameOnly = (file: string | undefined): string => file!.slice(file!.lastIndexOf('/') + 1);

function beside(file: string, parent: string): string {
  const slash = file.lastIndexOf('/');
  return slash === -1 || parent.startsWith('/') ? parent : `${file.slice(0, slash + 1)}${parent}`;
}
