import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ScenarioError,
  parameterUses,
  scenarioReader,
  type readScenario,
  type ObservedSeries,
  type Scenario,
  type ScenarioFault,
} from '@throughcare/planning';
import { isMap, parseDocument } from 'yaml';
import { MOST_OBSERVED, countedArrivals, seriesOf, toLookBack, type CountedArrivals } from './observed.ts';
import { YOUR_FILE } from './own-file.ts';
import { MOST_LINES, type PlanQuestion } from './question.ts';

/** One scenario that can be chosen. */
export interface ScenarioChoice {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly side: string;
}

/** The scenario files that lie in some folders, read once. A name that a browser sends is looked up among them. */
export interface ScenarioFiles {
  readonly choices: readonly ScenarioChoice[];
  /** The files that another one may extend. */
  readonly names: readonly string[];
  /** A file that somebody brought, standing beside the folder's, and reading no other. */
  readOwn(text: string): OwnRead;
  /** The scenarios as the question changes them, or what is the matter with its lines. */
  read(question: PlanQuestion): ScenariosRead;
  /** Every file that the reader may open, by name: the folder's and those that the question makes. */
  textsFor(question: PlanQuestion, which: number): ReadonlyMap<string, string>;
  /** One file that says what the question changes of one scenario, to be put beside the others and run. */
  own(question: PlanQuestion, which: number): string;
}

export type ScenariosRead =
  | {
      readonly ok: true;
      readonly scenarios: readonly Scenario[];
      /** What the first plan is to be held against; undefined where nothing was seen of it. */
      readonly lookBack: ObservedSeries | undefined;
    }
  | {
      readonly ok: false;
      readonly faults: readonly ScenarioFault[];
      /** Of the figures that were seen. */
      readonly observedFaults?: readonly ScenarioFault[];
      /** Of the file that somebody brought. */
      readonly ownFaults?: readonly ScenarioFault[];
    };

export type OwnRead =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly ScenarioFault[] };

/** The name of the file that a question makes; what it extends stands in the folder. */
export const OWN = 'yours.yaml';
const LINES = 'your-lines.yaml';
/** Stands on the lines and says nothing: read so, a number that this one does not use is no fault. */
const LINES_OVER = 'your-lines-over.yaml';
const ENDING = '.yaml';
export const OWN_FILE = `${YOUR_FILE}${ENDING}`;

/** Reads folders of scenario files. What is no whole scenario, such as lines for others to extend, is no choice. */
export function scenarioFiles(...folders: readonly string[]): ScenarioFiles {
  const texts = new Map(
    folders.flatMap(folder =>
      readdirSync(folder)
        .filter(name => name.endsWith(ENDING))
        .map(name => [name, readFileSync(join(folder, name), 'utf8')] as const),
    ),
  );
  const reader = scenarioReader();
  const reading = (file: string, among: ReadonlyMap<string, string>) => tryReading(reader, file, among);
  const names = [...texts.keys()].sort();
  const choices = names.flatMap(file => {
    const scenario = reading(file, texts);
    if (!scenario.ok) return [];
    const { name: title, summary, side } = scenario.scenario;
    return [{ name: file.slice(0, -ENDING.length), title, summary, side }];
  });

  /** The folder's files, and the question's lines as one more that stands on the chosen scenario. */
  const withLines = ({ scenarios, lines, ownFile }: PlanQuestion, which: number): Map<string, string> =>
    new Map([
      ...texts,
      ...(ownFile === undefined ? [] : [[OWN_FILE, ownFile] as const]),
      [LINES, onTopOf(`${scenarios[which]}${ENDING}`, lines)],
      [LINES_OVER, `extends: ${LINES}\n`],
    ]);

  function own(question: PlanQuestion, which: number): string {
    const files = withLines(question, which);
    const document = parseDocument(files.get(LINES)!);
    const read = reading(LINES_OVER, files);
    if (!read.ok) return document.toString();
    const { parameters } = read.scenario;
    // What this one of them does not use is left out, or the file would be refused for it.
    const used = new Set(parameterUses(read.scenario).map(use => use.parameter));
    const own = document.get('parameters');
    if (isMap(own)) own.items = own.items.filter(({ key }) => used.has(String(key)));
    const counted = countedIn(question, read.scenario);
    if (counted.ok && counted.lines) {
      document.setIn(['arrivals', 'observed'], counted.lines.arrivals.observed);
      for (const [name, row] of Object.entries(counted.lines.data)) document.setIn(['data', name], row);
    }
    for (const [name, value] of question.settings) {
      if (!used.has(name)) continue;
      const { label, unit } = parameters[name];
      document.setIn(['parameters', name], { label, value, unit, note: 'Set by hand to see what it does.' });
    }
    return document.toString();
  }

  function readOwn(text: string): OwnRead {
    const among = new Map([...texts, [OWN_FILE, text]]);
    try {
      return {
        ok: true,
        // What it extends is looked for among these and nowhere else; the reader says by line what is not there.
        scenario: reader(OWN_FILE, name => {
          const found = among.get(name);
          if (found === undefined) throw new RangeError(`There is no ${name}.`);
          return found;
        }),
      };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return { ok: false, faults: error.faults };
    }
  }

  const textsFor = (question: PlanQuestion, which: number): Map<string, string> =>
    new Map([...withLines(question, which), [OWN, own(question, which)]]);

  return {
    choices,
    names,
    readOwn,
    own,
    textsFor,
    read(question) {
      const { ownFile } = question;
      const isOwn = (name: string) => name === YOUR_FILE && ownFile !== undefined;
      const unknown = question.scenarios.find(
        name => !isOwn(name) && !choices.some(one => one.name === name),
      );
      if (unknown !== undefined) return { ok: false, faults: [noSuch(unknown)] };
      if (question.lines.length > MOST_LINES) return { ok: false, faults: [tooLong(question.lines.length)] };
      const brought = ownFile === undefined ? undefined : readOwn(ownFile);
      if (brought?.ok === false) return { ok: false, faults: [], ownFaults: brought.faults };
      // The lines are read on their own first, so that what is wrong in them is told by their own lines.
      const faults = question.scenarios.map((_, which) =>
        faultsOf(reading(LINES, withLines(question, which))),
      );
      // A number that some of the scenarios use is no mistake.
      const wrong = eachOnce(faults).filter(
        fault => !isUnused(fault) || faults.every(own => hasSame(own, fault)),
      );
      if (wrong.length > 0) return { ok: false, faults: wrong };
      const before = question.scenarios.map((_, which) => reading(LINES_OVER, withLines(question, which)));
      const observedFaults = eachOnce(
        before.map(one => {
          const counted = one.ok ? countedIn(question, one.scenario) : undefined;
          return counted?.ok === false ? counted.faults : [];
        }),
      );
      if (observedFaults.length > 0) return { ok: false, faults: [], observedFaults };
      const read = question.scenarios.map((_, which) => reading(OWN, textsFor(question, which)));
      const scenarios = read.flatMap(one => (one.ok ? one.scenario : []));
      if (scenarios.length < read.length) return { ok: false, faults: eachOnce(read.map(faultsOf)) };
      const { observed } = question;
      const lookBack =
        observed.figures === ''
          ? undefined
          : toLookBack(scenarios[0], seriesOf(scenarios[0], observed), observed);
      return { ok: true, scenarios, lookBack: lookBack?.figures.length === 0 ? undefined : lookBack };
    },
  };
}

