import { openCheckpoint, parseExport, parseVerifierKey, type Checkpoint } from '@plenary/ledger';
import { checkCommitments } from './check-commitments.ts';
import { checkConversations, type ConversationLogs } from './check-conversations.ts';
import { checkRoot } from './check-root.ts';
import { checkStreams } from './check-streams.ts';
import { checkTexts } from './check-texts.ts';
import { replayRecord } from './replay-record.ts';
import { CHECKS, Failed, type Check, type CheckCode, type Facts, type VerificationReport } from './report.ts';
import { summaryOf } from './summary-of.ts';
import type { OnProgress } from './walk.ts';

export interface VerificationOptions {
  /**
   * Verifier key of the log from elsewhere: the founding instrument, an earlier export, another delegation. Without it
   * the record's own key is taken, which proves only that the record agrees with itself.
   */
  readonly verifierKey?: string;
  /**
   * Logs of its conversations, in the place of those that came with the record; of those that are nowhere the record's hashes
   * alone are known.
   */
  readonly logs?: ConversationLogs;
  /** Told every thousand entries and at the end of each walk through them. */
  readonly onProgress?: OnProgress;
}

/** VER-2: the note is signed by the key of the record, and that is the key the reader brought. */
const openedCheckpoint = (
  record: { readonly checkpoint: string; readonly verifierKey: string },
  brought: string | undefined,
): { readonly facts: Facts; readonly value: Checkpoint } => {
  if (parseVerifierKey(record.verifierKey) === undefined) throw new Failed({ problem: 'key' });
  if (brought !== undefined && brought !== record.verifierKey) throw new Failed({ problem: 'otherKey' });
  const value = openCheckpoint(record.checkpoint, record.verifierKey);
  if (value === undefined) throw new Failed({ problem: 'signature' });
  const { origin, size, at } = value;
  return { facts: { origin, size, at, key: brought === undefined ? 'ofRecord' : 'brought' }, value };
};

/**
 * Checks an exported record from itself alone: signature, tree, commitments, order, that every event follows from the
 * rules, the words, and every tally and outcome computed again. It knows no database and no service. Nothing after a
 * failed check is believed, so the report ends there. Never throws for what is in the record.
 */
export const verifyRecord = (exported: unknown, options: VerificationOptions = {}): VerificationReport => {
  const { verifierKey, logs: brought = new Map<string, string>(), onProgress = () => undefined } = options;
  const checks: Check[] = [];
  const check = <T>(
    code: CheckCode,
    make: () => { readonly facts: Facts; readonly value: T },
  ): T | undefined => {
    try {
      const { facts, value } = make();
      checks.push({ code, ok: true, facts });
      return value;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // What has no canonical form, or is too large for the machine, is found here: it cannot hold.
      const facts = error instanceof Failed ? error.facts : { problem: error.message };
      checks.push({ code, ok: false, facts });
      return undefined;
    }
  };
  const holds = (code: CheckCode, make: () => Facts): boolean =>
    check(code, () => ({ facts: make(), value: true })) === true;
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
  const checkpoint = check('checkpoint', () => openedCheckpoint(record, verifierKey));
  if (checkpoint === undefined) return report();
  if (
    !holds('root', () => checkRoot(record, checkpoint, onProgress)) ||
    !holds('commitments', () => checkCommitments(record, onProgress)) ||
    !holds('streams', () => checkStreams(record))
  )
    return report();
  const replay = check('lawful', () => {
    const value = replayRecord(record, onProgress);
    return { facts: { events: value.events }, value };
  });
  if (replay === undefined || !holds('texts', () => checkTexts(replay.state))) return report();
  const { body, state, decisions, decisionFault } = replay;
  const decided = holds('decisions', () => {
    if (decisionFault !== undefined) throw new Failed(decisionFault);
    return { recomputed: decisions };
  });
  if (!decided) return report();
  const logs = new Map([...Object.entries(record.logs ?? {}), ...brought]);
  return holds('conversations', () => checkConversations(record, state, logs))
    ? { ...report(), state, body, summary: summaryOf(state) }
    : report();
};
