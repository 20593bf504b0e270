import type { ScenarioFault } from '@throughcare/planning';
import type { FormView } from '../../frame/form.ts';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';
import { planView, type PlanView } from '../plan-view.ts';
import type { PlanDesk, PlanStanding } from './plan-desk.ts';
import { questionAsQuery, type Asked } from './question.ts';
import type { ScenarioChoice, ScenarioPair } from './scenario-files.ts';
import { slidersOf, type Slider } from './sliders.ts';

/** The page on which a plan is tried. */
export interface TryView {
  readonly form: FormView;
  readonly choices: readonly ScenarioChoice[];
  readonly chosen: readonly [string, string];
  readonly lines: string;
  readonly faults: readonly ScenarioFault[];
  readonly sliders: readonly Slider[];
  readonly others: readonly Slider[];
  /** How many numbers are set by hand. */
  readonly set: number;
  /** The question as a form carries it. */
  readonly question: string;
  readonly answer: PlanView | undefined;
  readonly isDraft: boolean;
  /** Whether the two are the same file, so that nothing can differ but by hand. */
  readonly sameTwice: boolean;
  readonly draft: PlanStanding | undefined;
  readonly whole: PlanStanding | undefined;
  readonly share: Href;
  readonly data: Href;
  readonly files: readonly [Href, Href];
  readonly all: Href;
}

export function tryView(
  { files }: PlanDesk,
  { question, notNumbers }: Asked,
  pair: ScenarioPair,
  form: FormView,
  whole?: PlanStanding,
  draft?: PlanStanding,
): TryView {
  const asked = questionAsQuery(question);
  const found = [whole, draft].find(one => one?.state === 'ready');
  const result = found?.state === 'ready' ? found.result : undefined;
  const decides = result?.tornado.bars.map(bar => bar.parameter) ?? [];
  const moved = [...question.settings.keys(), ...notNumbers.keys()];
  const sliders = pair.ok
    ? slidersOf(pair.scenarios, question, notNumbers, [...moved, ...decides])
    : { open: [], others: [] };
  const fileOf = (which: 1 | 2) => paths.planTryFile({}, { ...asked, which });
  return {
    form,
    choices: files.choices,
    chosen: question.scenarios,
    lines: question.lines,
    faults: pair.ok ? [] : pair.faults,
    sliders: sliders.open,
    others: sliders.others,
    set: question.settings.size,
    question: new URLSearchParams(asked).toString(),
    answer: result && planView(result, number => paths.planTrySources({}, { ...asked, number })),
    isDraft: whole?.state !== 'ready',
    sameTwice: question.scenarios[0] === question.scenarios[1],
    draft,
    whole,
    share: paths.planTry({}, asked),
    data: paths.planTryData({}, asked),
    files: [fileOf(1), fileOf(2)],
    all: paths.planTrySources({}, asked),
  };
}
