import type { ScenarioFault } from '@throughcare/planning';
import type { FormView } from '../../frame/form.ts';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';
import { planView, type PlanView } from '../plan-view.ts';
import { sideBySide, type SideBySide } from '../side-by-side/side-by-side-view.ts';
import type { PlanAnswer } from './plan-answer.ts';
import type { PlanDesk, PlanStanding } from './plan-desk.ts';
import type { Observed } from './observed.ts';
import { MOST_FILE, YOUR_FILE, packed } from './own-file.ts';
import { SIDES, questionAsQuery, withoutOwn, type Asked, type PlanQuestion } from './question.ts';
import type { ScenarioChoice, ScenarioFiles, ScenariosRead } from './scenario-files.ts';
import { slidersOf, type Slider } from './sliders.ts';

/** The page on which a plan is tried. */
export interface TryView {
  readonly form: FormView;
  /** Whose drafts the page's script asks for. */
  readonly looker: string;
  readonly choices: readonly ScenarioChoice[];
  /** The fields that choose the scenarios; the third and fourth may stay empty. */
  readonly sides: readonly { readonly field: string; readonly chosen: string; readonly optional: boolean }[];
  readonly lines: string;
  readonly faults: readonly ScenarioFault[];
  readonly observed: Observed;
  readonly observedFaults: readonly ScenarioFault[];
  /** The file of one's own, or what is wrong in it. */
  readonly own:
    | { readonly title: string; readonly packed: string; readonly href: Href; readonly without: Href }
    | undefined;
  readonly ownFaults: readonly ScenarioFault[];
  readonly mayExtend: readonly string[];
  readonly mostKilobytes: number;
  readonly sliders: readonly Slider[];
  readonly others: readonly Slider[];
  /** How many numbers are set by hand. */
  readonly set: number;
  /** The question as a form carries it. */
  readonly question: string;
  /** Two plans compared. */
  readonly answer: PlanView | undefined;
  /** Three or four beside each other. */
  readonly several: SideBySide | undefined;
  /** A first look has the fewest runs of all, and more are on their way. */
  readonly shown: 'whole' | 'so far' | 'draft' | 'first look';
  /** How many runs are shown, so that a script knows whether anything new is there. */
  readonly runs: number;
  /** Whether the two are the same file, so that nothing can differ but by hand. */
  readonly sameTwice: boolean;
  readonly draft: PlanStanding | undefined;
  readonly whole: PlanStanding | undefined;
  readonly share: Href;
  readonly data: Href;
  readonly board: Href;
  readonly asAssumed: Href;
  readonly files: readonly Href[];
  readonly all: Href;
}

export function tryView(
  { files }: PlanDesk,
  { question, notNumbers }: Asked,
  read: ScenariosRead,
  form: FormView,
  looker: string,
  whole?: PlanStanding,
  draft?: PlanStanding,
): TryView {
  const asked = questionAsQuery(question);
  const answer = answerOf(whole, draft);
  const decides = answer?.[0].tornado.bars.map(bar => bar.parameter) ?? [];
  const moved = [...question.settings.keys(), ...notNumbers.keys()];
  const sliders = read.ok
    ? slidersOf(read.scenarios, question, notNumbers, [...moved, ...decides])
    : { open: [], others: [] };
  const { scenarios } = question;
  const own = ownOf(files, question);
  const opened = (number: string, comparison: number) =>
    paths.planTrySources({}, { ...asked, number, ...(comparison > 0 ? { comparison } : {}) });
  const pairOf = (other: number) =>
    paths.planTry({}, questionAsQuery({ ...question, scenarios: [scenarios[0], scenarios[other]] }));
  return {
    form,
    looker,
    choices: own === undefined ? files.choices : [...files.choices, own.choice],
    sides: SIDES.map((field, i) => ({ field, chosen: scenarios[i] ?? '', optional: i > 1 })),
    lines: question.lines,
    faults: read.ok ? [] : read.faults,
    observed: question.observed,
    observedFaults: read.ok ? [] : (read.observedFaults ?? []),
    own: own && {
      title: own.choice.title,
      packed: own.packed,
      href: paths.planTryFile({}, { ...asked, which: YOUR_FILE }),
      without: paths.planTry({}, questionAsQuery(withoutOwn(question))),
    },
    ownFaults: read.ok ? [] : (read.ownFaults ?? []),
    mayExtend: files.names,
    mostKilobytes: MOST_FILE / 1000,
    sliders: sliders.open,
    others: sliders.others,
    set: question.settings.size,
    question: new URLSearchParams(asked).toString(),
    answer: answer?.length === 1 ? planView(answer[0], number => opened(number, 0)) : undefined,
    several: answer && answer.length > 1 ? sideBySide(answer, opened, pairOf) : undefined,
    shown: shownOf(answer, whole, draft),
    runs: answer?.[0].replications ?? 0,
    sameTwice: new Set(scenarios).size < scenarios.length,
    draft,
    whole,
    share: paths.planTry({}, asked),
    data: paths.planTryData({}, asked),
    board: paths.planTryBoard({}, asked),
    asAssumed: paths.planTry({}, questionAsQuery({ ...question, settings: new Map() })),
    files: scenarios.map((_, i) => paths.planTryFile({}, { ...asked, which: i + 1 })),
    all: paths.planTrySources({}, asked),
  };
}

/** What there is to show: the whole answer, else whatever tells of most runs, of a whole one that was stopped too. */
export function answerOf(...standings: readonly (PlanStanding | undefined)[]): PlanAnswer | undefined {
  const [whole] = standings;
  if (whole?.state === 'ready') return whole.answer;
  const told = standings.map(toldBy).filter(one => one !== undefined);
  return told.sort(([a], [b]) => b.replications - a.replications)[0];
}

function toldBy(standing: PlanStanding | undefined): PlanAnswer | undefined {
  if (standing?.state === 'ready') return standing.answer;
  return standing?.state === 'working' || standing?.state === 'stopped' ? standing.soFar : undefined;
}

function shownOf(
  answer: PlanAnswer | undefined,
  whole?: PlanStanding,
  draft?: PlanStanding,
): TryView['shown'] {
  if (whole?.state === 'ready') return 'whole';
  if (answer && toldBy(whole) === answer) return 'so far';
  return draft?.state === 'ready' ? 'draft' : 'first look';
}

/** The file of one's own as it can be chosen, also where what is in it cannot be run. */
function ownOf(files: ScenarioFiles, { ownFile }: PlanQuestion) {
  if (ownFile === undefined) return undefined;
  const read = files.readOwn(ownFile);
  const { name = '', summary = '', side = '' } = read.ok ? read.scenario : {};
  const title = name === '' ? 'Your file' : `Your file: ${name}`;
  return { choice: { name: YOUR_FILE, title, summary, side }, packed: packed(ownFile) };
}
