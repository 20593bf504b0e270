/** What a place in a scenario takes, in words, and one that it would take. */
export interface Form {
  readonly takes: string;
  readonly example: string;
}

export const aNumber = 'the name of a parameter';
const stage = 'the name of a stage';
const stageOrLeaves = 'the name of a stage, or leaves';
const text = 'words';
const length = 'a length';
const lengths =
  '{ fixed: name }, exponential with mean:, gamma or lognormal with mean: and spread:, weibull with mean: and shape:, uniform with from: and to:, or { empirical: name of data }';
const conditions =
  '{ attribute: name, is: value }, { waitingAt: stage, atLeast: name }, { insideAt: stage, below: name } or { cameBefore: true }';

/** By the end of the path, * being any name or place in a list and ^ the beginning of the file. The longest that fits says it. */
const forms: readonly (readonly [end: string, takes: string, example: string])[] = [
  ['^ name', text, 'name: As it is'],
  ['^ summary', text, 'summary: Courts sentence as they do now.'],
  ['^ side', 'a side', 'side: other'],
  ['^ begins', 'a day', 'begins: 2027-01-01'],
  ['^ years', 'a whole number from 1 to 30', 'years: 10'],
  ['^ drawnYear', 'the number of one of the years', 'drawnYear: 5'],
  ['^ place', stage, 'place: programme'],
  ['^ doesNotWeigh', 'a list of sentences', 'doesNotWeigh: [Moving abroad.]'],
  ['doesNotWeigh *', 'a sentence', 'doesNotWeigh: [Moving abroad.]'],

  ['^ parameters', 'numbers by name', 'parameters: { seats: { label: Seats, value: 40, unit: places } }'],
  ['^ parameters *', 'a label, a number and its unit', 'seats: { label: Seats, value: 40, unit: places }'],
  ['parameters * value', 'a number', 'value: 12.5'],
  ['parameters * uniform', 'two numbers, the lower first', 'uniform: [4, 8]'],
  ['parameters * uniform *', 'a number', 'uniform: [4, 8]'],
  ['parameters * triangular', 'three numbers: lowest, most likely, highest', 'triangular: [2, 4.6, 15]'],
  ['parameters * triangular *', 'a number', 'triangular: [2, 4.6, 15]'],
  ['parameters * lognormal', 'a median and a sigma', 'lognormal: { median: 0.85, sigma: 0.25 }'],
  ['median', 'a number above 0', 'median: 0.85'],
  ['sigma', 'a number above 0', 'sigma: 0.25'],
  ['counted', 'a count of a count', 'counted: { yes: 150, of: 200 }'],
  ['yes', 'a whole number from 0 on', 'yes: 150'],
  ['of', 'a whole number from 1 on', 'of: 200'],
  ['drawn', 'a name and values', 'drawn: { together: fit, values: [1, 2] }'],
  ['together', 'a name', 'together: fit'],
  ['drawn values', 'two numbers or more', 'values: [1, 2]'],
  ['drawn values *', 'a number', 'values: [1, 2]'],
  ['orZero', 'a probability above 0 and below 1', 'orZero: 0.3'],
  ['unit', 'a unit', 'unit: people a month'],
  ['extract', 'what an extract can fill', 'extract: completion'],
  ['label', text, 'label: Arrests'],
  ['note', text, 'note: Secondary.'],
  ['source', text, 'source: Own counts'],
  ['date', 'a year, a month, a day or a financial year', 'date: 2026-03'],

  ['^ data', 'rows of data by name', 'data: { stays: { label: Stays, unit: weeks, lengths: [1, 2] } }'],
  [
    '^ data *',
    'counts with begins: and every: week, month or year; or lengths with unit:',
    'stays: { label: Stays, unit: weeks, lengths: [1, 2] }',
  ],
  ['data * begins', 'a day', 'begins: 2027-01-01'],
  ['data * every', 'week, month or year', 'every: month'],
  ['counts', 'a list of numbers', 'counts: [41, 38]'],
  ['counts *', 'a number of 0 or more', 'counts: [41, 38]'],
  ['lengths', 'a list of numbers', 'lengths: [3, 5.5]'],
  ['lengths *', 'a number of 0 or more', 'lengths: [3, 5.5]'],
  ['weights', 'a list of numbers', 'weights: [2, 1]'],
  ['weights *', 'a number of 0 or more', 'weights: [2, 1]'],

  ['^ attributes', 'attributes with their values', 'attributes: { band: [low, high] }'],
  ['^ attributes *', 'a list of two values or more', 'band: [low, high]'],
  ['^ attributes * *', 'a word, in quotes where it is a number', 'band: [low, high]'],

  ['^ terms', 'a list of what people serve', 'terms: [sentence, licence]'],
  ['^ terms *', 'a word', 'terms: [sentence, licence]'],
  [
    'stages * terms',
    'what counts towards a term, is less by it, or begins it anew',
    'terms: { counts: [{ term: sentence }] }',
  ],
  ['terms counts', 'a list of terms', 'counts: [{ term: sentence }]'],
  ['terms counts *', 'a term, and for whom', '{ term: sentence }'],
  [
    'terms less',
    'a list of terms with the share that counts',
    'less: [{ term: sentence, share: all-of-it }]',
  ],
  ['terms less *', 'a term with the share that counts, and for whom', '{ term: sentence, share: all-of-it }'],
  ['terms less * share', aNumber, 'share: all-of-it'],
  ['terms anew', 'a list of terms', 'anew: [sentence]'],
  ['terms anew *', 'a term', 'anew: [sentence]'],
  ['term', 'a term', 'term: sentence'],

  ['^ arrivals', 'who comes', 'arrivals: { label: Arrests, to: desk, rate: arrests, growth: none }'],
  ['arrivals to', stage, 'to: desk'],
  ['season', 'months with what they are times', 'season: { december: fewer }'],
  ['season *', aNumber, 'december: fewer'],
  ['observed', 'the name of data', 'observed: own-counts'],
  [
    'deterred',
    'when it begins, and a share or what the threat was and is',
    'deterred: { after: at-once, by: [{ elasticity: response, from: prison-now, to: prison-then }] }',
  ],
  ['deterred by', 'a list of threats', 'by: [{ elasticity: response, from: prison-now, to: prison-then }]'],
  [
    'deterred by *',
    'an elasticity, and what the threat was and is',
    '{ elasticity: response, from: prison-now, to: prison-then }',
  ],
  ['by * from', aNumber, 'from: prison-now'],
  ['by * to', aNumber, 'to: prison-then'],
  ['strata', 'a list of who comes', 'strata: [{ share: half, are: { band: high } }, { are: { band: low } }]'],
  ['strata *', 'a share and what those people are', '{ share: half, are: { band: high } }'],
  ['are', 'attributes with a value each', 'are: { band: high }'],
  ['are *', 'a value of the attribute', 'are: { band: high }'],
  [
    'steps',
    'a list of days and what it is times from then on',
    'steps: [{ from: 2028-01-01, times: twice }]',
  ],
  ['steps *', 'a day and what it is times from then on', '{ from: 2028-01-01, times: twice }'],

  [
    '^ detectedReoffending',
    'a share, a time and a stage',
    'detectedReoffending: { share: again, within: five-years, returnsTo: desk }',
  ],
  ['returnsTo', stage, 'returnsTo: desk'],
  ['^ risks', 'risks by name', 'risks: { breach: { label: Breach, share: some, within: a-year, to: desk } }'],
  [
    '^ risks *',
    'a label, a share, a time and a stage',
    'breach: { label: Breach, share: some, within: a-year, to: desk }',
  ],
  ['^ risks * to', 'the name of a stage, leaves, or goes unseen', 'to: desk'],
  ['later', 'a list of shares within times', 'later: [{ share: fewer, within: a-year }]'],
  ['later *', 'a share within a time', '{ share: fewer, within: a-year }'],
  ['ratios', 'a list of whom and by how much', 'ratios: [{ when: [{ cameBefore: true }], ratio: higher }]'],
  ['ratios *', 'whom and by how much', '{ when: [{ cameBefore: true }], ratio: higher }'],
  ['when', 'a list of conditions', 'when: [{ cameBefore: true }]'],
  ['when *', conditions, '{ cameBefore: true }'],
  ['attribute', 'the name of an attribute', 'attribute: band'],
  ['is', 'a value of the attribute, in quotes where it is a number', 'is: high'],
  ['waitingAt', stage, 'waitingAt: desk'],
  ['insideAt', stage, 'insideAt: desk'],
  ['cameBefore', 'true or false', 'cameBefore: true'],

  ['^ welfare', 'a share of those arrested', 'welfare: { deaths: deaths-after-arrest }'],
  ['^ resources', 'resources by name', 'resources: { staff: { label: Staff, places: { start: staff } } }'],
  ['^ resources *', 'a label and places', 'staff: { label: Staff, places: { start: staff } }'],
  ['openings * places', aNumber, 'places: new-places'],
  ['openings * times', 'a whole number from 1 to 100', 'times: 6'],
  ['openings * on', 'a day', 'on: 2028-04-01'],
  ['closings * places', aNumber, 'places: lost-places'],
  ['closings * times', 'a whole number from 1 to 100', 'times: 6'],
  ['closings * on', 'a day', 'on: 2028-04-01'],
  ['closings', 'a list of closings', 'closings: [{ on: 2028-04-01, places: lost-places }]'],
  ['closings *', 'when, and how many places', '{ on: 2028-04-01, places: lost-places }'],
  ['openings', 'a list of openings', 'openings: [{ after: building-time, places: new-places }]'],
  ['openings *', 'when, and how many places', '{ after: building-time, places: new-places }'],
  ['places', 'how many there are', 'places: { start: seats }'],

  [
    '^ stages',
    'stages by name',
    'stages: { desk: { label: Desk, stay: instant, next: [{ rest: leaves }] } }',
  ],
  [
    '^ stages *',
    'a label, a stay and what is next',
    'desk: { label: Desk, stay: instant, next: [{ rest: leaves }] }',
  ],
  ['otherStays', 'a list of stays', 'otherStays: [{ from: 2028-01-01, stay: { fixed: shorter } }]'],
  ['otherStays *', 'a stay, and from when or for whom', '{ from: 2028-01-01, stay: { fixed: shorter } }'],
  ['otherStays * stay', lengths, 'stay: { exponential: { mean: time } }'],
  ['stay', `instant, until the end, or a length: ${lengths}`, 'stay: { exponential: { mean: time } }'],
  ['patience', 'a length and a stage', 'patience: { length: { fixed: order }, to: after-order }'],
  ['patience length', lengths, 'length: { fixed: order }'],
  ['fixed', aNumber, '{ fixed: order }'],
  ['exponential', length, 'exponential: { mean: time }'],
  ['gamma', length, 'gamma: { mean: time, spread: spread }'],
  ['lognormal', length, 'lognormal: { mean: time, spread: spread }'],
  ['weibull', length, 'weibull: { mean: time, shape: shape }'],
  ['uniform', length, 'uniform: { from: shortest, to: longest }'],
  ['uniform from', aNumber, 'from: shortest'],
  ['uniform to', aNumber, 'to: longest'],
  ['empirical', 'the name of data', '{ empirical: stays }'],
  ['groups', 'how many begin and how many there can be', 'groups: { atLeast: few, atMost: many }'],
  [
    'priority',
    'a list of whom and their points',
    'priority: [{ when: [{ cameBefore: true }], points: first }]',
  ],
  ['priority *', 'whom and their points', '{ when: [{ cameBefore: true }], points: first }'],
  ['needs', 'resources with how much of each', 'needs: { staff: one }'],
  ['needs *', aNumber, 'needs: { staff: one }'],
  ['list', 'how many may wait, and where others go', 'list: { most: list, to: leaves }'],
  ['sets', 'attributes with a value each', 'sets: { band: high }'],
  ['sets *', 'a value of the attribute', 'sets: { band: high }'],
  ['next', 'a list of ways out', 'next: [{ rest: leaves }]'],
  ['next *', 'a way out', '{ shares: { custody: custody-share }, rest: leaves }'],
  ['shares', 'stages with the share of each', 'shares: { custody: custody-share }'],
  ['shares *', aNumber, 'shares: { custody: custody-share }'],
  ['detectedReoffending', 'hazard ratios', 'detectedReoffending: { waiting: same, inside: same }'],
  ['risks', 'risks with their hazard ratios', 'risks: { breach: { inside: same } }'],
  ['risks *', 'hazard ratios', 'breach: { waiting: same, inside: same }'],
  ['cost', 'what it costs', 'cost: { perStart: programme-cost }'],
  [
    'atStart',
    'who is there at the start',
    'atStart: { waiting: waiting-now, waited: longest-wait, inside: inside-now }',
  ],
  ['from', 'a day', 'from: 2028-01-01'],
  ['to', stageOrLeaves, 'to: leaves'],
  ['rest', stageOrLeaves, 'rest: leaves'],
  ...[
    'rate growth times share after within ratio deaths start every costPerPlace mean spread shape atLeast atMost',
    'below points gaining most waiting inside perArrival perStart perYearInside',
  ]
    .flatMap(names => names.split(' '))
    .map(name => [name, aNumber, `${name}: some-parameter`] as const),
];

const known = forms
  .map(([end, takes, example]) => ({ end: end.split(' ').reverse(), takes, example }))
  .sort((a, b) => Number(b.end.at(-1) === '^') - Number(a.end.at(-1) === '^') || b.end.length - a.end.length);

/** What a place takes; undefined for a place that there is not. */
export function formAt(path: readonly (string | number)[]): Form | undefined {
  const way = ['^', ...path.map(String)].reverse();
  return known.find(
    ({ end }) =>
      end.length <= way.length && end.every((each, i) => (each === '*' ? way[i] !== '^' : each === way[i])),
  );
}
