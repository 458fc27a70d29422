import { standingOf, type BodyState, type MemberId } from '@plenary/consensus';

/**
 * Closes the seats of observers whose accreditation is over: their accounts are disabled, their sessions end. What was
 * closed is asked for once in this process; a process that begins asks for all again, so that a crash between the end
 * of a standing and the end of its sessions leaves nobody in.
 */
export const lostSeats = ({
  body,
  closeSeat,
  onFault,
}: {
  readonly body: () => Promise<BodyState | undefined>;
  readonly closeSeat: (member: MemberId) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}) => {
  /** Organization and the end of its standing: one that is accredited again can lose its seat again. */
  const closed = new Set<string>();
  const closeNow = async (): Promise<void> => {
    const state = await body();
    if (state === undefined) return;
    for (const [organization, { standing }] of Object.entries(state.accreditations)) {
      if (standing?.ended === undefined || standingOf(state, organization) !== undefined) continue;
      const key = `${organization} ${standing.ended.at}`;
      if (closed.has(key)) continue;
      await closeSeat(organization);
      closed.add(key);
    }
  };
  let working: Promise<void> = Promise.resolve();
  return {
    /** Looks at the body as it stands; one look at a time. */
    look: (): Promise<void> => (working = working.then(closeNow).catch(onFault)),
    /** Resolves when nothing is under way. */
    idle: (): Promise<void> => working,
  };
};
