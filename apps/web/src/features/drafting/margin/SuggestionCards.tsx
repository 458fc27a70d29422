import { listSuggestions, suggestionConflicts, type SuggestionCard } from '@plenary/drafting';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { showInstant } from '../../../ui/instant.ts';
import type { EditorSnapshot } from '../editor/live-editor.ts';
import type { PersonName } from '../use-people.ts';
import { CardList, type CardPlaces } from './CardList.tsx';
import { Who } from './Who.tsx';

const OFFICES: readonly string[] = ['chair', 'facilitator', 'secretariat'];

/** Who of a delegation wrote, as far as the one who looks may know; what the head of the card says is not said again. */
const Person = ({
  name,
  delegation,
  shown,
}: {
  readonly name: string | undefined;
  readonly delegation: string;
  /** The name of the delegation or office, as it is shown already. */
  readonly shown: string;
}) => {
  const { t } = useTranslation('vocabulary');
  if (name !== undefined && name !== shown)
    return (
      <>
        <bdi>{name}</bdi> ·{' '}
      </>
    );
  return OFFICES.includes(delegation) ? null : <>{t('actor.delegate')} · </>;
};

/** What can be done with a suggestion by the one who looks; absent where it may not. */
export interface SuggestionActs {
  readonly decide?: (ids: readonly string[], state: 'accepted' | 'rejected') => void;
  readonly withdraw?: (id: string) => void;
  readonly support?: (id: string, supports: boolean) => void;
  readonly explain?: (id: string, reason: string) => void;
  readonly discuss?: (id: string) => void;
  readonly amend?: (ids: readonly string[]) => void;
}

