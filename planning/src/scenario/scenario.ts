import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { dataUses, parameterUses } from './parameter-use.ts';
import { checkScenario } from './scenario-check.ts';
import type { PlacedFault } from './scenario-check.ts';
import { ScenarioError, nearest } from './scenario-error.ts';
import type { ScenarioFault } from './scenario-error.ts';
import { scenarioSchema } from './scenario-schema.ts';
import type { Scenario } from './scenario-schema.ts';

type Path = readonly PropertyKey[];
type Mapping = Record<string, unknown>;

/** One file of a chain of `extends`. */
interface Part {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

const longestChain = 8;

/**
 * Reads a scenario file and whatever it extends. `read` turns a file's name into its text (so this room
 * touches no disk); the name of a parent is taken as standing beside its child. Throws a `ScenarioError` with
 * every fault, by file, line and column.
 */
export function readScenario(file: string, read: (file: string) => string): Scenario {
  const parts: Part[] = [];
  for (let name: string | undefined = file; name !== undefined;) {
    const part = parsePart(name, read(name));
    parts.push(part);
    const parent: unknown = part.document.get('extends');
    if (parent !== undefined && typeof parent !== 'string') {
      fail(parts, [
        { path: ['extends'], what: 'Extends is no file name.', mend: 'Write extends: base.yaml.' },
      ]);
    }
    if (parts.length > longestChain) {
      fail(parts, [
        {
          path: ['extends'],
          what: `This is the ${parts.length}th file in a row that extends another.`,
          mend: 'Do two of them extend each other? Let one begin afresh.',
        },
      ]);
    }
    name = parent === undefined ? undefined : beside(name, parent);
  }
  const merged = parts
    .map(part => part.document.toJS() as Mapping)
    .reduceRight((base, child) => overlay(base, child));
  const result = scenarioSchema.safeParse(merged);
  if (!result.success)
    fail(
      parts,
      result.error.issues.flatMap(issue => schemaFaults(issue, merged)),
    );
  const scenario = { ...result.data, file };
  const faults = [...checkScenario(scenario), ...unusedParameters(scenario, parts)];
  if (faults.length > 0) fail(parts, faults);
  return scenario;
}

function parsePart(file: string, text: string): Part {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults = document.errors.map((error): ScenarioFault => {
    const { line, col } = lines.linePos(error.pos[0]);
    const what = error.message.split(' at line')[0];
    return {
      file,
      line,
      column: col,
      what: `This is no YAML: ${what}.`,
      mend: 'Check indentation and colons.',
    };
  });
  if (faults.length > 0) throw new ScenarioError(faults);
  if (!isMap(document.contents)) {
    const what = 'This file holds no scenario.';
    throw new ScenarioError([{ file, line: 1, column: 1, what, mend: 'Begin with name: and extends:.' }]);
  }
  return { file, document, lines };
}

/**
 * The child's lines over the parent's. A parameter is replaced whole, so that a value never stands beside the
 * range that it replaces; in a stage each field is replaced whole; null takes a
 * stage, a parameter or a field away.
 */
function overlay(base: Mapping, child: Mapping): Mapping {
  const merge = (a: unknown, b: unknown, depth: number): unknown => {
    if (depth === 0 || !isMapping(a) || !isMapping(b)) return b;
    const out: Mapping = { ...a };
    for (const [key, value] of Object.entries(b)) {
      if (value === null) delete out[key];
      else out[key] = merge(a[key], value, depth - 1);
    }
    return out;
  };
  const out: Mapping = { ...base };
  for (const [key, value] of Object.entries(child)) {
    out[key] = merge(base[key], value, key === 'stages' ? 2 : 1);
  }
  delete out['extends'];
  return out;
}

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function schemaFaults(
  issue: z.core.$ZodIssue,
  merged: Mapping,
  before: readonly PropertyKey[] = [],
): PlacedFault[] {
  const path = [...before, ...issue.path] as (string | number)[];
  const name = path.join('.') || 'the scenario';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: [...path, key],
      what: `${key} is not known in ${name}.`,
      mend: 'Check its spelling, or remove it.',
    }));
  }
  const value = path.reduce<unknown>((at, key) => (at as Mapping | undefined)?.[key], merged);
  if (value === undefined) {
    return [{ path, what: `${name} is missing.`, mend: 'Add it.' }];
  }
  if (typeof value === 'number' && issue.code === 'invalid_type' && issue.expected === 'string') {
    return [
      {
        path,
        what: `${name} is the bare number ${value}, which has no unit and no source.`,
        mend: 'Name it under parameters, and write that name here.',
      },
    ];
  }
  if (issue.code === 'invalid_union') {
    // What is wrong within the one form that was meant is told by its own line.
    const meant = issue.errors.find(errors =>
      errors.every(each => each.path.length > 0 || each.code === 'invalid_union'),
    );
    if (meant) return meant.flatMap(each => schemaFaults(each, merged, path));
  }
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const close = nearest(shown, allowed);
    const mend = close ? `Did you mean ${close}?` : `Allowed: ${allowed.join('; ')}.`;
    return [{ path, what: `${name} was ${shown}.`, mend }];
  }
  return [{ path, what: `${name} was ${shown}.`, mend: `${issue.message}.` }];
}

