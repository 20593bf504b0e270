/** A number or a day as it is kept in the index: an ISO day, or capitals and figures alone. */
export function numberOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/**
 * How a number that somebody typed may stand in the index: as it is; a day written 1/2/1980 or 01.02.1980, with day and
 * month either way round, because both are written and both are mistaken; a Police National Computer number with its
 * year in two or four figures, and with or without the noughts that fill it up.
 */
export function numbersTyped(text: string): string[] {
  return [...new Set([numberOf(text), ...daysTyped(text), ...pncTyped(text)])];
}

function daysTyped(text: string): string[] {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, one, other] = iso ? iso.slice(1) : written ? [written[3], written[2], written[1]] : [];
  if (year === undefined) return [];
  const day = (month: string, date: string) => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const isMonth = (part: string) => Number(part) >= 1 && Number(part) <= 12;
  return [...(isMonth(one) ? [day(one, other)] : []), ...(isMonth(other) ? [day(other, one)] : [])];
}

const PNC = /^(\d{2}|\d{4})\/(\d{1,7})([A-Z])$/;

function pncTyped(text: string): string[] {
  const found = PNC.exec(text.toUpperCase());
  if (!found) return [];
  const [, year, serial, letter] = found;
  const bare = serial.replace(/^0+(?=\d)/, '');
  const years = year.length === 4 ? [year, year.slice(2)] : [year, `19${year}`, `20${year}`];
  return years.flatMap(y => [bare, bare.padStart(7, '0')].map(n => `${y}${n}${letter}`));
}
