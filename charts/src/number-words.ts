/** With commas between thousands and a true minus sign: 12,904; −0.5. */
export function figure(value: number, decimals = 0): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
  return value < 0 && !isZero ? `−${text}` : text;
}

/** 1,240; one digit behind the point where a small number needs it. */
export function plainFigure(value: number): string {
  return figure(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0);
}

/** As many decimals as the steps between some values need, four at most. */
function decimalsOf(step: number): number {
  if (!(step > 0)) return 0;
  let decimals = 0;
  while (decimals < 4 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-9)
    decimals++;
  return decimals;
}

/** The values of an axis, all with the decimals that their steps need; nought is a plain 0. */
export function tickWords(values: readonly number[]): string[] {
  const decimals = decimalsOf(values[1] - values[0]);
  return values.map(value => (value === 0 ? '0' : figure(value, decimals)));
}
