import type { ChoiceModel } from '../model/choice-model.ts';
import type { Domains } from './domains.ts';
import type { Caps, Goal } from './goal.ts';

/**
 * A goal with the caps that go with it, as the relaxation prices them. Multipliers stand in one array: λ of the groups
 * in the goal, ρ of the capped groups, σ of the capped rows, ν of the clauses.
 */
export interface Pricing {
  readonly goal: Goal;
  readonly caps: Caps;
  /** What one unit of a goal's typical option is, for the length of steps. */
  readonly unit: number;
}

/** A lower bound with the multipliers that give it. */
export interface Bound {
  readonly value: number;
  readonly multipliers: Float64Array;
}

export interface AscentOptions {
  readonly iterations: number;
  /** The whole number that the bound, rounded up, should reach; steps aim at it, and end there. */
  readonly target: () => number;
  /** Length of the first step, and how many steps without gain make it shorter. */
  readonly step: number;
  readonly patience: number;
  /** Called after every step with the picks in place: where a better target may be found. */
  readonly afterStep?: (iteration: number) => void;
}

/**
 * The Lagrangian relaxation of a model over what is open: caps and clauses are priced, and each choice takes its
 * cheapest option alone (engine-spec 5.2). `refresh` must follow every change of the domains. The buffers hold what the
 * last `evaluate` found, or what stands when `afterStep` is called, and are overwritten by the next.
 */
export interface Relaxation {
  readonly refresh: () => void;
  /** Value of the relaxation: no open package has less, up to `margin`. */
  readonly evaluate: (pricing: Pricing, multipliers: Float64Array) => number;
  readonly ascend: (pricing: Pricing, from: Float64Array, options: AscentOptions) => Bound;
  /** What rounding of floating point can have added to the last value. */
  readonly margin: () => number;
  readonly start: (pricing: Pricing) => Float64Array;
  /** Cheapest option of every choice. */
  readonly picks: Int32Array;
  /** Weight of each row in the prices, and the mean cost of an option in it. */
  readonly weights: Float64Array;
  readonly rowScales: Float64Array;
  /** How many choices are undecided. */
  readonly undecided: () => number;
  /** The undecided choices, from the first. */
  readonly choices: Int32Array;
  /** Open options of the undecided choice c stand in slots from slotStarts[c] up to slotStarts[c + 1]. */
  readonly slotStarts: Int32Array;
  /** Option of each slot, and its priced cost. */
  readonly slotOptions: Int32Array;
  readonly reduced: Float64Array;
}

/** Rounding of sums of so many terms stays far below this share of their magnitude. */
const MARGIN = 1e-11;
/** Multipliers of groups in the goal never vanish, so that they can come back. */
const LEAST_SHARE = 1e-9;
/** Below this they weigh nothing. */
const VANISHING_SHARE = 1e-8;
/** A step multiplies the weight of a group by no more and no less than this. */
const MOST_RISE = 2;
const MOST_FALL = 0.3;
/** Shorter steps than this part of the first one lead nowhere any more. */
const LEAST_STEP = 1e-3;

/** Mean cost of an option, and the largest sum, of each row. */
const scalesOf = ({ rows, options, costs, choices, starts }: ChoiceModel) => {
  const mean = new Float64Array(rows);
  const largest = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let choice = 0; choice < choices; choice += 1) {
      let most = 0;
      for (let option = starts[choice] ?? 0; option < (starts[choice + 1] ?? 0); option += 1) {
        const cost = Math.abs(costs[option * rows + row] ?? 0);
        sum += cost;
        if (cost > most) most = cost;
      }
      largest[row] = (largest[row] ?? 0) + most;
    }
    mean[row] = sum === 0 ? 1 : sum / options;
  }
  return { mean, largest };
};

