// Each of the treated with the nearest of the others on the propensity score; then the least total distance there is.
import { fitPropensity, matchNearest, matchOptimal, matchedDifference } from '@throughcare/evidence';
import { design, earnings, treated } from './data/lalonde.ts';

const { scores } = fitPropensity(design, treated);
const nearest = matchNearest({ treated, scores }, { estimand: 'ATT' });
const found = matchedDifference(earnings, treated, nearest);
// = 894.3675 by R's MatchIt 4.7.2
console.log('nearest, difference of earnings:', found.difference.toFixed(4));
// = 702.3675 by R's sandwich: vcovCL by pair, HC0, cadjust = FALSE
console.log('its error by pairs:', (found.standardErrors.clusterHC0 ?? 0).toFixed(4));
// = 185 185 by the data: each of the treated, and one for each
console.log('people:', found.people.join(' and '));

const optimal = matchOptimal({ treated, scores }, { estimand: 'ATT' });
if (optimal.distance > nearest.distance) throw new Error('optimal matching spent more than nearest');
