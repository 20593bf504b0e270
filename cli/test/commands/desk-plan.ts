/** Three places, 2.4 of them taken on average, and a risk that hardly ever comes to pass. */
export const desk = `name: A desk
summary: Three places.
side: other
begins: 2027-01-01
years: 3
drawnYear: 3
place: desk
doesNotWeigh: [Nothing]
arrivals: { label: People, to: desk, rate: rate, growth: none }
detectedReoffending: { share: never, within: year, returnsTo: desk }
risks: { death: { label: Deaths, share: few, within: year, to: leaves } }
stages:
  desk:
    label: Desk
    places: { start: seats }
    stay: { exponential: { mean: mean } }
    next: [{ rest: leaves }]
    risks: { death: { inside: one } }
    cost: { perStart: price }
parameters:
  rate: { label: rate, value: 24, unit: people a week, date: 2027, source: Made up }
  none: { label: none, value: 0, unit: in 100 a year, date: 2027, source: Made up }
  never: { label: never, value: 0, unit: in 100, date: 2027, source: Made up }
  few: { label: few, value: 2, unit: in 100, date: 2027, source: Made up }
  year: { label: year, value: 1, unit: years, date: 2027, source: Made up }
  one: { label: one, value: 1, unit: hazard ratio, date: 2027, source: Made up }
  seats: { label: seats, value: 3, unit: places, date: 2027, source: Made up }
  mean: { label: mean, value: 0.7, unit: days, date: 2027, source: Made up }
  price: { label: price, value: 10, unit: £, date: 2027, source: Made up }
`;
