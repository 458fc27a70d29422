import type { BodyState, DeliberationState, DraftingDocument } from '@plenary/consensus';
import {
  allAnchoredParts,
  anchoredParts,
  formatAnchor,
  type AnchoredPart,
  type CommentAnchor,
} from '@plenary/drafting';
import { LIMITS, type LiveRights } from '@plenary/protocol';
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useAct } from '../../lib/act.ts';
import { useSession } from '../../lib/session.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { bracketsFromTyped, typedBrackets, type MadeFromTyped } from './editor-acts.ts';
import type { LiveEditor } from './editor/live-editor.ts';
import type { EditorMode } from './editor/touched-paragraphs.ts';
import { BracketList, type Holdings } from './margin/BracketList.tsx';
import type { CardPlaces } from './margin/CardList.tsx';
import { Comments, NEW_COMMENT, NewComment, type CommentActs } from './margin/Comments.tsx';
import { useSayingDrafts } from './margin/use-saying-drafts.ts';
import { Writers } from './margin/Writers.tsx';
import { SuggestionCards } from './margin/SuggestionCards.tsx';
import { useBracketActs, useSuggestionActs } from './margin/use-margin-acts.ts';
import { documentApi } from './live-api.ts';
import { useNames } from './names.ts';
import { bracketsShown, partsById } from './parts.ts';
import type { useComments } from './use-comments.ts';
import { useSnapshot } from './use-editor.ts';
import { usePeople } from './use-people.ts';
import type { WriterOf } from './use-writers.ts';
import type { Talk } from './talk.ts';
import { listed } from '../../lib/lists.ts';
import { ActNote } from '../../ui/ActNote.tsx';

export const PARTS = ['suggestions', 'comments', 'brackets', 'writers'] as const;
export type Part = (typeof PARTS)[number];

const NO_HOLDINGS: Holdings = {};

interface MarginProps {
  readonly editor: LiveEditor;
  readonly doc: Y.Doc;
  readonly document: DraftingDocument;
  readonly deliberation: string;
  readonly stream: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly rights: LiveRights;
  readonly mode: EditorMode;
  readonly canWrite: boolean;
  readonly comments: ReturnType<typeof useComments>;
  readonly anchors: ReadonlyMap<string, CommentAnchor>;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
  readonly active: string | undefined;
  readonly onActive: (active: string | undefined) => void;
  readonly showsHolders: boolean;
  readonly onShowsHolders: (shows: boolean) => void;
  readonly talk: Talk | undefined;
  readonly onTalk: (talk: Talk | undefined) => void;
  readonly writerOf: WriterOf | undefined;
  readonly showsWriters: boolean;
  readonly onShowsWriters: (shows: boolean) => void;
  readonly onDiscuss: (parts: readonly AnchoredPart[], quote: string) => boolean;
}

