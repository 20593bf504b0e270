import { LineCounter, isAlias, isMap, isNode, isPair, isScalar, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { Mapping } from './own.ts';
import { ScenarioError } from './scenario-error.ts';
import type { ScenarioFault } from './scenario-error.ts';

/** One file of a chain of `extends`: its text as YAML, and what that says. */
export interface Part {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly content: Mapping;
}

type Path = readonly PropertyKey[];
type Say = (offset: number, what: string, mend: string) => void;

/** What follows from a first mistake is seldom worth reading. */
const mostFaults = 10;

/** @throws ScenarioError with what keeps the text from being a scenario, by line; never anything else */
export function parsePart(file: string, text: string): Part {
  // Of a program without types, or a map that has no such file.
  if (typeof text !== 'string') {
    const what = 'The reader gave no text for this file.';
    const mend = 'Let it give a string, or throw where there is no such file.';
    throw new ScenarioError([{ file, line: 1, column: 1, what, mend }]);
  }
  const lines = new LineCounter();
  const faults: ScenarioFault[] = [];
  const say: Say = (offset, what, mend) => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    faults.push({ file, line: Math.max(1, line), column: Math.max(1, col), what, mend });
  };
  const done = (): void => {
    if (faults.length > 0) throw new ScenarioError(faults.slice(0, mostFaults));
  };
  const document = unlessTooDeep(say, () =>
    // Always the same YAML, whatever a line of the file asks for: no dates, no sets, no lines merged in by <<.
    // Names that stand twice are found below: the library holds every name against all before it, for minutes in a long file.
    parseDocument(text, {
      lineCounter: lines,
      schema: 'core',
      resolveKnownTags: false,
      uniqueKeys: false,
      logLevel: 'error',
    }),
  );
  for (const { code, pos } of document?.errors ?? []) say(pos[0], ...(sentences[code] ?? noYaml));
  done();
  if (!isMap(document!.contents)) {
    say(0, 'This file holds no scenario.', 'Begin with name: and extends:.');
    done();
  }
  const content = unlessTooDeep(say, () => {
    checkNodes(document!, say);
    return faults.length > 0 ? undefined : contentOf(document!, say);
  });
  done();
  return { file, document: document!, lines, content: content! };
}

const tooDeep = [
  'Brackets or lines stand within each other too deep to be read.',
  'Write the scenario without them.',
] as const;
const noYaml = [
  'This is no YAML.',
  'Check indentation, colons and quotes, here and in the line above.',
] as const;

const sentences: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  RESOURCE_EXHAUSTION: tooDeep,
  MULTIPLE_DOCS: [
    'A second document begins here.',
    'Remove the line ---, or keep each in a file of its own.',
  ],
  TAB_AS_INDENT: ['This is no YAML: a line is indented by a tab.', 'Indent it by blanks.'],
  BAD_INDENT: [
    'This is no YAML: a bracket is not closed, or a line is not indented as its neighbours are.',
    'Close it, or indent lines that belong together alike.',
  ],
  MISSING_CHAR: [
    'This is no YAML: a bracket, a quote, a comma or a colon is missing.',
    'Add it, here or in the line above.',
  ],
};

/** The library calls itself for every bracket in a bracket, and some texts have a hundred thousand. */
function unlessTooDeep<Found>(say: Say, work: () => Found): Found | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say(0, ...tooDeep);
    return undefined;
  }
}

/** What is YAML and yet no part of a scenario: names that are none or stand twice, aliases that lead nowhere, numbers to base 16. */
function checkNodes(document: Document, say: Say): void {
  visit(document, {
    Map(_, { items }) {
      const names = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = nameOf(key.value);
        if (names.has(name))
          say(offsetOfNode(key) ?? 0, 'This name stands here twice.', 'Keep one of the two.');
        names.add(name);
      }
    },
    Pair(_, { key, value }: Pair) {
      const at = offsetOfNode(key) ?? offsetOfNode(value) ?? 0;
      if (!isScalar(key) || key.value === null || typeof key.value === 'object') {
        say(at, 'No name stands here before the colon.', 'Write a word; in quotes where it has other signs.');
        return;
      }
      const name = nameOf(key.value);
      if (name === '__proto__') say(at, 'Nothing can be called __proto__.', 'Give it another name.');
      if (name.trim() === '' || name !== name.trim()) {
        say(at, `The name "${name}" begins or ends with a blank.`, 'Leave the blank out.');
      }
    },
    Scalar(_, { format, source, value, range }) {
      if ((format !== 'HEX' && format !== 'OCT') || range === null) return;
      const base = format === 'HEX' ? 16 : 8;
      say(
        range![0],
        `${source} is a number to the base ${base}.`,
        `Write ${String(value)}, or put it in quotes.`,
      );
    },
    Alias(_, alias, ancestors) {
      const at = offsetOfNode(alias) ?? 0;
      const meant = alias.resolve(document);
      if (meant === undefined) {
        say(
          at,
          `*${alias.source} has no &${alias.source} before it.`,
          'Put it in quotes, or name what is meant.',
        );
      } else if (ancestors.includes(meant)) {
        say(at, `*${alias.source} stands within what it stands for.`, 'Write out what is meant.');
      }
    },
  });
}

function contentOf(document: Document, say: Say): Mapping | undefined {
  try {
    return document.toJS() as Mapping;
  } catch (error) {
    // What the library throws where aliases of aliases would fill the memory.
    if (!(error instanceof ReferenceError)) throw error;
    let first: number | undefined;
    visit(document, {
      Alias(_, alias) {
        first = offsetOfNode(alias);
        return visit.BREAK;
      },
    });
    say(first ?? 0, 'Aliases here stand for more than can be read.', 'Write out what is meant.');
    return undefined;
  }
}

/** As the plain data has it. */
const nameOf = (key: unknown): string => (typeof key === 'string' ? key : JSON.stringify(key));

const offsetOfNode = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const pairsByMap = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The lines of a mapping by their name: looked up once a fault, of which a long file can have thousands. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  let pairs = pairsByMap.get(map);
  if (pairs === undefined) {
    pairs = new Map(
      map.items.flatMap(item =>
        isPair(item) && isScalar(item.key) ? [[nameOf(item.key.value), item] as const] : [],
      ),
    );
    pairsByMap.set(map, pairs);
  }
  return pairs;
}

/** Where a path stands in a file: at its key, so that the line is the one a person looks for; or at an item of a list. */
export function placeIn(
  { file, document, lines }: Part,
  path: Path,
): { file: string; line: number; column: number } | undefined {
  let at: unknown = document.contents;
  let offset: number | undefined;
  for (const key of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = pairsOf(at).get(String(key));
      if (pair === undefined) return undefined;
      offset = offsetOfNode(pair.key);
      at = pair.value;
    } else {
      at = (at as { get?: (key: unknown, keep: true) => Node | undefined } | null)?.get?.(key, true);
      if (at === undefined) return undefined;
      offset = offsetOfNode(at);
    }
  }
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

/** Names that a file itself gives under a word of the top. */
export function namesIn({ content }: Part, word: string): string[] {
  const of = Object.hasOwn(content, word) ? content[word] : undefined;
  return typeof of === 'object' && of !== null && !Array.isArray(of) ? Object.keys(of) : [];
}
