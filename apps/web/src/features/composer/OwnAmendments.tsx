import {
  pendingAmendments,
  type DeliberationState,
  type MemberId,
  type TabledAmendment,
} from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { AmendmentStanding } from '../../ui/AmendmentStanding.tsx';
import { Button } from '../../ui/Button.tsx';
import { AmendmentWay } from './AmendmentWay.tsx';
import { ChangedWords } from './ChangedWords.tsx';
import { tabledAlterations } from './alterations.ts';

/** The words of an amendment, each paragraph that it alters; compared once, however much is written beside them. */
const Words = ({
  state,
  amendment,
}: {
  readonly state: DeliberationState;
  readonly amendment: TabledAmendment;
}) => {
  const lang = state.revision?.lang ?? 'en';
  const alterations = useMemo(() => tabledAlterations(state, amendment), [state, amendment]);
  return alterations.map(({ paragraph, segments }) => (
    <ChangedWords key={paragraph} segments={segments} lang={lang} />
  ));
};

/** A press, and a second one that makes sure. */
const Confirmed = ({
  name,
  question,
  confirm,
  busy,
  onConfirm,
}: {
  readonly name: string;
  readonly question: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
}) => {
  const { t } = useTranslation('composer');
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <Button className="composer-small" onClick={() => setAsking(true)}>
        {name}
      </Button>
    );
  return (
    <span className="row composer-confirm">
      <span className="small">{question}</span>
      <Button
        className="composer-small"
        busy={busy}
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {confirm}
      </Button>
      <Button tone="quiet" className="composer-small" onClick={() => setAsking(false)}>
        {t('keep')}
      </Button>
    </span>
  );
};

interface OwnProps {
  readonly deliberation: string;
  /** The deliberation as of its last words: positions change nothing here. */
  readonly words: DeliberationState;
  readonly member: MemberId;
  readonly perform: Performing['perform'];
  readonly isBusy: boolean;
  readonly nameOf: (member: MemberId) => string;
}

const Own = ({ deliberation, words: state, member, perform: performAct, isBusy, nameOf }: OwnProps) => {
  const { t } = useTranslation('composer');
  const pending = pendingAmendments(state);
  const ours = pending.filter(({ sponsors }) => sponsors.includes(member));
  if (ours.length === 0) return null;
  const perform = (type: 'withdrawAmendment' | 'acceptAmendment', amendment: string) =>
    void performAct({ type, amendment });
  return (
    <section className="card composer-own" aria-labelledby="composer-own">
      <h2 id="composer-own">{t('own.title')}</h2>
      <ul className="composer-own-list">
        {ours.map((amendment) => {
          const { id, sponsors } = amendment;
          const isMain = sponsors[0] === member;
          const toUs = pending.filter(({ amends }) => amends === id);
          return (
            <li key={id} id={`own-${id}`}>
              <p className="row">
                <AmendmentWay deliberation={deliberation} amendment={id} />
                <span className="small soft">{t(isMain ? 'own.main' : 'own.coSponsor')}</span>
              </p>
              <Words state={state} amendment={amendment} />
              <AmendmentStanding words={state} amendment={id} survives />
              <div className="row">
                {isMain ? (
                  <>
                    <Link
                      className="button button-plain composer-small"
                      to="/deliberations/$id/amendments/new"
                      params={{ id: deliberation }}
                      search={{ revise: id }}
                    >
                      {t('own.revise')}
                    </Link>
                    <Confirmed
                      name={t('own.withdraw')}
                      question={t('own.withdrawAsk', { amendment: id })}
                      confirm={t('own.withdrawNow')}
                      busy={isBusy}
                      onConfirm={() => perform('withdrawAmendment', id)}
                    />
                  </>
                ) : null}
              </div>
              {toUs.map((sub) => (
                <div key={sub.id} className="composer-asked">
                  <p className="small">
                    {t('own.asked', { amendment: sub.id, members: sub.sponsors.map(nameOf).join(' · ') })}
                  </p>
                  <Words state={state} amendment={sub} />
                  {isMain ? (
                    <Confirmed
                      name={t('own.accept')}
                      question={t('own.acceptAsk', { amendment: sub.id })}
                      confirm={t('own.acceptNow')}
                      busy={isBusy}
                      onConfirm={() => perform('acceptAmendment', sub.id)}
                    />
                  ) : null}
                </div>
              ))}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** What our delegation has tabled and can write anew, and what others ask of it; drawn anew only for what it is given. */
export const OwnAmendments = memo(Own);
OwnAmendments.displayName = 'OwnAmendments';
