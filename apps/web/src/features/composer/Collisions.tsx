import type { DeliberationState, MemberId } from '@plenary/consensus';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';
import { AmendmentWay } from './AmendmentWay.tsx';
import { ChangedWords } from './ChangedWords.tsx';
import { meetIn, tabledAlterations, type Alteration } from './alterations.ts';
import type { Collision } from './outlook.ts';

/** A collision with the other's alterations of the paragraphs in which the two meet. */
export interface ShownCollision extends Collision {
  readonly theirs: readonly Alteration[];
}

/** Collisions with what the others would do. */
export const useShownCollisions = (
  state: DeliberationState,
  collisions: readonly Collision[],
): readonly ShownCollision[] =>
  useMemo(
    () =>
      collisions.map((collision) => {
        const amendment = state.amendments[collision.amendment];
        return { ...collision, theirs: amendment === undefined ? [] : tabledAlterations(state, amendment) };
      }),
    [state, collisions],
  );

/** Of one alteration of ours, what others do in the same place: each beside ours, with who is behind it. */
export const CollisionsHere = ({
  ours,
  collisions,
  state,
  lang,
  nameOf,
}: {
  readonly ours: Alteration;
  readonly collisions: readonly ShownCollision[];
  readonly state: DeliberationState;
  readonly lang: string;
  readonly nameOf: (member: MemberId) => string;
}) => {
  const { t } = useTranslation(['composer', 'amendments']);
  const here = collisions.flatMap(({ theirs, ...collision }) => {
    const meeting = theirs.filter((theirsHere) => meetIn(ours, theirsHere));
    return meeting.length === 0 ? [] : [{ ...collision, meeting }];
  });
  if (here.length === 0) return null;
  return (
    <ul className="composer-collisions" aria-label={t('composer:collisions.here')}>
      {here.map(({ amendment, kind, hard, meeting }) => (
        <li key={amendment} className={`composer-collision${hard ? ' is-hard' : ''}`}>
          <p className="row small">
            <AmendmentWay deliberation={state.id} amendment={amendment} />
            <bdi>{state.amendments[amendment]?.sponsors.map(nameOf).join(' · ')}</bdi>
            <Tag tone={hard ? 'bad' : 'warn'}>
              {t(hard ? 'composer:collisions.hard' : 'composer:collisions.soft')}
            </Tag>
          </p>
          <p className="small soft">{t(`amendments:conflict.${kind}`)}</p>
          <div className="composer-sides">
            <figure>
              <figcaption className="small soft">{t('composer:collisions.ours')}</figcaption>
              <ChangedWords segments={ours.segments} lang={lang} />
            </figure>
            <figure>
              <figcaption className="small soft">{t('composer:collisions.theirs', { amendment })}</figcaption>
              {meeting.map((alteration) => (
                <ChangedWords key={alteration.paragraph} segments={alteration.segments} lang={lang} />
              ))}
            </figure>
          </div>
        </li>
      ))}
    </ul>
  );
};
