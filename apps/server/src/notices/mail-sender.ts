import { addSeconds, type Instant } from '@plenary/consensus';
import type { NoticeStore } from '@plenary/db';
import { LIMITS } from '@plenary/protocol';
import type { MailCarrier } from './mail-carrier.ts';
import type { Digests } from './mail-composer.ts';

/** How late a mail is begun at most, in milliseconds. */
const EVERY_MILLISECONDS = 10_000;
/** A node that claimed a mail and was killed leaves it to others after so many seconds. */
const CLAIM_SECONDS = 180;
const CLAIMS_MAX = 10;
const DAY_SECONDS = 86_400;
/** Seconds until the next try, by how many there were; the last one counts for all beyond. */
const BACKOFF_SECONDS = [60, 300, 1_800, 7_200, 21_600, 43_200] as const;

export const backoffSeconds = (attempts: number): number =>
  BACKOFF_SECONDS[Math.min(attempts, BACKOFF_SECONDS.length) - 1] ?? BACKOFF_SECONDS[0];

export interface MailSenderParts {
  readonly notices: NoticeStore;
  readonly carrier: MailCarrier;
  readonly clock: () => Instant;
  /** Begins a round of writing. */
  readonly digests: () => Promise<Digests>;
  /** What time alone asks for before mails are written: addresses forgotten, letters that remind. */
  readonly tidy: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Writes digests and sends what is written. What is written is never lost: a mail counts as sent only after the server took
 * it, so that it may arrive twice, under the same id, and never not at all.
 */
export interface MailSender {
  readonly wake: () => void;
  /** Writes and sends everything that is due now. */
  readonly round: () => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly stop: () => Promise<void>;
}

export const startMailSender = ({
  notices,
  carrier,
  clock,
  digests,
  tidy,
  onFault,
}: MailSenderParts): MailSender => {
  let stopped = false;
  let waiting = false;
  let working: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const at = clock();
    const times = {
      noticesMax: LIMITS.NOTICES_PER_MAIL_MAX,
      dailyBefore: addSeconds(at, -DAY_SECONDS),
      atOnceBefore: addSeconds(at, -LIMITS.MAIL_GATHERED_SECONDS),
    };
    const { compose, learn } = await digests();
    while (!stopped) {
      const written = await notices.writeDigest(at, times, compose);
      if (written === 'nobody') return;
      if (written === 'postponed') await learn();
    }
  };
  const send = async (): Promise<void> => {
    for (;;) {
      const at = clock();
      const claimed = await notices.claimMails(at, addSeconds(at, CLAIM_SECONDS), CLAIMS_MAX);
      for (const mail of claimed) {
        if (stopped) return; // claimed by a node that stops: another one takes it when the claim is over
        try {
          await carrier.carry(mail);
        } catch (error) {
          onFault(error);
          const isLast = mail.attempts >= LIMITS.MAIL_ATTEMPTS_MAX;
          const again = isLast ? undefined : addSeconds(clock(), backoffSeconds(mail.attempts));
          await notices.mailFailed(mail.id, clock(), again);
          continue;
        }
        await notices.mailSent(mail.id, clock());
      }
      if (claimed.length < CLAIMS_MAX || stopped) return;
    }
  };
  const round = (): Promise<void> => {
    if (waiting || stopped) return working;
    waiting = true;
    working = working
      .then(async () => {
        waiting = false;
        await tidy();
        // NOT-33: what people were told is not kept for ever, nor are the mails that carried it.
        await notices.forget(addSeconds(clock(), -LIMITS.NOTICE_DAYS * DAY_SECONDS));
        await carrier.forget(addSeconds(clock(), -LIMITS.SPOOLED_MAIL_DAYS * DAY_SECONDS));
        await write();
        await send();
      })
      .catch(onFault);
    return working;
  };
  const timer = setInterval(() => void round(), EVERY_MILLISECONDS);
  return {
    wake: () => void round(),
    round,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await working;
      carrier.close();
    },
  };
};