const Reason = ({
  card,
  onExplain,
}: {
  readonly card: SuggestionCard;
  readonly onExplain: ((id: string, reason: string) => void) | undefined;
}) => {
  const { t } = useTranslation('drafting');
  const [draft, setDraft] = useState<string>();
  if (draft === undefined)
    return (
      <>
        {card.reason === '' ? null : (
          <p className="margin-reason" dir="auto">
            {card.reason}
          </p>
        )}
        {onExplain === undefined ? null : (
          <Button tone="quiet" className="button-small" onClick={() => setDraft(card.reason)}>
            {t(card.reason === '' ? 'suggestions.giveReason' : 'suggestions.changeReason')}
          </Button>
        )}
      </>
    );
  return (
    <form
      className="margin-form"
      onSubmit={(event) => {
        event.preventDefault();
        onExplain?.(card.id, draft.trim());
        setDraft(undefined);
      }}
    >
      <textarea
        className="input"
        dir="auto"
        rows={3}
        autoFocus
        aria-label={t('suggestions.reason')}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <div className="row">
        <Button type="submit">{t('save')}</Button>
        <Button tone="quiet" onClick={() => setDraft(undefined)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
};

/** What a suggestion would change, in words and signs. */
const Changes = ({
  card,
  labels,
}: {
  readonly card: SuggestionCard;
  readonly labels: EditorSnapshot['labels'];
}) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const { inserted, deleted, added, proposed } = card;
  return (
    <div className="margin-changes">
      {deleted === '' ? null : (
        <p>
          <span className="visually-hidden">{t('drafting:suggestions.deletes')} </span>
          <del dir="auto">{deleted}</del>
        </p>
      )}
      {inserted === '' ? null : (
        <p>
          <span className="visually-hidden">{t('drafting:suggestions.inserts')} </span>
          <ins dir="auto">{inserted}</ins>
        </p>
      )}
      {added.length === 0 ? null : (
        <p className="soft">{t('drafting:suggestions.newParagraphs', { count: added.length })}</p>
      )}
      {proposed.map(({ paragraph, props }) => {
        const label = labels.get(paragraph) ?? '';
        const words =
          props.state === 'gone'
            ? t('drafting:suggestions.would.go', { label })
            : props.cont !== undefined
              ? t('drafting:suggestions.would.join', { label })
              : props.place !== undefined
                ? t('drafting:suggestions.would.move', { label })
                : t('drafting:suggestions.would.become', {
                    label,
                    kind: t(`vocabulary:kind.${props.kind ?? 'statement'}`),
                  });
        return (
          <p key={paragraph} className="soft">
            {words}
          </p>
        );
      })}
    </div>
  );
};

/** The open suggestions in the order of the text, each with all that is said and done about it. */
export const SuggestionCards = ({
  snapshot,
  own,
  places,
  acts,
  nameOf,
  personName,
  onShow,
}: {
  readonly snapshot: EditorSnapshot;
  /** The delegation, or office, of the one who looks. */
  readonly own: string | undefined;
  readonly places: CardPlaces;
  readonly acts: SuggestionActs;
  readonly nameOf: (delegation: string) => string;
  readonly personName: PersonName;
  readonly onShow: (id: string) => void;
}) => {
  const { t, i18n } = useTranslation(['drafting', 'vocabulary']);
  const { draft, labels } = snapshot;
  const { active } = places;
  const cards = useMemo(() => listSuggestions(draft).filter(({ state }) => state === 'open'), [draft]);
  const conflicts = useMemo(() => (cards.length < 2 ? [] : suggestionConflicts(draft)), [cards, draft]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const ids = cards.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  // An amendment is one's own: it carries what one's own delegation suggested, and nothing of others.
  const ownIds = cards
    .filter(({ id, delegation }) => chosen.has(id) && delegation === own)
    .map(({ id }) => id);
  if (cards.length === 0) return <p className="soft margin-none">{t('drafting:suggestions.none')}</p>;
  const { decide, amend, withdraw, support, explain, discuss } = acts;
  const against = (id: string): readonly string[] => [
    ...new Set(
      conflicts
        .filter(({ suggestions }) => suggestions.includes(id))
        .flatMap(({ suggestions }) => suggestions.filter((other) => other !== id)),
    ),
  ];
  return (
    <>
      {decide === undefined && amend === undefined ? null : (
        <div
          className={`margin-many${ids.length === 0 ? '' : ' is-chosen'}`}
          role="group"
          aria-label={t('drafting:suggestions.many')}
        >
          <label className="row small">
            <input
              type="checkbox"
              checked={ids.length === cards.length}
              onChange={(event) => setChosen(new Set(event.target.checked ? cards.map(({ id }) => id) : []))}
            />
            {t('drafting:suggestions.all', { count: cards.length })}
          </label>
          {ids.length === 0 ? null : (
            <div className="row">
              {decide === undefined ? null : (
                <>
                  <Button className="button-small" onClick={() => decide(ids, 'accepted')}>
                    {t('drafting:suggestions.acceptMany', { count: ids.length })}
                  </Button>
                  <Button className="button-small" onClick={() => decide(ids, 'rejected')}>
                    {t('drafting:suggestions.rejectMany', { count: ids.length })}
                  </Button>
                </>
              )}
              {amend === undefined || ownIds.length === 0 ? null : (
                <Button className="button-small" onClick={() => amend(ownIds)}>
                  {t('drafting:suggestions.amend')}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
      <CardList places={places}>
        {cards.map((card) => {
          const { id, delegation, person, at, supporters, paragraphs } = card;
          const isOwn = delegation === own;
          const supports = own !== undefined && supporters.includes(own);
          const opposed = against(id);
          const where = paragraphs
            .map((paragraph) => labels.get(paragraph) ?? '')
            .filter((label) => label !== '');
          return (
            <li
              key={id}
              id={`card-${id}`}
              className={`margin-card${active === id ? ' is-active' : ''}`}
              data-suggestion={id}
              data-card={id}
            >
              <div className="margin-head">
                {decide === undefined && amend === undefined ? null : (
                  <input
                    type="checkbox"
                    aria-label={t('drafting:suggestions.choose', { name: nameOf(delegation) })}
                    checked={chosen.has(id)}
                    onChange={(event) => {
                      const next = new Set(chosen);
                      if (event.target.checked) next.add(id);
                      else next.delete(id);
                      setChosen(next);
                    }}
                  />
                )}
                <Who delegation={delegation} name={nameOf(delegation)} />
                <button type="button" className="margin-place" onClick={() => onShow(id)}>
                  {where.length === 0 ? t('drafting:show') : <bdi>{where.join(', ')}</bdi>}
                </button>
              </div>
              <p className="margin-when">
                <Person name={personName(person)} delegation={delegation} shown={nameOf(delegation)} />
                {showInstant(new Date(at).toISOString(), i18n.language)}
              </p>
              <Changes card={card} labels={labels} />
              <Reason card={card} onExplain={isOwn ? explain : undefined} />
              {opposed.length === 0 ? null : (
                <p className="row">
                  <Tag tone="warn">{t('drafting:suggestions.conflict')}</Tag>
                  {opposed.map((other) => (
                    <button key={other} type="button" className="margin-place" onClick={() => onShow(other)}>
                      <bdi>{nameOf(draft.suggestions.get(other)?.delegation ?? '')}</bdi>
                    </button>
                  ))}
                </p>
              )}
              {supporters.length === 0 ? null : (
                <p className="small">
                  {t('drafting:suggestions.supported', { names: supporters.map(nameOf).join(', ') })}
                </p>
              )}
              <div className="margin-acts">
                {decide === undefined ? null : (
                  <>
                    <Button className="button-small" onClick={() => decide([id], 'accepted')}>
                      {t('drafting:suggestions.accept')}
                    </Button>
                    <Button className="button-small" onClick={() => decide([id], 'rejected')}>
                      {t('drafting:suggestions.reject')}
                    </Button>
                  </>
                )}
                {isOwn && withdraw !== undefined ? (
                  <Button className="button-small" onClick={() => withdraw(id)}>
                    {t('drafting:suggestions.withdraw')}
                  </Button>
                ) : null}
                {!isOwn && support !== undefined ? (
                  <Button
                    className="button-small"
                    aria-pressed={supports}
                    onClick={() => support(id, !supports)}
                  >
                    {t(supports ? 'drafting:suggestions.supportNoMore' : 'drafting:suggestions.support')}
                  </Button>
                ) : null}
                {discuss === undefined ? null : (
                  <Button tone="quiet" className="button-small" onClick={() => discuss(id)}>
                    {t('drafting:suggestions.discuss')}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </CardList>
    </>
  );
};
