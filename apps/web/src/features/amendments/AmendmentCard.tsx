import type { AmendmentState, DeliberationState, TabledAmendment } from '@plenary/consensus';
import type { Collision } from '@plenary/tabling';
import { isolate } from '@plenary/i18n';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ReviseOvertaken } from './ReviseOvertaken.tsx';
import { AmendmentStanding } from '../../ui/AmendmentStanding.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { AmendmentLink, AmendmentLinks } from './AmendmentLink.tsx';
import { ChangeWords } from '../../ui/ChangeWords.tsx';
import type { Names } from './use-amendments.ts';

export const STATE_TONES = {
  submitted: 'accent',
  acceptedBySponsors: 'good',
  adopted: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
  notPut: 'warn',
} as const satisfies Readonly<Record<AmendmentState, string>>;

const NAMES_SHOWN = 4;
const OTHERS_SHOWN = 8;

/** Who is behind an amendment, the main sponsor first. */
export const Sponsors = ({ of, names }: { readonly of: TabledAmendment; readonly names: Names }) => {
  const { t } = useTranslation(['amending', 'documents']);
  const shown = of.sponsors.slice(0, NAMES_SHOWN);
  const others = of.sponsors.length - shown.length;
  return (
    <span className="amendment-sponsors">
      {shown.map((member, at) => (
        <span key={member}>
          {at === 0 ? null : ' · '}
          <bdi>{at === 0 ? <b>{names.member(member)}</b> : names.member(member)}</bdi>
          {at === 0 && of.onBehalfOf !== undefined ? (
            <> {t('documents:onBehalfOf', { group: isolate(names.group(of.onBehalfOf.group)) })}</>
          ) : null}
        </span>
      ))}
      {others > 0 ? ` · ${t('andMore', { count: others })}` : null}
    </span>
  );
};

/** What an amendment collides with, as one line. */
export const CollisionLine = ({ collisions }: { readonly collisions: readonly Collision[] | undefined }) => {
  const { t } = useTranslation('amending');
  const hard = (collisions ?? []).filter((one) => one.hard).map(({ other }) => other);
  if (hard.length === 0) return null;
  const more = hard.length - OTHERS_SHOWN;
  return (
    <p className="amendment-collides">
      <span>{t('collidesWith')}</span> <AmendmentLinks amendments={hard.slice(0, OTHERS_SHOWN)} />
      {more > 0 ? ` ${t('andMore', { count: more })}` : null}
    </p>
  );
};

/** An amendment in a list: whose it is, what it changes, what became of it, what it meets. */
export const AmendmentCard = memo(
  ({
    amendment,
    words,
    names,
    collisions,
    under,
  }: {
    readonly amendment: TabledAmendment;
    readonly words: DeliberationState;
    readonly names: Names;
    readonly collisions: readonly Collision[] | undefined;
    readonly under?: string | null;
  }) => {
    const { t } = useTranslation('amending');
    const { id, state, oral, amends } = amendment;
    return (
      <article
        className={`amendment amendment-${state}${amends === undefined ? '' : ' amendment-sub'}`}
        aria-label={t('amendment', { id })}
      >
        <header className="amendment-head">
          <AmendmentLink amendment={id} />
          <Sponsors of={amendment} names={names} />
          <span className="amendment-marks">
            {oral ? <Tag>{t('oral')}</Tag> : null}
            <AmendmentStanding words={words} amendment={id} />
            {amends === undefined ? null : (
              <span className="soft small">
                {t('amends')} <AmendmentLink amendment={amends} />
              </span>
            )}
            <Tag tone={STATE_TONES[state]}>{t(`vocabulary:amendmentState.${state}`)}</Tag>
          </span>
        </header>
        <ChangeWords words={words} amendment={amendment} {...(under === undefined ? {} : { under })} />
        <CollisionLine collisions={collisions} />
        <ReviseOvertaken words={words} amendment={amendment} />
      </article>
    );
  },
);
