import {
  holdsPositions,
  type AmendmentId,
  type BodyState,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { compiledText, removedWords, type Collision } from '@plenary/tabling';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';
import { AmendmentCard } from './AmendmentCard.tsx';
import { AmendmentsHead } from './AmendmentsHead.tsx';
import { Beside } from './Beside.tsx';
import { CompiledRow } from './CompiledText.tsx';
import { Stretches } from './Stretches.tsx';
import {
  besideOf,
  groupChoice,
  listed,
  lookedAt,
  readLooking,
  READINGS,
  searchWords,
  SHOWN_STATES,
  VIEWS,
  type ListItem,
  type Looking,
  type Reading,
} from './filters.ts';
import { useCollisions, useNames, useSubmitted, useWords, type Names } from './use-amendments.ts';
import './amendments.css';

/** What of the address changes; nothing takes a part out of it. */
type Change = { readonly [Part in keyof Looking]?: Looking[Part] | undefined };

/** A pause after which what was typed goes into the address: browsers refuse an address that changes with every key. */
const PAUSE_MILLISECONDS = 400;
const CARD_HEIGHT = 150;
const PARAGRAPH_HEIGHT = 120;
const NO_WORDS: ReadonlyMap<AmendmentId, string> = new Map();

/** What is searched, filtered and how it is shown. */
const Controls = ({
  q,
  onSearch,
  looking,
  look,
  body,
  words,
  names,
}: {
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly looking: Looking;
  readonly look: (change: Change) => void;
  readonly body: BodyState;
  readonly words: DeliberationState;
  readonly names: Names;
}) => {
  const { t, i18n } = useTranslation(['amending']);
  const sponsors = useMemo(() => {
    const ids = new Set(Object.values(words.amendments).flatMap((amendment) => amendment.sponsors));
    return [...ids]
      .map((id) => ({ id, name: names.member(id) }))
      .sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  }, [words, names, i18n.language]);
  const groups = Object.values(body.groups);
  const paragraphs = (words.revision?.paragraphs ?? []).filter(holdsPositions);
  return (
    <div className="amendments-controls no-print" role="search">
      <Field label={t('search')}>
        {(control) => (
          <input
            {...control}
            type="search"
            dir="auto"
            value={q}
            onChange={(event) => onSearch(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('sponsor')}>
        {(control) => (
          <select
            {...control}
            value={looking.by ?? ''}
            onChange={(event) => look({ by: event.target.value })}
          >
            <option value="">{t('all')}</option>
            {groups.length === 0 ? null : (
              <optgroup label={t('groups')}>
                {groups.map(({ id, names: of }) => (
                  <option key={id} value={groupChoice(id)}>
                    {localised(of, i18n.language)}
                  </option>
                ))}
              </optgroup>
            )}
            <optgroup label={t('delegations')}>
              {sponsors.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
      <Field label={t('paragraph')}>
        {(control) => (
          <select
            {...control}
            value={looking.paragraph ?? ''}
            onChange={(event) => look({ paragraph: event.target.value })}
          >
            <option value="">{t('wholeText')}</option>
            {paragraphs.map(({ pid, text }) => (
              <option key={pid} value={pid}>
                {`\u2068${names.label(pid) || '·'}\u2069 ${text.slice(0, 40)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('stateLabel')}>
        {(control) => (
          <select
            {...control}
            value={looking.state ?? ''}
            onChange={(event) => {
              const state = SHOWN_STATES.find((one) => one === event.target.value);
              look({ state });
            }}
          >
            <option value="">{t('all')}</option>
            {SHOWN_STATES.map((state) => (
              <option key={state} value={state}>
                {state === 'colliding' ? t('colliding') : t(`vocabulary:amendmentState.${state}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
};

const ListView = ({
  items,
  words,
  names,
  collisions,
  onBeside,
}: {
  readonly items: readonly ListItem[];
  readonly words: DeliberationState;
  readonly names: Names;
  readonly collisions: ReadonlyMap<AmendmentId, readonly Collision[]>;
  /** Lays the amendments to a paragraph beside each other. */
  readonly onBeside: (paragraph: string) => void;
}) => {
  const { t } = useTranslation('amending');
  const texts = useMemo(
    () => new Map(words.revision?.paragraphs.map(({ pid, text }) => [pid, text])),
    [words.revision],
  );
  const render = useMemo(
    () => (item: ListItem) =>
      item.type === 'paragraph' ? (
        <h3 key={`paragraph ${item.pid ?? ''}`} className="amendments-paragraph">
          <bdi>{item.pid === null ? t('startOfText') : names.label(item.pid) || t('unlabelled')}</bdi>
          <span className="amendments-paragraph-words" lang={words.revision?.lang} dir="auto">
            {item.pid === null ? '' : (texts.get(item.pid)?.slice(0, 160) ?? t('gone'))}
          </span>
          <span className="soft small">{t('proposals', { count: item.count })}</span>
          {item.pid === null || item.count < 2 || !texts.has(item.pid) ? null : (
            <Button tone="quiet" className="small no-print" onClick={() => onBeside(item.pid ?? '')}>
              {t('views.beside')}
              <span className="visually-hidden"> {names.label(item.pid)}</span>
            </Button>
          )}
        </h3>
      ) : (
        <AmendmentCard
          key={item.amendment.id}
          amendment={item.amendment}
          words={words}
          names={names}
          collisions={collisions.get(item.amendment.id)}
          under={item.under}
        />
      ),
    [words, names, collisions, texts, onBeside, t],
  );
  return (
    <div className="amendments-list">
      <Stretches
        items={items}
        estimate={CARD_HEIGHT}
        keyOf={(item) => (item.type === 'paragraph' ? `p${item.pid}` : item.amendment.id)}
        render={render}
      />
    </div>
  );
};

const TextView = ({
  shown,
  looking,
  reading,
  words,
  names,
  collisions,
}: {
  readonly shown: readonly TabledAmendment[];
  readonly looking: Looking;
  readonly reading: Reading;
  readonly words: DeliberationState;
  readonly names: Names;
  readonly collisions: ReadonlyMap<AmendmentId, readonly Collision[]>;
}) => {
  const pending = useMemo(
    () => shown.filter(({ state }) => state === 'submitted').map(({ id }) => id),
    [shown],
  );
  const paragraphs = useMemo(() => compiledText(words, pending), [words, pending]);
  const byId = useMemo(() => new Map(Object.entries(words.amendments)), [words.amendments]);
  const isAmended = looking.by !== undefined || looking.q !== undefined || looking.state === 'colliding';
  const visible = useMemo(
    () =>
      paragraphs.filter(
        ({ id, insertedBy, deletedBy, movedBy, segments }) =>
          (reading === 'annotated' || insertedBy === undefined) &&
          (looking.paragraph === undefined || id === looking.paragraph || insertedBy !== undefined) &&
          // Whoever looks for something sees where it is, not everything around it.
          (!isAmended ||
            insertedBy !== undefined ||
            deletedBy.length > 0 ||
            movedBy.length > 0 ||
            segments.some(({ type }) => type === 'choice')),
      ),
    [paragraphs, reading, looking.paragraph, isAmended],
  );
  const render = useMemo(
    () => (paragraph: (typeof paragraphs)[number]) => (
      <CompiledRow
        key={paragraph.id}
        paragraph={paragraph}
        reading={reading}
        words={words}
        names={names}
        collisions={collisions}
        byId={byId}
      />
    ),
    [reading, words, names, collisions, byId],
  );
  return (
    <div className="compiled-text">
      <Stretches items={visible} estimate={PARAGRAPH_HEIGHT} keyOf={({ id }) => id} render={render} />
    </div>
  );
};

/** All amendments: under their paragraphs or as the compiled text; searched, filtered, and on paper as a whole. */
export const AmendmentsPage = () => {
  const { t } = useTranslation(['amending']);
  const { body, id } = useHere();
  const words = useWords();
  const looking = useSearch({ from: '/deliberations/$id/amendments' });
  const navigate = useNavigate();
  const submitted = useSubmitted(words);
  const collisions = useCollisions(words);
  const names = useNames(body, words);
  const look = useCallback(
    (change: Change): void => {
      void navigate({
        to: '/deliberations/$id/amendments',
        params: { id },
        search: (before) => readLooking({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate, id],
  );
  const [q, setQ] = useState(looking.q ?? '');
  const said = looking.q ?? '';
  // What came into the address by another way, the way back or a link, is what is looked for; our own words are there already.
  const [heard, setHeard] = useState({ said, own: said });
  if (said !== heard.said) {
    setHeard({ ...heard, said });
    if (said !== heard.own) setQ(said);
  }
  useEffect(() => {
    // What the address says already is not said again: it would undo a way that was taken meanwhile.
    if (q === said) return undefined;
    const timer = setTimeout(() => {
      setHeard((before) => ({ ...before, own: q }));
      look({ q });
    }, PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [q, said, look]);
  const { by, paragraph, state, view = 'list', reading = 'annotated' } = looking;
  // The words typed show at once; what they find follows as the device can.
  const deferred = useDeferredValue(useMemo(() => ({ q, by, paragraph, state }), [q, by, paragraph, state]));
  const isSearching = deferred.q !== '';
  const searched = useMemo(
    () =>
      isSearching
        ? searchWords(submitted, {
            memberName: names.member,
            label: names.label,
            removed: (one) => removedWords(words, one),
          })
        : NO_WORDS,
    [isSearching, submitted, names, words],
  );
  const shown = useMemo(
    () =>
      lookedAt(submitted, readLooking(deferred), {
        body,
        words: searched,
        isColliding: (one) => collisions.get(one)?.some(({ hard }) => hard) === true,
      }),
    [submitted, deferred, body, searched, collisions],
  );
  const order = useMemo(() => words.revision?.paragraphs.map(({ pid }) => pid) ?? [], [words.revision]);
  const items = useMemo(() => listed(shown, order), [shown, order]);
  const onBeside = useCallback(
    (pid: string): void => look({ paragraph: pid, view: 'beside', beside: undefined }),
    [look],
  );
  const pending = useMemo(() => shown.filter((one) => one.state === 'submitted'), [shown]);
  if (words.revision === undefined) return <Empty title={t('noText')} />;
  return (
    <div className="amendments">
      <AmendmentsHead words={words} collisions={collisions} paragraph={looking.paragraph} />
      {submitted.length === 0 ? (
        <Empty title={t('none')}>
          <p>{t('noneAbout')}</p>
        </Empty>
      ) : (
        <>
          <Controls
            q={q}
            onSearch={setQ}
            looking={looking}
            look={look}
            body={body}
            words={words}
            names={names}
          />
          <div className="row amendments-views no-print">
            <Choice
              label={t('view')}
              options={VIEWS.map((value) => ({ value, name: t(`views.${value}`) }))}
              value={view}
              onChoose={(chosen) => look({ view: chosen === 'list' ? undefined : chosen })}
            />
            {view === 'text' ? (
              <Choice
                label={t('reading')}
                options={READINGS.map((value) => ({ value, name: t(`readings.${value}`) }))}
                value={reading}
                onChoose={(chosen) => look({ reading: chosen })}
              />
            ) : null}
            <span className="soft small" role="status">
              {t('shown', { count: shown.length, of: submitted.length })}
            </span>
            <Button tone="quiet" onClick={() => print()}>
              {t('print')}
            </Button>
          </div>
          {shown.length === 0 ? (
            <Empty title={t('nothing')}>
              <Button
                onClick={() => {
                  setQ('');
                  look({ q: undefined, by: undefined, paragraph: undefined, state: undefined });
                }}
              >
                {t('showAll')}
              </Button>
            </Empty>
          ) : view === 'list' ? (
            <ListView items={items} words={words} names={names} collisions={collisions} onBeside={onBeside} />
          ) : view === 'beside' ? (
            deferred.paragraph === undefined ? (
              <Empty title={t('beside.which')} />
            ) : (
              <Beside
                amendments={pending}
                chosen={besideOf(looking, pending)}
                onChoose={(chosen) => look({ beside: chosen.join(',') })}
                paragraph={deferred.paragraph}
                words={words}
                names={names}
              />
            )
          ) : (
            <TextView
              shown={shown}
              looking={readLooking(deferred)}
              reading={reading}
              words={words}
              names={names}
              collisions={collisions}
            />
          )}
        </>
      )}
    </div>
  );
};
