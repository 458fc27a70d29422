import { listSuggestions, suggestionConflicts, type Draft } from '@plenary/drafting';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import type { EditorSnapshot } from '../editor/live-editor.ts';
import type { PersonName } from '../use-people.ts';
import { CardList, type CardPlaces } from './CardList.tsx';
import { SuggestionCard, type SuggestionActs } from './SuggestionCard.tsx';
import { inRow } from '../../../lib/lists.ts';

type Opposed = Parameters<typeof SuggestionCard>[0]['opposed'];

const NONE: Opposed = [];
const NO_CONFLICTS: ReadonlyMap<string, Opposed> = new Map();

/** For each suggestion the open ones that cannot stand beside it. */
const opposedTo = (draft: Draft): ReadonlyMap<string, Opposed> => {
  const found = new Map<string, Map<string, string>>();
  for (const { suggestions } of suggestionConflicts(draft))
    for (const id of suggestions)
      for (const other of suggestions) {
        if (other === id) continue;
        const known = found.get(id) ?? new Map<string, string>();
        known.set(other, draft.suggestions.get(other)?.delegation ?? '');
        found.set(id, known);
      }
  return new Map(
    [...found].map(([id, others]) => [
      id,
      [...others].map(([other, delegation]) => ({ id: other, delegation })),
    ]),
  );
};

/** The open suggestions in the order of the text, each with all that is said and done about it. */
export const SuggestionCards = memo(function SuggestionCards({
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
}) {
  const { t, i18n } = useTranslation(['drafting', 'vocabulary']);
  const { draft, labels } = snapshot;
  const { active } = places;
  const cards = useMemo(() => listSuggestions(draft).filter(({ state }) => state === 'open'), [draft]);
  const against = useMemo(() => (cards.length < 2 ? NO_CONFLICTS : opposedTo(draft)), [cards, draft]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback(
    (id: string, isChosen: boolean) =>
      setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id))),
    [],
  );
  const ids = cards.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  // An amendment is one's own: it carries what one's own delegation suggested, and nothing of others.
  const ownIds = cards
    .filter(({ id, delegation }) => chosen.has(id) && delegation === own)
    .map(({ id }) => id);
  if (cards.length === 0) return <p className="soft margin-none">{t('drafting:suggestions.none')}</p>;
  const { decide, amend } = acts;
  const mayChoose = decide !== undefined || amend !== undefined;
  return (
    <>
      {!mayChoose ? null : (
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
        {cards.map((card) => (
          <SuggestionCard
            key={card.id}
            card={card}
            where={inRow(
              i18n.language,
              card.paragraphs.map((paragraph) => labels.get(paragraph) ?? '').filter((label) => label !== ''),
            )}
            labels={card.proposed.map(({ paragraph }) => labels.get(paragraph) ?? '')}
            opposed={against.get(card.id) ?? NONE}
            own={own}
            isActive={active === card.id}
            isChosen={mayChoose ? chosen.has(card.id) : undefined}
            acts={acts}
            nameOf={nameOf}
            personName={personName}
            onChoose={choose}
            onShow={onShow}
          />
        ))}
      </CardList>
    </>
  );
});
