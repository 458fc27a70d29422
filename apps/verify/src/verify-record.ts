import {
  decisionBallots,
  decisionFlags,
  equalVoiceTally,
  evaluateRule,
  evolveBody,
  evolveDeliberation,
  type BodyEvent,
  type BodyState,
  type DeliberationEvent,
  type DeliberationState,
  type PlenaryEvent,
  type Recorded,
  type Withheld,
} from '@plenary/consensus';
import {
  appendLeaves,
  canonicalJson,
  commitmentOf,
  EMPTY_FRONTIER,
  equalBytes,
  hexToBytes,
  leafHash,
  openCheckpoint,
  parseExport,
  rootOf,
  type ExportedEntry,
  type RecordExport,
} from '@plenary/ledger';
import { revisionHash, textHash } from '@plenary/text';

/** What is checked, in this order. Each needs the ones before it. */
export const CHECKS = [
  'format',
  'checkpoint',
  'root',
  'commitments',
  'streams',
  'lawful',
  'texts',
  'decisions',
] as const;
export type CheckCode = (typeof CHECKS)[number];

export interface Check {
  readonly code: CheckCode;
  readonly ok: boolean;
  /** What was found; for a failure where. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The answer of a verification: every check that could be made, and whether all hold. */
export interface VerificationReport {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** The deliberation as recomputed from the record; absent when it could not be. */
  readonly state?: DeliberationState;
  readonly body?: BodyState;
}

/** Something in the record is not as it must be. */
class Failed extends Error {
  readonly facts: Check['facts'];
  constructor(facts: Check['facts']) {
    super(JSON.stringify(facts));
    this.facts = facts;
  }
}

const place = ({ envelope }: ExportedEntry): Check['facts'] => ({
  stream: envelope.stream,
  version: envelope.version,
});

const checkRoot = (record: RecordExport, size: number, root: Uint8Array): Check['facts'] => {
  const leaves = new Map<number, Uint8Array>();
  const put = (seq: number, hash: Uint8Array): void => {
    if (leaves.has(seq)) throw new Failed({ problem: 'twice', seq });
    leaves.set(seq, hash);
  };
  for (const entry of record.entries) put(entry.envelope.seq, leafHash(entry.envelope));
  for (const [seq, hash] of record.otherLeaves) put(seq, hexToBytes(hash));
  if (leaves.size !== size) throw new Failed({ problem: 'leaves', found: leaves.size, size });
  const ordered = Array.from({ length: size }, (_, seq) => {
    const leaf = leaves.get(seq);
    if (leaf === undefined) throw new Failed({ problem: 'missing', seq });
    return leaf;
  });
  const { frontier } = appendLeaves(EMPTY_FRONTIER, ordered);
  if (!equalBytes(rootOf(frontier), root)) throw new Failed({ problem: 'root', size });
  return { leaves: size };
};

const checkCommitments = (record: RecordExport): Check['facts'] => {
  let shown = 0;
  for (const entry of record.entries) {
    if (entry.salt === undefined) {
      // What the public may see must be shown; only what it may not see can be withheld.
      if (entry.envelope.audience === 'public') throw new Failed({ problem: 'withheld', ...place(entry) });
      continue;
    }
    if (commitmentOf(hexToBytes(entry.salt), entry.payload) !== entry.envelope.commitment)
      throw new Failed({ problem: 'commitment', ...place(entry) });
    shown += 1;
  }
  return { shown, withheld: record.entries.length - shown };
};

const checkStreams = (record: RecordExport): Check['facts'] => {
  const next = new Map([
    [record.body, 1],
    [record.deliberation, 1],
  ]);
  let last = -1;
  for (const entry of record.entries) {
    const { seq, stream, version } = entry.envelope;
    if (seq <= last) throw new Failed({ problem: 'order', seq });
    last = seq;
    if (next.get(stream) !== version) throw new Failed({ problem: 'gap', ...place(entry) });
    next.set(stream, version + 1);
  }
  return { body: (next.get(record.body) ?? 1) - 1, deliberation: (next.get(record.deliberation) ?? 1) - 1 };
};

const eventOf = ({ envelope, payload, salt }: ExportedEntry): Recorded | Withheld => {
  const { stream, version, type, at, actor, audience } = envelope;
  const known = { stream, version, type, at, actor, audience };
  // The types are checked by evolving: an event that does not fit its state is refused there.
  return (salt === undefined ? { ...known, withheld: true } : { ...known, payload }) as unknown as
    Recorded<PlenaryEvent> | Withheld;
};

const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** Redoes the outcome that an event records, on the state before it. */
const checkDecision = (body: BodyState, state: DeliberationState, event: Recorded | Withheld): number => {
  if ('withheld' in event) return 0;
  if (event.type !== 'ballotClosed' && event.type !== 'textAdopted' && event.type !== 'adoptionRejected')
    return 0;
  const { decision: id, result, equalVoice } = event.payload;
  const decision = state.decisions.find((candidate) => candidate.id === id);
  if (decision === undefined) throw new Failed({ problem: 'decision', version: event.version });
  const ballots = decisionBallots(body, state, decision);
  const again = evaluateRule(decision.rule, ballots, decisionFlags(state, decision));
  if (!sameJson(again, result))
    throw new Failed({ problem: 'result', version: event.version, outcome: again.outcome });
  if (!sameJson(equalVoiceTally(decision.rule, ballots), equalVoice))
    throw new Failed({ problem: 'tally', version: event.version });
  if (event.type === 'textAdopted' && again.outcome !== 'adopted')
    throw new Failed({ problem: 'notAdopted', version: event.version });
  if (event.type === 'adoptionRejected' && again.outcome === 'adopted')
    throw new Failed({ problem: 'adopted', version: event.version });
  return 1;
};

const checkTexts = (state: DeliberationState): Check['facts'] => {
  const { revision } = state;
  if (revision === undefined) return { paragraphs: 0 };
  for (const { pid, text, hash } of revision.paragraphs)
    if (textHash(text) !== hash) throw new Failed({ problem: 'words', paragraph: pid });
  if (revisionHash(revision.paragraphs.map(({ hash }) => hash)) !== revision.hash)
    throw new Failed({ problem: 'revision' });
  return { paragraphs: revision.paragraphs.length };
};

/**
 * Checks an exported record from itself alone: signature, tree, commitments, order, that every event follows from the
 * rules, the words, and every tally and outcome computed again. It knows no database and no service. Nothing after a
 * failed check is believed, so the report ends there.
 */
export const verifyRecord = (exported: unknown): VerificationReport => {
  const checks: Check[] = [];
  const check = <T>(
    code: CheckCode,
    make: () => { readonly facts: Check['facts']; readonly value: T },
  ): T | undefined => {
    try {
      const { facts, value } = make();
      checks.push({ code, ok: true, facts });
      return value;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // An error of the rules means that the event could not have happened: that too is a finding.
      checks.push({
        code,
        ok: false,
        facts: error instanceof Failed ? error.facts : { problem: error.message },
      });
      return undefined;
    }
  };
  const report = (): VerificationReport => ({
    ok: checks.length === CHECKS.length && checks.every(({ ok }) => ok),
    checks,
  });

  const record = check('format', () => {
    const parsed = parseExport(exported);
    if (!parsed.ok) throw new Failed({ path: parsed.path, expected: parsed.expected });
    return { facts: { entries: parsed.record.entries.length }, value: parsed.record };
  });
  if (record === undefined) return report();
  const checkpoint = check('checkpoint', () => {
    const opened = openCheckpoint(record.checkpoint, record.verifierKey);
    if (opened === undefined) throw new Failed({ problem: 'signature' });
    return { facts: { origin: opened.origin, size: opened.size, at: opened.at }, value: opened };
  });
  if (checkpoint === undefined) return report();
  const steps: readonly (readonly [CheckCode, () => Check['facts']])[] = [
    ['root', () => checkRoot(record, checkpoint.size, checkpoint.root)],
    ['commitments', () => checkCommitments(record)],
    ['streams', () => checkStreams(record)],
  ];
  for (const [code, make] of steps)
    if (check(code, () => ({ facts: make(), value: true })) === undefined) return report();

  let decisions = 0;
  let decisionFault: Failed | undefined;
  const states = check('lawful', () => {
    let body: BodyState | undefined;
    let state: DeliberationState | undefined;
    for (const entry of record.entries) {
      const event = eventOf(entry);
      if (event.stream === record.body) {
        if (!('withheld' in event)) body = evolveBody(body, event as Recorded<BodyEvent>);
        continue;
      }
      if (body === undefined) throw new Failed({ problem: 'noBody', ...place(entry) });
      if (state !== undefined && decisionFault === undefined)
        try {
          decisions += checkDecision(body, state, event);
        } catch (error) {
          if (!(error instanceof Failed)) throw error;
          decisionFault = error;
        }
      state = evolveDeliberation(state, event as Recorded<DeliberationEvent> | Withheld);
    }
    if (body === undefined || state === undefined) throw new Failed({ problem: 'empty' });
    return { facts: { events: record.entries.length }, value: { body, state } };
  });
  if (states === undefined) return report();
  if (check('texts', () => ({ facts: checkTexts(states.state), value: true })) === undefined) return report();
  check('decisions', () => {
    if (decisionFault !== undefined) throw decisionFault;
    return { facts: { recomputed: decisions }, value: true };
  });
  return { ...report(), ...states };
};