/** The relaxation of a model over these domains. */
export const relaxationOf = (model: ChoiceModel, domains: Domains): Relaxation => {
  const { groups, rows, options, starts, choiceOf, costs, clauseStarts, literals } = model;
  const clauses = clauseStarts.length - 1;
  const { mean: rowScales, largest } = scalesOf(model);
  const picks = new Int32Array(model.choices);
  const weights = new Float64Array(rows);
  const fixed = new Float64Array(rows);
  const sums = new Float64Array(rows);
  // What is undecided, packed: costs of row r stand from r × slots on.
  const choices = new Int32Array(model.choices);
  const slotStarts = new Int32Array(model.choices + 1);
  const slotOptions = new Int32Array(options);
  const slotOf = new Int32Array(options);
  const reduced = new Float64Array(options);
  const slotCosts = new Float64Array(options * rows);
  const pickSlots = new Int32Array(model.choices);
  const isPicked = new Uint8Array(options);
  // Clauses that are not yet true, with their open literals as slots.
  const openClauses = new Int32Array(clauses);
  const openStarts = new Int32Array(clauses + 1);
  const openLiterals = new Int32Array(literals.length);
  const slack = new Float64Array(clauses);
  const ranked = new Int32Array(groups);
  const pulls = new Float64Array(groups);
  let [undecided, slots, clausesOpen, magnitude] = [0, 0, 0, 0];

  const rhoAt = groups;
  const sigmaAt = 2 * groups;
  const nuAt = (pricing: Pricing): number => sigmaAt + pricing.caps.rows.length;

  const packChoices = (): void => {
    [undecided, slots] = [0, 0];
    fixed.fill(0);
    for (let choice = 0; choice < model.choices; choice += 1) {
      const isDecided = domains.count[choice] === 1;
      const end = starts[choice + 1] ?? 0;
      for (let option = starts[choice] ?? 0; option < end; option += 1) {
        if (domains.open[option] !== 1) continue;
        if (isDecided) {
          picks[choice] = option;
          for (let row = 0, at = option * rows; row < rows; row += 1, at += 1)
            fixed[row] = (fixed[row] ?? 0) + (costs[at] ?? 0);
          continue;
        }
        slotOf[option] = slots;
        slotOptions[slots] = option;
        slots += 1;
      }
      if (isDecided) continue;
      choices[undecided] = choice;
      undecided += 1;
      slotStarts[undecided] = slots;
    }
    for (let slot = 0; slot < slots; slot += 1) {
      const from = (slotOptions[slot] ?? 0) * rows;
      for (let row = 0; row < rows; row += 1) slotCosts[row * slots + slot] = costs[from + row] ?? 0;
    }
  };
  const packClauses = (): void => {
    clausesOpen = 0;
    let end = 0;
    for (let clause = 0; clause < clauses; clause += 1) {
      let isTrue = false;
      let next = end;
      const last = clauseStarts[clause + 1] ?? 0;
      for (let at = clauseStarts[clause] ?? 0; at < last && !isTrue; at += 1) {
        const literal = literals[at] ?? 0;
        const option = literal >= 0 ? literal : ~literal;
        const isOpen = domains.open[option] === 1;
        if (isOpen && domains.count[choiceOf[option] ?? 0] !== 1) {
          const slot = slotOf[option] ?? 0;
          openLiterals[next] = literal >= 0 ? slot : ~slot;
          next += 1;
        } else isTrue = literal >= 0 === isOpen;
      }
      if (isTrue) continue;
      openClauses[clausesOpen] = clause;
      openStarts[clausesOpen] = end;
      clausesOpen += 1;
      openStarts[clausesOpen] = next;
      end = next;
    }
  };
  const refresh = (): void => {
    packChoices();
    packClauses();
  };

  /** Places of the groups by descending ρ: the largest is held to the largest cap. */
  const rank = (multipliers: Float64Array): void => {
    for (let at = 0; at < groups; at += 1) {
      const own = multipliers[rhoAt + at] ?? 0;
      let place = at;
      while (place > 0 && (multipliers[rhoAt + (ranked[place - 1] ?? 0)] ?? 0) < own) {
        ranked[place] = ranked[place - 1] ?? 0;
        place -= 1;
      }
      ranked[place] = at;
    }
  };

  /** Weights of the rows; what the caps allow is taken off, and returned. */
  const weigh = ({ goal, caps }: Pricing, multipliers: Float64Array): number => {
    weights.fill(0);
    let value = 0;
    if (goal.kind === 'largest')
      for (let group = 0; group < groups; group += 1) {
        const share = multipliers[group] ?? 0;
        // Shares that sum to less than k still bound the largest figures from below.
        weights[group] = share > VANISHING_SHARE ? share : 0;
      }
    else for (const { row, weight } of goal.weights) weights[row] = (weights[row] ?? 0) + weight;
    if (caps.ranks !== undefined) {
      rank(multipliers);
      for (let at = 0; at < groups; at += 1) {
        const group = ranked[at] ?? 0;
        const rho = multipliers[rhoAt + group] ?? 0;
        weights[group] = (weights[group] ?? 0) + rho;
        value -= rho * (caps.ranks[at] ?? 0);
      }
    }
    for (let at = 0; at < caps.rows.length; at += 1) {
      const sigma = multipliers[sigmaAt + at] ?? 0;
      const entry = caps.rows[at];
      if (entry === undefined || sigma === 0) continue;
      weights[entry.row] = (weights[entry.row] ?? 0) + sigma;
      value -= sigma * entry.cap;
    }
    magnitude = Math.abs(value);
    for (let row = 0; row < rows; row += 1) {
      const weight = weights[row] ?? 0;
      if (weight === 0) continue;
      magnitude += Math.abs(weight) * (largest[row] ?? 0);
      value += weight * (fixed[row] ?? 0);
    }
    return value;
  };

  /** Costs of the slots at these weights. */
  const priceRows = (): void => {
    for (let slot = 0; slot < slots; slot += 1) reduced[slot] = 0;
    for (let row = 0; row < rows; row += 1) {
      const weight = weights[row] ?? 0;
      if (weight === 0) continue;
      for (let slot = 0, at = row * slots; slot < slots; slot += 1, at += 1)
        reduced[slot] = (reduced[slot] ?? 0) + weight * (slotCosts[at] ?? 0);
    }
  };
  /** Adds the prices of the clauses; returns what they add to the value. */
  const priceClauses = (nu: number, multipliers: Float64Array): number => {
    let value = 0;
    for (let at = 0; at < clausesOpen; at += 1) {
      const price = multipliers[nu + (openClauses[at] ?? 0)] ?? 0;
      if (price === 0) continue;
      value += price;
      magnitude += price;
      const end = openStarts[at + 1] ?? 0;
      for (let place = openStarts[at] ?? 0; place < end; place += 1) {
        const literal = openLiterals[place] ?? 0;
        if (literal >= 0) reduced[literal] = (reduced[literal] ?? 0) - price;
        else {
          reduced[~literal] = (reduced[~literal] ?? 0) + price;
          value -= price;
        }
      }
    }
    return value;
  };
  const pickCheapest = (): number => {
    let value = 0;
    for (let at = 0; at < undecided; at += 1) {
      const end = slotStarts[at + 1] ?? 0;
      let pick = slotStarts[at] ?? 0;
      let least = reduced[pick] ?? 0;
      for (let slot = pick + 1; slot < end; slot += 1) {
        const cost = reduced[slot] ?? 0;
        if (cost < least) {
          least = cost;
          pick = slot;
        }
      }
      pickSlots[at] = pick;
      value += least;
    }
    return value;
  };
  const price = (pricing: Pricing, multipliers: Float64Array): number => {
    const allowed = weigh(pricing, multipliers);
    priceRows();
    const ofClauses = priceClauses(nuAt(pricing), multipliers);
    return allowed + ofClauses + pickCheapest();
  };
  const showPicks = (): void => {
    for (let at = 0; at < undecided; at += 1) picks[choices[at] ?? 0] = slotOptions[pickSlots[at] ?? 0] ?? 0;
  };
  const evaluate = (pricing: Pricing, multipliers: Float64Array): number => {
    const value = price(pricing, multipliers);
    showPicks();
    return value;
  };

  /** Sums of the rows that can move a multiplier. */
  const sumPicks = (): void => {
    sums.set(fixed);
    for (let at = 0; at < undecided; at += 1) {
      const slot = pickSlots[at] ?? 0;
      for (let row = 0, place = slot; row < rows; row += 1, place += slots)
        sums[row] = (sums[row] ?? 0) + (slotCosts[place] ?? 0);
    }
  };

  /** One minus the number of true literals of each open clause: positive where the picks break it. */
  const slackOfClauses = (nu: number, multipliers: Float64Array): number => {
    for (let slot = 0; slot < slots; slot += 1) isPicked[slot] = 0;
    for (let at = 0; at < undecided; at += 1) isPicked[pickSlots[at] ?? 0] = 1;
    let square = 0;
    for (let at = 0; at < clausesOpen; at += 1) {
      let missing = 1;
      const end = openStarts[at + 1] ?? 0;
      for (let place = openStarts[at] ?? 0; place < end; place += 1) {
        const literal = openLiterals[place] ?? 0;
        if (literal >= 0 ? isPicked[literal] === 1 : isPicked[~literal] === 0) missing -= 1;
      }
      // A multiplier at zero cannot fall.
      if (missing < 0 && multipliers[nu + (openClauses[at] ?? 0)] === 0) missing = 0;
      slack[at] = missing;
      square += missing * missing;
    }
    return square;
  };

  /** Moves the weights of the groups in the goal by their distance from the mean; they keep summing to k. */
  const moveShares = (multipliers: Float64Array, k: number, length: number, mean: number): void => {
    let sum = 0;
    for (let group = 0; group < groups; group += 1) {
      const factor = 1 + length * ((sums[group] ?? 0) - mean);
      const bounded = factor > MOST_RISE ? MOST_RISE : factor < MOST_FALL ? MOST_FALL : factor;
      const moved = Math.max((multipliers[group] ?? 0) * bounded, LEAST_SHARE);
      multipliers[group] = moved;
      sum += moved;
    }
    for (let group = 0; group < groups; group += 1)
      multipliers[group] = ((multipliers[group] ?? 0) * k) / sum;
    // No weight passes one: what is above goes to the others in proportion.
    for (let round = 0; k > 1 && round < groups; round += 1) {
      let [over, free] = [0, 0];
      for (let group = 0; group < groups; group += 1) {
        const own = multipliers[group] ?? 0;
        if (own >= 1) {
          over += own - 1;
          multipliers[group] = 1;
        } else free += own;
      }
      if (over <= 0 || free <= 0) break;
      const factor = (free + over) / free;
      for (let group = 0; group < groups; group += 1) {
        const own = multipliers[group] ?? 0;
        if (own < 1) multipliers[group] = own * factor;
      }
    }
  };

  /** One step along the subgradient at the last picks; false where there is nowhere to go. */
  const stepUp = (pricing: Pricing, multipliers: Float64Array, gap: number, step: number): boolean => {
    const { goal, caps, unit } = pricing;
    sumPicks();
    let square = 0;
    let mean = 0;
    if (goal.kind === 'largest') {
      for (let group = 0; group < groups; group += 1)
        mean += ((multipliers[group] ?? 0) * (sums[group] ?? 0)) / goal.k;
      for (let group = 0; group < groups; group += 1) {
        const pull = (sums[group] ?? 0) - mean;
        square += (multipliers[group] ?? 0) * pull * pull;
      }
    }
    if (caps.ranks !== undefined)
      for (let at = 0; at < groups; at += 1) {
        const group = ranked[at] ?? 0;
        let pull = (sums[group] ?? 0) - (caps.ranks[at] ?? 0);
        if (pull < 0 && multipliers[rhoAt + group] === 0) pull = 0;
        pulls[group] = pull;
        const scaled = (unit * pull) / (rowScales[group] ?? 1);
        square += scaled * scaled;
      }
    for (let at = 0; at < caps.rows.length; at += 1) {
      const entry = caps.rows[at];
      if (entry === undefined) continue;
      const pull = (sums[entry.row] ?? 0) - entry.cap;
      if (pull < 0 && multipliers[sigmaAt + at] === 0) continue;
      const scaled = (unit * pull) / (rowScales[entry.row] ?? 1);
      square += scaled * scaled;
    }
    const nu = nuAt(pricing);
    square += slackOfClauses(nu, multipliers) * unit * unit;
    if (square < 1e-9) return false;
    const length = (step * gap) / square;
    if (goal.kind === 'largest') moveShares(multipliers, goal.k, length, mean);
    if (caps.ranks !== undefined)
      for (let group = 0; group < groups; group += 1) {
        const factor = unit / (rowScales[group] ?? 1);
        const moved = (multipliers[rhoAt + group] ?? 0) + length * factor * factor * (pulls[group] ?? 0);
        multipliers[rhoAt + group] = moved > 0 ? moved : 0;
      }
    for (let at = 0; at < caps.rows.length; at += 1) {
      const entry = caps.rows[at];
      if (entry === undefined) continue;
      const factor = unit / (rowScales[entry.row] ?? 1);
      const pull = (sums[entry.row] ?? 0) - entry.cap;
      const moved = (multipliers[sigmaAt + at] ?? 0) + length * factor * factor * pull;
      multipliers[sigmaAt + at] = moved > 0 ? moved : 0;
    }
    for (let at = 0; at < clausesOpen; at += 1) {
      const place = nu + (openClauses[at] ?? 0);
      const moved = (multipliers[place] ?? 0) + length * unit * unit * (slack[at] ?? 0);
      multipliers[place] = moved > 0 ? moved : 0;
    }
    return true;
  };

  const marginOf = (): number => Math.max(1e-6, magnitude * MARGIN);

  const ascend = (
    pricing: Pricing,
    from: Float64Array,
    { iterations, target, step, patience, afterStep }: AscentOptions,
  ): Bound => {
    const multipliers = from.slice();
    const best = from.slice();
    let [value, length, stalled] = [-Infinity, step, 0];
    for (let iteration = 0; iteration < iterations; iteration += 1) {
      const here = price(pricing, multipliers);
      if (here > value) {
        stalled = here > value + 1e-9 * Math.abs(here) ? 0 : stalled + 1;
        value = here;
        best.set(multipliers);
      } else stalled += 1;
      if (stalled >= patience) {
        length *= 0.6;
        stalled = 0;
      }
      if (afterStep !== undefined) {
        showPicks();
        afterStep(iteration);
      }
      const aim = target();
      if (Math.ceil(value - marginOf()) >= aim || length < step * LEAST_STEP || iteration + 1 === iterations)
        break;
      const gap = Number.isFinite(aim) ? Math.max(aim - here, 1) : 1 + 0.05 * Math.abs(value);
      if (!stepUp(pricing, multipliers, gap, length)) break;
    }
    return { value, multipliers: best };
  };

  return {
    refresh,
    evaluate,
    ascend,
    margin: marginOf,
    picks,
    weights,
    rowScales,
    undecided: () => undecided,
    choices,
    slotStarts,
    slotOptions,
    reduced,
    start: (pricing) => {
      const multipliers = new Float64Array(nuAt(pricing) + clauses);
      if (pricing.goal.kind === 'largest') multipliers.fill(pricing.goal.k / groups, 0, groups);
      return multipliers;
    },
  };
};

/** The prices of a goal with its caps, in the units of the model. */
export const pricingOf = (
  { rowScales }: Pick<Relaxation, 'rowScales'>,
  groups: number,
  goal: Goal,
  caps: Caps,
): Pricing => {
  if (goal.kind === 'rows')
    return {
      goal,
      caps,
      unit:
        goal.weights.reduce((sum, { row, weight }) => sum + Math.abs(weight) * (rowScales[row] ?? 1), 0) || 1,
    };
  let sum = 0;
  for (let group = 0; group < groups; group += 1) sum += rowScales[group] ?? 1;
  return { goal, caps, unit: sum / Math.max(1, groups) };
};