/**
 * A parameter of the file itself that nothing uses is most likely a mistyped name, so it is a fault; unless
 * the mistake stands where it should have been used, which is told already.
 */
function unusedParameters(scenario: Scenario, parts: Part[]): PlacedFault[] {
  const used = new Set(parameterUses(scenario).map(use => use.parameter));
  const known = [...used].filter(name => name in scenario.parameters);
  const unknown = [...used].filter(name => !(name in scenario.parameters));
  const ownNames = (of: string): string[] => {
    const own = parts[0].document.get(of);
    return isMap(own) ? own.items.map(item => String(isScalar(item.key) ? item.key.value : item.key)) : [];
  };
  const usedData = new Set(dataUses(scenario).map(use => use.data));
  const unusedData = ownNames('data')
    .filter(name => scenario.data?.[name] !== undefined && !usedData.has(name))
    .map(name => ({
      path: ['data', name],
      what: `Nothing uses data ${name}.`,
      mend: 'Name it as observed: of arrivals or empirical: of a stay, or remove it.',
    }));
  return (
    ownNames('parameters')
      // What is taken away by null is not there to be used.
      .filter(name => name in scenario.parameters && !used.has(name) && nearest(name, unknown) === undefined)
      .map((name): PlacedFault => {
        const close = nearest(name, known);
        return {
          path: ['parameters', name],
          what: `Nothing uses parameter ${name}.`,
          mend: close ? `Did you mean ${close}?` : 'Name it in a stage, or remove it.',
        };
      })
      .concat(unusedData)
  );
}

function fail(parts: Part[], faults: readonly PlacedFault[]): never {
  throw new ScenarioError(faults.map(({ path, what, mend }) => ({ ...locate(parts, path), what, mend })));
}

/** Where the path stands: in the nearest file of the chain that has it, else where its parent stands. */
function locate(parts: Part[], path: Path): { file: string; line: number; column: number } {
  for (let length = path.length; length > 0; length--) {
    for (const { file, document, lines } of parts) {
      const offset = offsetOf(document, path.slice(0, length));
      if (offset !== undefined) {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
      }
    }
  }
  return { file: parts[0].file, line: 1, column: 1 };
}

/** The offset of a key (so that the line is the one a person looks for), or of an item of a list. */
function offsetOf(document: Document, path: Path): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === last);
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function beside(file: string, parent: string): string {
  const slash = file.lastIndexOf('/');
  return slash === -1 ? parent : `${file.slice(0, slash + 1)}${parent}`;
}