/** What is said about the text, beside it: suggestions, comments, brackets. */
export const Margin = (props: MarginProps) => {
  const { editor, doc, document, deliberation, stream, body, state, rights, canWrite, comments, anchors } =
    props;
  const { part, onPart, active, onActive, showsHolders, onShowsHolders, talk, onTalk, onDiscuss } = props;
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const snapshot = useSnapshot(editor);
  const nameOf = useNames(body);
  const act = useAct(stream);
  const account = useSession()?.account;
  const [typed, setTyped] = useState<MadeFromTyped>();
  const drafts = useSayingDrafts();
  const { onDraft } = drafts;
  const endTalk = useCallback(() => {
    onDraft(NEW_COMMENT, undefined);
    onTalk(undefined);
  }, [onDraft, onTalk]);
  const { draft, at, selection } = snapshot;
  const placed = useMemo(() => allAnchoredParts(draft, anchors), [draft, anchors]);
  const counts = useMemo(
    () => ({
      writers: 0,
      suggestions: [...draft.suggestions.values()].filter(({ state: stands }) => stands === 'open').length,
      brackets: bracketsShown(draft),
      comments: comments.threads.filter(({ resolvedAt }) => resolvedAt === undefined).length,
    }),
    [draft, comments.threads],
  );

  // What stands at the caret comes to the front in the margin.
  const [first] = selection;
  const threadAtCaret =
    first === undefined
      ? undefined
      : [...placed].find(([, parts]) =>
          parts.some(
            ({ paragraph, from, to }) =>
              paragraph === first.paragraph && from <= first.from && first.from <= to,
          ),
        )?.[0];
  const here = `${at.suggestions.at(-1) ?? ''} ${threadAtCaret ?? ''} ${at.brackets.at(-1) ?? ''}`;
  const bringForward = useEffectEvent(() => {
    // Whoever writes in the margin keeps what they write there, whatever others do at the caret meanwhile.
    const { activeElement } = window.document;
    if (activeElement?.closest('.margin') !== null && activeElement?.matches('textarea, input')) return;
    const found: readonly (readonly [Part, string | undefined])[] = [
      ['suggestions', at.suggestions.at(-1)],
      ['comments', threadAtCaret],
      ['brackets', at.brackets.at(-1)],
    ];
    const named = found.filter(([, id]) => id !== undefined);
    const chosen = named.find(([name]) => name === part) ?? named[0];
    onActive(chosen?.[1]);
    if (chosen !== undefined && talk === undefined && part !== 'writers') onPart(chosen[0]);
  });
  useEffect(() => bringForward(), [here]);
  useEffect(() => {
    if (active === undefined) return;
    // Only the margin moves: the text stays where it is read.
    const card = window.document.getElementById(`card-${active}`);
    const list = card?.closest('.margin-scroll');
    if (card === null || list === null || list === undefined) return;
    const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - 8;
  }, [active, part]);

  const parts = useMemo(() => partsById(draft), [draft]);
  const places = useMemo(
    (): CardPlaces => ({
      editor,
      active: talk !== undefined && part === 'comments' ? NEW_COMMENT : active,
      partOf: (id) => {
        if (id === NEW_COMMENT) return talk === undefined ? undefined : anchoredParts(draft, talk.anchor)[0];
        return (parts.get(id) ?? placed.get(id))?.[0];
      },
    }),
    [editor, talk, part, active, draft, parts, placed],
  );
  const api = useMemo(() => documentApi(deliberation, document.id), [deliberation, document.id]);
  const persons = useMemo(
    () => [
      ...[...draft.suggestions.values()].flatMap(({ state: stands, person }) =>
        stands === 'open' ? [person] : [],
      ),
      ...comments.threads.flatMap(({ messages }) => messages.map(({ person }) => person)),
    ],
    [draft.suggestions, comments.threads],
  );
  const personName = usePeople(api, persons);

  const show = useCallback(
    (id: string): void => {
      const now = editor.current().draft;
      const [where] = partsById(now).get(id) ?? allAnchoredParts(now, anchors).get(id) ?? [];
      if (where !== undefined) editor.show({ ...where, to: where.from });
      onActive(id);
    },
    [editor, anchors, onActive],
  );

  const isDelegate = account?.kind === 'delegate' && account.member !== undefined;
  const isMember = isDelegate && body.members[account.member ?? '']?.role === 'member';
  const isWorkingText = document.kind === 'workingText';
  const can = {
    write: canWrite,
    edit: rights.role === 'edit' && canWrite,
    support: canWrite && isMember,
    // Amendments are decided on the language in which the text is in force.
    amend: isMember && isWorkingText && document.lang === state.revision?.lang && state.phase === 'open',
    bind: isMember && account.mayBind && isWorkingText,
  };
  const suggestionActs = useSuggestionActs(editor, doc, deliberation, rights.delegation, can, onDiscuss);
  const bracketActs = useBracketActs(editor, document.id, can, act.perform);
  const commentActs = useMemo(
    (): CommentActs | undefined =>
      account === undefined
        ? undefined
        : {
            begin: (said, visibility) =>
              talk === undefined
                ? Promise.resolve(false)
                : comments.acts
                    .begin({
                      visibility,
                      anchor: formatAnchor(talk.anchor).map((span) => [...span]),
                      quote: talk.quote.slice(0, LIMITS.COMMENT_QUOTE_CHARACTERS_MAX),
                      words: said.words,
                      mentions: [...said.mentions],
                    })
                    .then((done) => {
                      if (done) endTalk();
                      return done;
                    }),
            reply: comments.acts.reply,
            settle: comments.acts.settle,
          },
    [account, talk, comments.acts, endTalk],
  );
  const mentionable = useMemo(() => {
    const order = new Intl.Collator();
    return Object.values(body.members)
      .filter(({ role }) => role === 'member')
      .map(({ id }) => ({ id, name: nameOf(id) }))
      .toSorted((a, b) => order.compare(a.name, b.name));
  }, [body.members, nameOf]);
  const typedIn = canWrite && part === 'brackets' ? typedBrackets(editor) : [];
  return (
    <aside className={`margin margin-${part} no-print`} aria-label={t('drafting:margin.label')}>
      <div className="margin-top">
        <Choice
          label={t('drafting:margin.parts')}
          value={part}
          onChoose={onPart}
          options={PARTS.map((value) => ({
            value,
            name: [t(`drafting:margin.${value}`), ...(counts[value] > 0 ? [String(counts[value])] : [])].join(
              ' ',
            ),
          }))}
        />
      </div>
      <div className="margin-scroll">
        <ActNote of={{ refusal: act.refusal ?? comments.refusal, kept: act.kept }} />
        {comments.isUnreachable ? (
          <Notice tone="warn" live>
            {t('drafting:comments.unreachable')}
          </Notice>
        ) : null}
        {part === 'suggestions' ? (
          <SuggestionCards
            snapshot={snapshot}
            own={rights.delegation === '' ? undefined : rights.delegation}
            places={places}
            acts={suggestionActs}
            nameOf={nameOf}
            personName={personName}
            onShow={show}
          />
        ) : null}
        {part === 'comments' && comments.missing !== undefined ? <Awaiting asked={comments.missing} /> : null}
        {part === 'comments' ? (
          <Comments
            snapshot={snapshot}
            threads={comments.threads}
            areAllHere={comments.missing === undefined}
            placed={placed}
            places={places}
            acts={commentActs}
            drafts={drafts}
            mentionable={mentionable}
            nameOf={nameOf}
            personName={personName}
            onShow={show}
          >
            {talk === undefined || commentActs === undefined ? undefined : (
              <NewComment
                quote={talk.quote}
                drafts={drafts}
                canChooseOwn={isDelegate}
                mentionable={mentionable}
                onSay={commentActs.begin}
                onCancel={endTalk}
              />
            )}
          </Comments>
        ) : null}
        {part === 'writers' ? (
          <Writers
            snapshot={snapshot}
            writerOf={props.writerOf}
            isShown={props.showsWriters}
            onShown={props.onShowsWriters}
            nameOf={nameOf}
            deliberation={deliberation}
            document={document.id}
          />
        ) : null}
        {part === 'brackets' ? (
          <>
            {isWorkingText ? (
              <label className="row small">
                <input
                  type="checkbox"
                  checked={showsHolders}
                  onChange={(event) => onShowsHolders(event.target.checked)}
                />
                {t('drafting:brackets.showHolders')}
              </label>
            ) : null}
            {typedIn.length === 0 ? null : (
              <Button className="button-small" onClick={() => setTyped(bracketsFromTyped(editor, typedIn))}>
                {t('drafting:brackets.fromTyped', { count: typedIn.length })}
              </Button>
            )}
            {typed === undefined ? null : <TypedNote typed={typed} labels={snapshot.labels} />}
            <BracketList
              snapshot={snapshot}
              holdings={state.brackets[document.id] ?? NO_HOLDINGS}
              own={isMember ? account?.member : undefined}
              active={active}
              busy={act.pending}
              acts={bracketActs}
              nameOf={nameOf}
              onShow={show}
            />
          </>
        ) : null}
      </div>
    </aside>
  );
};

/** What typed brackets said that is no text: it is for those named to put on record. */
const TypedNote = ({
  typed,
  labels,
}: {
  readonly typed: MadeFromTyped;
  readonly labels: ReadonlyMap<string, string>;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const named = [...typed.attributions.values()].flatMap(({ by, supportedBy }) => [...by, ...supportedBy]);
  const unmatched = typed.unmatched.map((id) => labels.get(id) ?? '').filter((label) => label !== '');
  if (named.length === 0 && typed.unmatched.length === 0) return null;
  return (
    <Notice tone="warn" live>
      {named.length === 0 ? null : (
        <p>{t('brackets.named', { names: listed(i18n.language, [...new Set(named)]) })}</p>
      )}
      {typed.unmatched.length === 0 ? null : (
        <p>{t('brackets.unmatched', { labels: listed(i18n.language, unmatched) })}</p>
      )}
    </Notice>
  );
};
