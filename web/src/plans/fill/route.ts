import { londonDay } from '@throughcare/pathway';
import { ScenarioError, inWords, type Scenario } from '@throughcare/planning';
import { z } from 'zod';
import { page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Services, Staff } from '../../services.ts';
import { nothingObserved } from '../try/observed.ts';
import { evidenceOrder } from './order.ts';
import {
  effectParameters,
  fromExtract,
  fromStudy,
  observedWait,
  spellsOf,
  studyChoices,
  type Offered,
} from './offered.ts';
import { asTick, linesOf } from './taken-lines.ts';

/** Both take what was released; the service's own extract is the analyst's alone, as the access table says. */
const policy = staff('analyst', 'commissioner');

const chosen = z.object({
  plan: z.string(),
  extract: z.string().optional(),
  effect: z.string().optional(),
  parameter: z.string().optional(),
});

const many = z.union([z.string().transform(one => [one]), z.array(z.string())]).default([]);

function scenarioOf({ planDesk }: Services, name: string): Scenario | undefined {
  const read = planDesk.files.read({
    scenarios: [name, name],
    settings: new Map(),
    lines: '',
    observed: nothingObserved,
  });
  return read.ok ? read.scenarios[0] : undefined;
}

const mayExtract = ({ roles }: Staff) => roles.includes('analyst');

interface Shown {
  readonly form: FormView;
  readonly plan?: string;
  readonly offered?: readonly Offered[];
  readonly wait?: ReturnType<typeof observedWait>;
  readonly status?: number;
}

function show(services: Services, who: Staff, { form, plan = 'base', offered, wait, status = 200 }: Shown) {
  const scenario = scenarioOf(services, plan);
  return page(
    'plans/fill/page.njk',
    {
      form,
      plan,
      choices: services.planDesk.files.choices,
      mayExtract: mayExtract(who),
      wait,
      effects: studyChoices(services.studyDesk.released()),
      parameters: scenario ? effectParameters(scenario) : [],
      offered: offered?.map(one => shownFigure(services, plan, one)),
    },
    { status },
  );
}

/** A figure in the words of the plan that has taken it, or why that plan cannot take it. */
function shownFigure({ planDesk }: Services, plan: string, one: Offered) {
  if (!one.taken) return one;
  const tick = asTick(one.taken);
  const lines = linesOf([tick])!;
  const read = planDesk.files.read({
    scenarios: [plan, plan],
    settings: new Map(),
    lines,
    observed: nothingObserved,
  });
  if (!read.ok) return { ...one, because: `${one.because} ${read.faults[0].what}` };
  const { source, date } = read.scenarios[0].parameters[one.parameter];
  return { ...one, tick, own: inWords(read.scenarios[0].parameters[one.parameter]), source, date };
}

export const planFill = [
  route({
    method: 'GET',
    path: paths.planFill,
    policy,
    handle: ({ services, who, freshForm }) => show(services, who, { form: freshForm() }),
  }),
  route({
    method: 'POST',
    path: paths.planFill,
    policy,
    form: chosen,
    async handle({ services, who, records, form, now }) {
      if (!form.ok) return show(services, who, { form: form.view, status: 422 });
      const { plan, extract, effect = '', parameter = '' } = form.value;
      const refuse = (words: string) =>
        show(services, who, { form: withErrors(form.view, [{ words }]), plan, status: 422 });
      const scenario = scenarioOf(services, plan);
      if (!scenario) return refuse('Choose a plan from the list. Nothing was read.');
      if (!extract && effect === '')
        return refuse('Choose the service’s own record, a released study, or both. Nothing was read.');
      if (extract && !mayExtract(who))
        return refuse('Only an analyst may read the service’s own extract. Nothing was read.');
      const study =
        effect === '' ? undefined : fromStudy(scenario, services.studyDesk.released(), effect, parameter);
      if (effect !== '' && !study)
        return refuse('Choose the number that the study’s effect is taken for. Nothing was read.');
      try {
        const spells = extract ? spellsOf((await records.extract()).csv, londonDay(now)) : undefined;
        const own = spells ? fromExtract(scenario, spells) : [];
        const wait = spells && observedWait(spells);
        const offered = [...own, ...(study ? [study] : [])];
        return show(services, who, { form: form.view, plan, offered, wait });
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        return refuse(
          'There is nothing in the service’s own record yet that a plan could take. Nothing was changed.',
        );
      }
    },
  }),
  route({
    method: 'GET',
    path: paths.planFillTake,
    policy,
    query: z.object({ plan: z.string(), take: many }),
    handle({ query: { plan, take } }) {
      const lines = linesOf(take);
      if (lines === undefined || lines === '') return seeOther(paths.planFill());
      const [one, two] = evidenceOrder(plan);
      return seeOther(paths.planTry({}, { one, two, lines }));
    },
  }),
];
