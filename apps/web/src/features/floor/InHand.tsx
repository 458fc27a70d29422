import { isDebateClosedIn, type SittingState } from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DividedUnit } from '../../lib/DividedUnit.tsx';
import { useBody, useDeliberation } from '../../lib/live.ts';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { AmendmentWords } from './AmendmentWords.tsx';
import { groupName, itemInHand, itemNumber, memberName } from './names.ts';

const WordsOf = ({ deliberation, pid }: { readonly deliberation: string; readonly pid: string }) => {
  const { t } = useTranslation('floor');
  const revision = useDeliberation(deliberation).held?.state.revision;
  const paragraph = revision?.paragraphs.find((one) => one.pid === pid);
  if (revision === undefined) return null;
  if (paragraph === undefined) return <p className="soft">{t('paragraphGone')}</p>;
  return (
    <div className="floor-words">
      {paragraph.label === '' ? null : (
        <p className="floor-label">
          <bdi>{printedLabel(paragraph.label, revision.lang)}</bdi>
        </p>
      )}
      <ParagraphText paragraph={paragraph} lang={revision.lang} />
    </div>
  );
};

/** SIT-40, SIT-85: that a text is not put, or no longer debated, in this session, on the floor and on the wall. */
const OutcomeOf = ({
  deliberation,
  sitting,
}: {
  readonly deliberation: string;
  readonly sitting: SittingState;
}) => {
  const { t } = useTranslation('vocabulary');
  const words = useDeliberation(deliberation).held?.state;
  const item = sitting.inHand?.item;
  const isSaid = item !== undefined && sitting.debates[item] !== undefined;
  const isClosed = words !== undefined && !isSaid && isDebateClosedIn(words, sitting.session);
  return (
    <>
      {isClosed ? <Tag tone="warn">{t('debate.closed')}</Tag> : null}
      {words?.bar === undefined ? null : <Tag tone="warn">{t(`outcome.${words.bar.outcome}`)}</Tag>}
    </>
  );
};

/** SIT-28: a motion for division that is spoken on: who asks for which parts, and why. */
const DivisionInHand = ({
  deliberation,
  division,
  links,
}: {
  readonly deliberation: string;
  readonly division: string;
  readonly links: boolean;
}) => {
  const { t, i18n } = useTranslation(['floor', 'division']);
  const body = useBody()?.state;
  const words = useDeliberation(deliberation).held?.state;
  const asked = words?.divisions[division];
  if (body === undefined || words === undefined || asked === undefined) return null;
  return (
    <div className="floor-words">
      <p className="floor-label">
        <bdi>{division}</bdi>
      </p>
      <div className="stack">
        <p>
          <b>{t('division:motion', { id: isolate(division) })}</b>
        </p>
        <p className="soft small">
          {t('division:askedBy', {
            member: isolate(memberName(body, asked.member, i18n.language)),
            date: showInstant(asked.askedAt, i18n.language),
          })}
        </p>
        {asked.reason === '' ? null : <p dir="auto">{asked.reason}</p>}
        <ul>
          {asked.asked.map((units) => (
            <li key={units.join(' ')}>
              {units.map((unit) => (
                <p key={unit}>
                  <DividedUnit state={words} division={asked} unit={unit} />
                </p>
              ))}
            </li>
          ))}
        </ul>
        <p className="soft small">{t('floor:divisionSpeakers')}</p>
        {links ? (
          <p className="small">
            <Link to="/deliberations/$id/amendments/order" params={{ id: deliberation }}>
              {t('division:title')}
            </Link>
          </p>
        ) : null}
      </div>
    </div>
  );
};

/** SIT-30: an amendment that is dealt with: whose it is, what it changes, and what became of it once it was decided. */
const AmendmentInHand = ({
  deliberation,
  amendment,
  links,
}: {
  readonly deliberation: string;
  readonly amendment: string;
  readonly links: boolean;
}) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const body = useBody()?.state;
  const words = useDeliberation(deliberation).held?.state;
  const tabled = words?.amendments[amendment];
  if (body === undefined || words === undefined || tabled === undefined) return null;
  const { sponsors, state, onBehalfOf } = tabled;
  return (
    <div className="floor-words">
      <p className="floor-label">
        <bdi>{amendment}</bdi>
      </p>
      <div className="stack">
        <p className="soft small">
          {sponsors
            .map((member, at) =>
              at === 0 && onBehalfOf !== undefined
                ? t('vocabulary:onBehalfOf', {
                    member: isolate(memberName(body, member, i18n.language)),
                    group: isolate(groupName(body, onBehalfOf.group, i18n.language)),
                  })
                : isolate(memberName(body, member, i18n.language)),
            )
            .join(' · ')}{' '}
          {state === 'submitted' ? null : <Tag>{t(`vocabulary:amendmentState.${state}`)}</Tag>}
        </p>
        {/* On the wall there is no way to the rest. */}
        <AmendmentWords words={words} amendment={tabled} whole={!links} />
        {links ? (
          <p className="small">
            <Link to="/deliberations/$id/amendments/$amendment" params={{ id: deliberation, amendment }}>
              {t('floor:toAmendment')}
            </Link>
          </p>
        ) : null}
      </div>
    </div>
  );
};

/** The item and the paragraph, amendment or motion for division that are dealt with, with their words. */
export const InHand = ({ state, links }: { readonly state: SittingState; readonly links: boolean }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const item = itemInHand(state);
  if (item === undefined) return <p className="soft">{t('floor:nothingInHand')}</p>;
  const debate = state.debates[item.id];
  const { paragraph, amendment, division } = state.inHand ?? {};
  return (
    <div className="stack floor-in-hand">
      <p className="floor-item">
        <span>{t('floor:item', { number: itemNumber(item) })}</span>{' '}
        <bdi>{localised(item.title, i18n.language)}</bdi>{' '}
        {debate === undefined ? null : <Tag tone="warn">{t(`vocabulary:debate.${debate}`)}</Tag>}{' '}
        {item.deliberation === undefined ? null : (
          <OutcomeOf deliberation={item.deliberation} sitting={state} />
        )}
      </p>
      {item.deliberation === undefined || paragraph === undefined ? null : (
        <WordsOf deliberation={item.deliberation} pid={paragraph} />
      )}
      {item.deliberation === undefined || amendment === undefined ? null : (
        <AmendmentInHand deliberation={item.deliberation} amendment={amendment} links={links} />
      )}
      {item.deliberation === undefined || division === undefined ? null : (
        <DivisionInHand deliberation={item.deliberation} division={division} links={links} />
      )}
      {links && item.deliberation !== undefined ? (
        <p className="row small">
          <Link to="/deliberations/$id" params={{ id: item.deliberation }} hash="follow">
            {t('floor:follow')}
          </Link>
          <Link to="/deliberations/$id/board" params={{ id: item.deliberation }}>
            {t('floor:room')}
          </Link>
          <Link to="/deliberations/$id/adoption" params={{ id: item.deliberation }}>
            {t('floor:gavel')}
          </Link>
        </p>
      ) : null}
    </div>
  );
};
