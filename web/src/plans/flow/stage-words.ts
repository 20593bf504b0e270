/** What people do who come through a gate, by the stage's own name in its plan; a name that is not here is said as it is. */
const entering: Readonly<Record<string, string>> = {
  'In prison': 'go to prison',
  'On a programme': 'begin a programme',
  'Devices examined': 'have their devices examined',
  'Charged, waiting for the court': 'are charged and wait for the court',
  Sentenced: 'are sentenced',
};

const passing: Readonly<Record<string, string>> = {
  Released: 'released',
  'Finished a programme': 'finish it',
  'Left a programme early': 'leave it early',
  'Order ended, no programme': 'reach the end of their order first',
  'In prison': 'go to prison',
  Sentenced: 'go from there to be sentenced',
  'Charged, waiting for the court': 'go back to court',
  'Held before sentence': 'are held before sentence',
  'Fine or discharge': 'are fined or discharged',
  'No programme required': 'are not required to do a programme',
  'Devices examined': 'are detected again and investigated',
  'On licence': 'go back on licence',
};

/** Where those who go on to a stage are from then on, where that is more than one stage. */
const after: Readonly<Record<string, readonly string[]>> = { released: ['on-licence', 'after-custody'] };
export const stagesAfter = (stage: string): readonly string[] => after[stage] ?? [stage];

export const sayEntering = (label: string) => entering[label] ?? `come to: ${lower(label)}`;
export const sayPassing = (label: string) => passing[label] ?? `go on to: ${lower(label)}`;
export const sayJoining = (label: string) => `come in from: ${lower(label)}`;

const sides: Readonly<Record<string, string>> = { 'more custody': 'Prison', 'more programmes': 'Programmes' };

/** A scenario in a word, for the line of a chart. */
export const shortSide = ({ side, name }: { readonly side: string; readonly name: string }) =>
  sides[side] ?? name;

export const lower = (text: string) => text[0].toLowerCase() + text.slice(1);
