// A chart is a title, a description, two drawings and a table; this prints the table.
import { interval } from '@throughcare/charts';

const chart = interval({
  id: 'effect',
  title: 'The fair difference is a third of the first one',
  description: 'Intervals are 95%.',
  unit: 'people of 1,000 detected reoffending within a year',
  rows: [
    {
      label: 'As it looks at first',
      value: -52,
      lower: -62,
      upper: -42,
      mark: 'ring',
      words: '52 fewer (42 to 62)',
    },
    {
      label: 'With people made alike',
      value: -17,
      lower: -29,
      upper: -5,
      mark: 'disc',
      words: '17 fewer (5 to 29)',
    },
  ],
});
console.log(chart.title);
for (const row of chart.table.rows) console.log(row.join(': '));
console.log(`${chart.wide.length} characters of SVG`);
