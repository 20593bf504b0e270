/** What people do when they get a place, and what their way on is called; a stage's own label where it has no words. */
const entering: Readonly<Record<string, string>> = {
  custody: 'go to prison',
  programme: 'begin a programme',
};

const passing: Readonly<Record<string, string>> = {
  released: 'released',
  'after-programme': 'finish it',
  'after-leaving-early': 'leave it early',
  'after-order': 'reach the end of their order first',
  custody: 'go to prison',
  disposal: 'go from there to be sentenced',
  court: 'go back to court',
  other: 'are fined or discharged',
};

/** Where those who go on to a stage are from then on, where that is more than one stage. */
const after: Readonly<Record<string, readonly string[]>> = { released: ['on-licence', 'after-custody'] };
export const stagesAfter = (stage: string): readonly string[] => after[stage] ?? [stage];

export const sayEntering = (stage: string, label: string) => entering[stage] ?? `enter: ${lower(label)}`;
export const sayPassing = (stage: string, label: string) => passing[stage] ?? `go on to: ${lower(label)}`;

const sides: Readonly<Record<string, string>> = { 'more custody': 'Prison', 'more programmes': 'Programmes' };

/** A scenario in a word, for the line of a chart. */
export const shortSide = ({ side, name }: { readonly side: string; readonly name: string }) =>
  sides[side] ?? name;

export const lower = (text: string) => text[0].toLowerCase() + text.slice(1);
