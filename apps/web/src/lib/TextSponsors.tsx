import type { BodyState, TextSponsor } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from '../ui/localised.ts';
import './text-sponsors.css';

/** The delegations behind a text: who leads it, who joined, and who is read into the record as joined after action. */
export const TextSponsors = ({
  sponsors = [],
  body,
}: {
  readonly sponsors: readonly TextSponsor[] | undefined;
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation('text');
  if (sponsors.length === 0) return null;
  const early = sponsors.filter(({ after }) => after === undefined);
  const lists = [
    ['main', early.filter(({ isMain }) => isMain)],
    ['co', early.filter(({ isMain }) => !isMain)],
    ['after', sponsors.filter(({ after }) => after !== undefined)],
  ] as const;
  return (
    <dl className="text-sponsors" lang={i18n.language} dir="auto">
      {lists.map(([key, list]) =>
        list.length === 0 ? null : (
          <div key={key}>
            <dt>{t(`sponsors.${key}`)}</dt>
            <dd>
              {list.map(({ member }, at) => (
                <span key={member}>
                  {at === 0 ? null : ' · '}
                  <bdi>{localised(body.members[member]?.names ?? { en: member }, i18n.language)}</bdi>
                </span>
              ))}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
};
