import { isWritable, type DeliberationState, type DraftingDocument, type TextStep } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { changedSince } from '../../lib/steps-with.ts';
import { Notice } from '../../ui/Notice.tsx';

/** So many changes are named, the latest ones; more are counted. */
const NAMED = 8;

const Change = ({
  step,
  deliberation,
  state,
}: {
  readonly step: TextStep;
  readonly deliberation: string;
  readonly state: DeliberationState;
}) => {
  if ('revision' in step)
    return (
      <Link to="/deliberations/$id/revisions" params={{ id: deliberation }} search={{}}>
        <bdi>{state.revisions[step.revision]?.symbol ?? ''}</bdi>
      </Link>
    );
  if ('division' in step && step.division.startsWith('L'))
    return (
      <Link to="/deliberations/$id/history" params={{ id: deliberation }}>
        <bdi>{step.division}</bdi>
      </Link>
    );
  if ('division' in step)
    return (
      <Link to="/deliberations/$id/amendments/order" params={{ id: deliberation }}>
        <bdi>{step.division}</bdi>
      </Link>
    );
  return (
    <Link
      to="/deliberations/$id/amendments/$amendment"
      params={{ id: deliberation, amendment: step.amendment }}
    >
      <bdi>{step.amendment}</bdi>
    </Link>
  );
};

/**
 * An amendment in preparation goes on from the words with which it began: says when those are no longer in force, through
 * what, and that it is carried over to the words in force when it is tabled.
 */
export const TextMovedOn = ({
  document,
  deliberation,
  state,
}: {
  readonly document: DraftingDocument;
  readonly deliberation: string;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation('drafting');
  const { base } = document;
  const { textSteps } = state;
  // The words change with the steps of the text and with nothing else.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const since = useMemo(() => (base === undefined ? [] : changedSince(state, base)), [textSteps, base]);
  const isBehind = since === undefined || since.length > 0;
  const more = (since?.length ?? 0) - NAMED;
  return (
    <div role="status">
      {!isBehind || !isWritable(state, document) ? null : (
        <Notice tone="warn">
          <p className="row">
            {t(since === undefined ? 'movedOn.unknown' : 'movedOn.by')}
            {since?.slice(-NAMED).map((step) => (
              <Change key={JSON.stringify(step)} step={step} deliberation={deliberation} state={state} />
            ))}
            {more > 0 ? <span>+{more}</span> : null}
          </p>
          <p>{t('movedOn.means')}</p>
          <p>
            <Link to="/deliberations/$id" params={{ id: deliberation }}>
              {t('movedOn.toText')}
            </Link>
          </p>
        </Notice>
      )}
    </div>
  );
};
