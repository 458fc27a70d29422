import {
  holdsPositions,
  type DeliberationState,
  type ItemState,
  type ParagraphId,
  type ParagraphMark,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useSession } from '../../lib/session.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ParagraphBoxes } from '../../ui/ParagraphBoxes.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { showDeadline } from '../../ui/instant.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

const MINUTE = 60;
const HOUR = 3_600;
/** Times to object to a deletion that are offered: in the room, over a pause, until tomorrow, over three days. */
const OBJECTION_SECONDS = [MINUTE, 15 * MINUTE, HOUR, 24 * HOUR, 72 * HOUR] as const;

const labelOf = (state: DeliberationState, pid: ParagraphId): string => paragraphLabel(state, pid) ?? pid;

/** What is set aside, why, together with what and until when. */
export const ParkedNote = ({
  state,
  mark,
}: {
  readonly state: DeliberationState;
  readonly mark: ParagraphMark | undefined;
}) => {
  const { t, i18n } = useTranslation('board');
  // Whether the time is over is told as of when the sheet was opened; the service's clock decides.
  const [openedAt] = useState(() => new Date().toISOString());
  const reason = `\u2068${mark?.reason ?? ''}\u2069`;
  if (mark?.status === 'deferred') {
    const items = (mark.together ?? []).map((pid) => `\u2068${labelOf(state, pid)}\u2069`).join(' · ');
    return (
      <Notice tone="warn">
        <p>{t('waitsFor', { reason })}</p>
        {(mark.together ?? []).length < 2 ? null : <p>{t('together', { items })}</p>}
      </Notice>
    );
  }
  if (mark?.status !== 'deletionProposed') return null;
  const until = mark.objectionsUntil ?? '';
  return (
    <Notice tone="warn">
      <p>{t('toBeDeleted', { reason })}</p>
      <p>
        {openedAt > until
          ? t('deletionOver')
          : t('deletionUntil', { date: showDeadline(until, i18n.language) })}
      </p>
    </Notice>
  );
};

/** Defers a paragraph, with others, until something else is settled. */
const Defer = ({
  item,
  state,
  onDefer,
}: {
  readonly item: ParagraphId;
  readonly state: DeliberationState;
  readonly onDefer: (paragraphs: readonly ParagraphId[], waitsFor: string) => void;
}) => {
  const { t } = useTranslation('board');
  const [others, setOthers] = useState<readonly string[]>([]);
  const offered = (state.revision?.paragraphs ?? []).filter(
    (one) => holdsPositions(one) && one.pid !== item && (state.marks[one.pid]?.status ?? 'open') === 'open',
  );
  return (
    <ReasonDialog
      open={t('defer')}
      question={t('deferReason')}
      onReason={(waitsFor) => onDefer([item, ...others], waitsFor)}
    >
      {offered.length === 0 ? null : (
        <ParagraphBoxes
          legend={t('deferTogether')}
          paragraphs={offered}
          lang={state.revision?.lang ?? 'en'}
          chosen={others}
          onChange={setOthers}
        />
      )}
      <p className="soft small">{t('deferAbout')}</p>
    </ReasonDialog>
  );
};

/** Proposes that a paragraph go, with the time in which any delegation may object. */
const ProposeDeletion = ({
  onPropose,
}: {
  readonly onPropose: (reason: string, objectionSeconds: number) => void;
}) => {
  const { t } = useTranslation('board');
  const [seconds, setSeconds] = useState<number>(24 * HOUR);
  return (
    <ReasonDialog
      open={t('proposeDeletion')}
      question={t('deletionReason')}
      onReason={(reason) => onPropose(reason, seconds)}
    >
      <Field label={t('objectionTime')}>
        {(control) => (
          <select {...control} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
            {OBJECTION_SECONDS.map((value) => (
              <option key={value} value={value}>
                {value < HOUR ? t('minutes', { count: value / MINUTE }) : t('hours', { count: value / HOUR })}
              </option>
            ))}
          </select>
        )}
      </Field>
    </ReasonDialog>
  );
};

/** What those who conduct, and delegations, can do to the state of one paragraph. */
export const ParagraphActs = ({
  item,
  itemState,
  state,
  stream,
}: {
  readonly item: ParagraphId;
  readonly itemState: ItemState;
  readonly state: DeliberationState;
  readonly stream: string;
}) => {
  const { t } = useTranslation('board');
  const account = useSession()?.account;
  const act = useAct(stream);
  const conducts = (account?.kind === 'chair' || account?.kind === 'secretariat') && state.phase === 'open';
  const mayObject =
    account?.kind === 'delegate' &&
    account.mayBind &&
    itemState === 'deletionProposed' &&
    state.phase !== 'adopted';
  const reasonFor = (open: string, question: string, perform: (reason: string) => void) => (
    <ReasonDialog open={open} question={question} onReason={perform} />
  );
  const reopen = (reason: string): void => void act.perform({ type: 'reopenParagraph', pid: item, reason });
  const conducted = () => {
    switch (itemState) {
      case 'agreedAdRef':
        return reasonFor(t('reopen'), t('reopenReason'), reopen);
      case 'deferred':
        return reasonFor(
          t('release'),
          t('releaseReason'),
          (reason) => void act.perform({ type: 'releaseParagraphs', pid: item, reason }),
        );
      case 'deletionProposed':
        return (
          <>
            {account?.kind === 'chair' ? (
              <ConfirmDialog
                open={t('delete')}
                tone="danger"
                busy={act.pending}
                onConfirm={() => void act.perform({ type: 'deleteParagraph', pid: item })}
              >
                <ParkedNote state={state} mark={state.marks[item]} />
              </ConfirmDialog>
            ) : null}
            {reasonFor(t('takeBack'), t('takeBackReason'), reopen)}
          </>
        );
      default:
        return (
          <>
            <Button busy={act.pending} onClick={() => void act.perform({ type: 'agreeAdRef', pid: item })}>
              {t('agreeAdRef')}
            </Button>
            <Defer
              item={item}
              state={state}
              onDefer={(paragraphs, waitsFor) =>
                void act.perform({ type: 'deferParagraphs', paragraphs, waitsFor })
              }
            />
            <ProposeDeletion
              onPropose={(reason, objectionSeconds) =>
                void act.perform({ type: 'proposeDeletion', pid: item, reason, objectionSeconds })
              }
            />
          </>
        );
    }
  };
  if (!conducts && !mayObject) return null;
  return (
    <>
      <div className="row no-print">
        {conducts ? conducted() : null}
        {mayObject
          ? reasonFor(
              t('objectDeletion'),
              t('objectDeletionReason'),
              (reason) => void act.perform({ type: 'objectToDeletion', pid: item, reason }),
            )
          : null}
      </div>
      <ActNote of={act} />
    </>
  );
};
