import { stream } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';

/** Names of one invented origin, commonest first. None is taken from a list of real names. */
export interface NamePool {
  readonly surnames: readonly string[];
  readonly men: readonly string[];
  readonly women: readonly string[];
  /** Cumulative Zipf shares. */
  readonly surnameShares: Float64Array;
  readonly forenameShares: Float64Array;
}

/** Shares of the five invented name origins among people. */
export const originShares = [0.7, 0.08, 0.09, 0.06, 0.07] as const;

interface Recipe {
  readonly heads: string;
  readonly tails: string;
  readonly endings: readonly string[];
  readonly surnames: number;
  /** Zipf exponent of the surnames. */
  readonly exponent: number;
  readonly given: { readonly heads: string; readonly men: string; readonly women: string };
  /** Heads times tails, of each sex. */
  readonly forenames: number;
}

const recipes: readonly Recipe[] = [
  {
    heads:
      'Bar Bel Bram Cald Corv Darn Dray Elv Farl Fenn Garr Gord Hesk Holv Ilm Jarl Kelb Kest Lorv Luth Mard Mell Nurl Orm Pell Pend Quel Quin Rask Rost Sarn Stal Tarn Torv Ulm Varl Velt Werl Wist Yelv',
    tails:
      'abel adge aft allow ansom ardle arrow ask aven eary eddle edge eld ember enby ennet erick essel etter ibble idge iffin ilder ilt indle ingar ister ith obin ock odden olf ommer orrow ossel ottle umble undle',
    endings: [''],
    surnames: 1500,
    exponent: 0.75,
    given: {
      heads: 'Al Ber Cor Dar Ed Fen Gil Hal Jor Kel Len Mir Ner Or Pel Ros Sor Tam Ul Wil',
      men: 'bin dro fen gor lish mer nock rad sten tavo vey wend',
      women: 'bra della fenna gessa linna mira nelle ressa sira tanna vela wyn',
    },
    forenames: 240,
  },
  {
    heads: 'Llu Gwe Rhu Try Pwy Cyf Eil Mwy Ddo Ffa Gwa Hwe Llo Nwy Rhe Sgw Twy Ywe',
    tails: 'dwen ffan gelli nnis ddur llan wyss ryd thwl bydd gorn lwys mael nwch',
    endings: [''],
    surnames: 250,
    exponent: 0.9,
    given: {
      heads: 'Ael Byw Dil Emr Gwy Ior Llew Myf Nes Wyn',
      men: 'dan fydd gor llon mur nedd rwyn tan wyll',
      women: 'afa enna iddy llwen mai nia rwen syl wedd',
    },
    forenames: 90,
  },
  {
    heads: 'Khee Shou Bhaa Choo Reel Jhaa Ouz Nush Daan Ghou Khaa Looz Shee Yaas',
    tails: 'bel drash kesh mour neel taar voush zaan gool haam reet souf',
    endings: [''],
    surnames: 160,
    exponent: 1.15,
    given: {
      heads: 'Aash Bou Dhee Faar Hou Ilee Khou Maaz Nee Roush Shaa Yee',
      men: 'baan deel gar houn kish laad mour nash raal veer',
      women: 'bita deera gaana hina keesha leena moora nousha reeta zaara',
    },
    forenames: 120,
  },
  {
    heads: 'Szow Krez Wacz Zbyl Jorz Trzy Pawk Grusz Dwor Mczyk Olsz Wyrz',
    tails: 'al ewek orw usk ysz odzk eczyn iwn okrz',
    endings: ['', 'a', 'i'],
    surnames: 320,
    exponent: 0.9,
    given: {
      heads: 'Bol Czes Daw Gosz Jar Krzy Lud Mier Rad Wac',
      men: 'ek isz omir osl rzej slaw uch wald zyn',
      women: 'ena inka iszka owa rzena slawa ucha wina zyna',
    },
    forenames: 90,
  },
  {
    heads: 'Ogbu Adun Ekwo Iyan Uzoo Obye Anwi Efuu Ibek Kolu Nwab Odoo Segu Tayw Ukpa Yewo Zumo Abiw',
    tails: 'bara chiw dokun gwenu likwe nsola wanyi zoma bidu femi goke kanu rotim salu temba',
    endings: [''],
    surnames: 260,
    exponent: 0.9,
    given: {
      heads: 'Aba Chu Dele Ewo Ife Kaku Moya Niki Obu Seye Tobe Uche',
      men: 'bor dun gwu kem lor mbi nko sor tun wale',
      women: 'bola dera funa kwe leye mma ngi sade tola wena',
    },
    forenames: 120,
  },
];

const FORENAME_EXPONENT = 0.8;
// The lists are part of this made-up world and the same for every seed.
const LISTS_SEED = 2016;

function combine(heads: string, tails: string, endings: readonly string[]): string[] {
  return heads
    .split(' ')
    .flatMap(head => tails.split(' ').flatMap(tail => endings.map(ending => head + tail + ending)));
}

function shuffled<T>(list: readonly T[], random: RandomStream): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Cumulative shares of `count` names whose frequencies fall as rank ** -exponent. */
export function zipfShares(count: number, exponent: number): Float64Array {
  const shares = new Float64Array(count);
  let sum = 0;
  for (let k = 0; k < count; k++) shares[k] = sum += (k + 1) ** -exponent;
  return shares.map(share => share / sum);
}

/** The five pools of names, origin 1 first. */
export const namePools: readonly NamePool[] = recipes.map((recipe, origin) => {
  const random = stream(LISTS_SEED, 0, origin);
  const { given } = recipe;
  const forenames = (tails: string): string[] => shuffled(combine(given.heads, tails, ['']), random);
  return {
    surnames: shuffled(combine(recipe.heads, recipe.tails, recipe.endings), random).slice(0, recipe.surnames),
    men: forenames(given.men),
    women: forenames(given.women),
    surnameShares: zipfShares(recipe.surnames, recipe.exponent),
    forenameShares: zipfShares(recipe.forenames, FORENAME_EXPONENT),
  };
});

/** The name whose cumulative share `u` falls into, by bisection. */
export function pickName(names: readonly string[], shares: Float64Array, u: number): string {
  let low = 0;
  let high = names.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shares[middle] > u) high = middle;
    else low = middle + 1;
  }
  return names[low];
}
