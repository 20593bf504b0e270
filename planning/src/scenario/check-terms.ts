import { nearest } from './scenario-error.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { StageText } from './stage-schema.ts';

/** Terms that are not there, that nothing serves or nothing is shortened by, and stays that none can be served in. */
export function checkTerms({ terms, stages }: ScenarioText): PlacedFault[] {
  const known = terms ?? [];
  const served = new Set<string>();
  const used = new Set<string>();
  const faults: PlacedFault[] = [];
  const mustBe = (path: PlacedFault['path'], term: string): void => {
    if (known.includes(term)) return;
    const close = nearest(term, known);
    faults.push({
      path,
      what: `There is no term ${term}.`,
      mend: close ? `Did you mean ${close}?` : `Add it at the top: terms: [${[...known, term].join(', ')}].`,
    });
  };
  for (const [name, stage] of Object.entries(stages)) {
    const { counts = [], less = [], anew = [] } = stage.terms ?? {};
    const path = ['stages', name, 'terms'];
    counts.forEach(({ term }, i) => {
      served.add(term);
      mustBe([...path, 'counts', i], term);
    });
    less.forEach(({ term }, i) => {
      used.add(term);
      mustBe([...path, 'less', i], term);
    });
    anew.forEach((term, i) => mustBe([...path, 'anew', i], term));
    faults.push(...notThere(name, stage));
  }
  known.forEach((term, i) => {
    const path = ['terms', i];
    if (known.indexOf(term) < i) {
      faults.push({ path, what: `Term ${term} is named twice.`, mend: 'Leave one of the two out.' });
    } else if (!served.has(term) || !used.has(term)) {
      const [what, mend] = served.has(term)
        ? ['no stay is shortened by it', `less: [{ term: ${term}, share: all-of-it }]`]
        : ['no time is served of it', `counts: [{ term: ${term} }]`];
      faults.push({
        path,
        what: `Term ${term} does nothing: ${what}.`,
        mend: `Write ${mend} under terms: of a stage, or remove it.`,
      });
    }
  });
  return faults;
}

/** What the stay of a stage does not allow. */
function notThere(name: string, { stay, otherStays, groups, terms }: StageText): PlacedFault[] {
  const { counts = [], less = [], anew = [] } = terms ?? {};
  const toTheEnd = stay === 'until the end' ? anew.length : 0;
  if (counts.length + less.length + toTheEnd === 0) return [];
  const fault = (what: string, mend: string): PlacedFault[] => [
    { path: ['stages', name, 'terms'], what, mend },
  ];
  if (typeof stay === 'string') {
    return fault(
      `Stage ${name} is ${stay}, so no stay there is served, shortened or ended.`,
      `Give the stage a length, or leave ${toTheEnd > 0 ? 'terms' : 'counts and less'} out.`,
    );
  }
  if (groups) {
    return fault(
      `Stage ${name} holds groups, which end together, so nobody's stay there can be shortened.`,
      'Leave counts and less out, or groups.',
    );
  }
  // Told apart by when, as sentence and recall are, they are stays of different people.
  const again = less.find(each => !each.when && counts.some(({ term }) => term === each.term));
  if (again === undefined || ('fixed' in stay && !otherStays)) return [];
  return fault(
    `Stage ${name} both serves term ${again.term} and is shortened by it, so its length would be drawn anew whenever somebody comes back.`,
    'Give it a fixed length, without otherStays.',
  );
}
