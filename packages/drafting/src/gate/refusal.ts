/** Why an update was refused. Each code is a rule of RULES.md; people read it in their language. */
export const GATE_REFUSALS = [
  'gate.size',
  'gate.malformed',
  'gate.lease',
  'gate.clock',
  'gate.struct',
  'gate.dangling',
  'gate.root',
  'gate.content',
  'gate.key',
  'gate.value',
  'gate.deletion',
  'gate.full',
  'gate.readOnly',
  'gate.suggestOnly',
  'gate.closed',
  'gate.suggestion',
  'gate.presence',
] as const;
export type GateRefusalCode = (typeof GATE_REFUSALS)[number];

/** A refusal: which rule, and what in the update offends it. */
export interface GateRefusal {
  readonly code: GateRefusalCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Stops the reading of an update inside the gate; caught there and turned into an answer. */
export class Refused extends Error {
  readonly refusal: GateRefusal;
  constructor(code: GateRefusalCode, facts: GateRefusal['facts'] = {}) {
    super(code);
    this.refusal = { code, facts };
  }
}

export const refuse = (code: GateRefusalCode, facts?: GateRefusal['facts']): never => {
  throw new Refused(code, facts);
};
