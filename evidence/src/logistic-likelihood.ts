import { BLOCK } from '@throughcare/numerics';
import type { SparseDesign } from './sparse-design.ts';
import { nodePredictors } from './sparse-products.ts';

/** A logistic model at one set of coefficients. */
export interface LogisticLikelihood {
  readonly deviance: number;
  /** X'(y - p), by column of the design matrix. */
  readonly gradient: Float64Array;
  /** X'WX with W = p(1 - p): the lower triangle, row after row; the rest is 0. */
  readonly information: Float64Array;
}

/**
 * Evaluates the model with log odds X beta and writes the probability of every row into `scores`. Sums over rows are
 * made in blocks of 4,096, the blocks added in order.
 *
 * @param happened 1 or 0 for each row
 * @param beta by column of the design matrix
 */
export function logisticLikelihood(
  design: SparseDesign,
  happened: Uint8Array,
  beta: Float64Array,
  scores: Float64Array,
): LogisticLikelihood {
  const { rows, columns, order, above } = design;
  const own = Float64Array.from(order, j => beta[j]);
  const model: Model = { design, happened, own, ofNode: nodePredictors(design, own), scores };
  const width = columns - design.indicators;
  const total = emptySums(above.length, width);
  const block = emptySums(above.length, width);
  const touched = new Int32Array(BLOCK);
  let deviance = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    const part = sumBlock(model, from, to, block, touched);
    deviance += part.deviance;
    moveNodes(block.nodes, total.nodes, touched, part.count, 2 + width);
    moveAll(block.gradient, total.gradient);
    moveAll(block.squares, total.squares);
  }
  return { deviance, ...byColumn(design, total) };
}

interface Model {
  readonly design: SparseDesign;
  readonly happened: Uint8Array;
  /** Coefficients by the new numbers of columns, and what they give at each node. */
  readonly own: Float64Array;
  readonly ofNode: Float64Array;
  readonly scores: Float64Array;
}

/** Sums over rows with w = p(1 - p) and r = y - p, before they are spread over the columns. */
interface Sums {
  /** Of the rows that end at each node: w, r, and w times each measured column. */
  readonly nodes: Float64Array;
  /** r times each measured column. */
  readonly gradient: Float64Array;
  /** w times each two measured columns: lower triangle, row after row. */
  readonly squares: Float64Array;
}

function emptySums(nodes: number, width: number): Sums {
  return {
    nodes: new Float64Array(nodes * (2 + width)),
    gradient: new Float64Array(width),
    squares: new Float64Array(width * width),
  };
}

/** Factors between 1 and 2 that can be multiplied without harm before their logarithm is taken. */
const FACTORS = 64;

/** Adds rows `from` to `to - 1` to `sums` and lists the nodes at which they end, `count` of them, in `touched`. */
function sumBlock(
  { design, happened, own, ofNode, scores }: Model,
  from: number,
  to: number,
  { nodes, gradient, squares }: Sums,
  touched: Int32Array,
): { deviance: number; count: number } {
  const { columns, indicators, ends, measured } = design;
  const width = columns - indicators;
  const stride = 2 + width;
  // -log p(y) is log(1 + exp(-|eta|)), the logarithms below, plus max(eta, 0) - y eta.
  let logs = 0;
  let linear = 0;
  let product = 1;
  let count = 0;
  for (let i = from; i < to; i++) {
    const row = i * width;
    let eta = ofNode[ends[i]];
    for (let k = 0; k < width; k++) eta += own[indicators + k] * measured[row + k];
    const small = Math.exp(-Math.abs(eta));
    const likelier = 1 / (1 + small);
    const score = eta >= 0 ? likelier : small * likelier;
    const y = happened[i];
    scores[i] = score;
    linear += Math.max(eta, 0) - y * eta;
    product *= 1 + small;
    if (i % FACTORS === 0) {
      logs += Math.log(product);
      product = 1;
    }
    const weight = small * likelier * likelier;
    const residual = y - score;
    const at = ends[i] * stride;
    // A node whose weight is still 0 may be listed twice; the second time nothing is left there to move.
    if (nodes[at] === 0) touched[count++] = ends[i];
    nodes[at] += weight;
    nodes[at + 1] += residual;
    for (let k = 0; k < width; k++) {
      const x = measured[row + k];
      const weighted = weight * x;
      nodes[at + 2 + k] += weighted;
      gradient[k] += residual * x;
      for (let c = 0; c <= k; c++) squares[k * width + c] += weighted * measured[row + c];
    }
  }
  return { deviance: 2 * (logs + Math.log(product) + linear), count };
}

/** Adds a block's sums of the nodes it touched to the total and leaves zeros. */
function moveNodes(from: Float64Array, to: Float64Array, touched: Int32Array, count: number, stride: number) {
  for (let n = 0; n < count; n++) {
    const end = (touched[n] + 1) * stride;
    for (let at = touched[n] * stride; at < end; at++) {
      to[at] += from[at];
      from[at] = 0;
    }
  }
}

function moveAll(from: Float64Array, to: Float64Array): void {
  for (let at = 0; at < from.length; at++) to[at] += from[at];
  from.fill(0);
}

/** Spreads the sums over the columns of the design matrix. Uses up the sums of the nodes. */
function byColumn(
  { columns, order, indicators, above, adds }: SparseDesign,
  { nodes, gradient: ofMeasured, squares }: Sums,
): { gradient: Float64Array; information: Float64Array } {
  const width = columns - indicators;
  const stride = 2 + width;
  const gradient = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  // From the ends up: a node then holds the sums of all rows that pass it, all of which have its indicator and those
  // above it.
  for (let node = above.length - 1; node > 0; node--) {
    const at = node * stride;
    const up = above[node] * stride;
    const j = adds[node];
    gradient[j] += nodes[at + 1];
    for (let other = node; other !== 0; other = above[other]) {
      information[j * columns + adds[other]] += nodes[at];
    }
    for (let k = 0; k < width; k++) information[(indicators + k) * columns + j] += nodes[at + 2 + k];
    for (let k = 0; k < stride; k++) nodes[up + k] += nodes[at + k];
  }
  for (let k = 0; k < width; k++) {
    const row = (indicators + k) * columns + indicators;
    gradient[indicators + k] = ofMeasured[k];
    for (let c = 0; c <= k; c++) information[row + c] = squares[k * width + c];
  }
  return { gradient: inOrder(gradient, order), information: triangleInOrder(information, order) };
}

/** Back from the new numbers of columns to the design matrix's. */
function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const back = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) back[order[k]] = values[k];
  return back;
}

function triangleInOrder(lower: Float64Array, order: Int32Array): Float64Array {
  const size = order.length;
  const back = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let m = 0; m <= k; m++) {
      const row = Math.max(order[k], order[m]);
      back[row * size + Math.min(order[k], order[m])] = lower[k * size + m];
    }
  }
  return back;
}
