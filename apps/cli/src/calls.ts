import type { Call } from './call.ts';

interface Entry {
  /** One line for the overview. */
  readonly does: string;
  /** Calls are loaded when they are made: checking a file needs no database. */
  readonly load: () => Promise<Call>;
}

/** Every call by its name, in the order of the overview. */
export const CALLS: Readonly<Record<string, Entry>> = {
  cases: {
    does: 'worked cases through the engine; exit 1 on a failure',
    load: async () => (await import('./calls/cases.ts')).cases,
  },
  decide: {
    does: 'one rule and its ballots: outcome, tally, every test, moves to adoption, the sentence',
    load: async () => (await import('./calls/decide.ts')).decide,
  },
  power: {
    does: 'voting power of a rule and its members: Banzhaf, Shapley–Shubik, power to act',
    load: async () => (await import('./calls/power.ts')).power,
  },
  opinion: {
    does: 'votes on statements: opinion groups, statements agreed across them, what each stands for',
    load: async () => (await import('./calls/opinion.ts')).opinion,
  },
  packages: {
    does: 'the best package of alternatives, with its proof, its reasons and what it costs whom',
    load: async () => (await import('./calls/packages.ts')).packages,
  },
  text: {
    does: 'plain text of a resolution as paragraphs',
    load: async () => (await import('./calls/text.ts')).text,
  },
  amend: {
    does: 'amendments to a text: conflicts, order of voting, compiled text; with --adopt the text that results',
    load: async () => (await import('./calls/amend.ts')).amend,
  },
  verify: {
    does: 'an exported record checked from itself alone; exit 1 when it does not hold',
    load: async () => (await import('./calls/verify.ts')).verify,
  },
  export: {
    does: 'a deliberation with its record, from a running service',
    load: async () => (await import('./calls/export.ts')).exportDeliberation,
  },
  import: {
    does: 'an exported record into an empty database',
    load: async () => (await import('./calls/import.ts')).importRecord,
  },
  polis: {
    does: 'the export of a Polis conversation into a conversation of the service',
    load: async () => (await import('./calls/polis.ts')).polis,
  },
};