type Counted =
  | { readonly ok: true; readonly lines: CountedArrivals | undefined }
  | { readonly ok: false; readonly faults: readonly ScenarioFault[] };

/** What the figures of a question say of a plan's arrivals, or what is wrong in them. */
function countedIn({ observed }: PlanQuestion, scenario: Scenario): Counted {
  const { figures, asArrivals } = observed;
  if (figures === '') return { ok: true, lines: undefined };
  if (figures.length > MOST_OBSERVED) return { ok: false, faults: [tooMany(figures.length)] };
  try {
    const series = seriesOf(scenario, observed);
    if (!asArrivals) return { ok: true, lines: undefined };
    const counted = countedArrivals(scenario, series);
    return counted.ok ? counted : { ok: false, faults: [counted.fault] };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { ok: false, faults: error.faults };
  }
}

function tooMany(length: number): ScenarioFault {
  const what = `Your figures are ${length} characters long.`;
  const mend = `Keep them to ${MOST_OBSERVED}, or fit the plan to all of them on the page for that.`;
  return { file: 'figures', line: 1, column: 1, what, mend };
}

type Read =
  { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly error: ScenarioError };

function tryReading(reader: typeof readScenario, file: string, texts: ReadonlyMap<string, string>): Read {
  try {
    return { ok: true, scenario: reader(file, name => textOf(name, texts)) };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { ok: false, error };
  }
}

function textOf(name: string, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(name);
  if (text !== undefined) return text;
  throw new ScenarioError([
    {
      file: LINES,
      line: 1,
      column: 1,
      what: `There is no scenario file ${name} here.`,
      mend: `Leave extends: out, or name one of these: ${[...texts.keys()].filter(one => ![OWN, LINES, LINES_OVER].includes(one)).join(', ')}.`,
    },
  ]);
}

const faultsOf = (read: Read): readonly ScenarioFault[] => (read.ok ? [] : read.error.faults);
const isUnused = (fault: ScenarioFault) => fault.what.startsWith('Nothing uses parameter');
const hasSame = (faults: readonly ScenarioFault[], { line, what }: ScenarioFault) =>
  faults.some(one => one.line === line && one.what === what);

const eachOnce = (faults: readonly (readonly ScenarioFault[])[]) =>
  faults.flatMap((own, i) => own.filter(fault => !faults.slice(0, i).some(before => hasSame(before, fault))));

/** Own lines stand on the chosen scenario, unless they say otherwise. It is said last, so that their lines keep their numbers. */
function onTopOf(base: string, lines: string): string {
  return /^extends\s*:/m.test(lines) ? lines : `${lines.trim() === '' ? '' : `${lines}\n`}extends: ${base}\n`;
}

function noSuch(name: string): ScenarioFault {
  const mend =
    name === YOUR_FILE
      ? 'The link holds no file that can be read: it may have been cut. Choose the file again below.'
      : 'Choose one from the list.';
  return {
    file: OWN,
    line: 1,
    column: 1,
    what: name === YOUR_FILE ? 'Your file is not here.' : `There is no scenario called ${name.slice(0, 80)}.`,
    mend,
  };
}

function tooLong(length: number): ScenarioFault {
  const what = `Your lines are ${length} characters long.`;
  const mend = `Keep them to ${MOST_LINES}, or run the file with throughcare plan.`;
  return { file: LINES, line: 1, column: 1, what, mend };
}
