import type { BodyState, Missing } from '@plenary/consensus';
import { useMissingWords } from './missing-words.ts';

/** What a rule still lacks, as sentences; `nothing` when it holds. */
export const MissingSentence = ({
  missing,
  body,
}: {
  readonly missing: readonly Missing[];
  readonly body: BodyState;
}) => <>{useMissingWords(body)(missing)}</>;
