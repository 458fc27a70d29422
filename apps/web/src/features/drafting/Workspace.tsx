import { applyChanges, BASE_VIEW, commentAnchor, readDraft, type AnchoredPart } from '@plenary/drafting';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetForAmendment, waitingForAmendment } from '../../lib/amendment-words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { textDirection } from '../../ui/text-direction.ts';
import { AdoptedHere } from './AdoptedHere.tsx';
import { Export } from './Export.tsx';
import { TableDraft } from './TableDraft.tsx';
import { TabledFrom } from './TabledFrom.tsx';
import { TextMovedOn } from './TextMovedOn.tsx';
import { DocumentWays } from './DocumentWays.tsx';
import { FindBar, type Finding } from './FindBar.tsx';
import { hasSingleKeys, KeySheet } from './KeySheet.tsx';
import type { OpenedDocument } from './LiveDocument.tsx';
import { Margin, type Part } from './Margin.tsx';
import { Present } from './Present.tsx';
import { ReferenceSheet } from './ReferenceSheet.tsx';
import { RecoveryBox } from './RecoveryBox.tsx';
import { StateLine } from './StateLine.tsx';
import type { Talk } from './talk.ts';
import { Toolbar } from './Toolbar.tsx';
import { addNote, bracketSelection } from './editor-acts.ts';
import { insertReference } from './editor/commands.ts';
import type { EditorActs } from './editor/keys.ts';
import type { LiveEditor, RefusedEdit } from './editor/live-editor.ts';
import { allowedModes, EDITOR_MODES, type EditorMode } from './editor/touched-paragraphs.ts';
import { anchorsOf, documentApi } from './live-api.ts';
import { newId } from './new-id.ts';
import { OpenedSheet } from './opened/OpenedSheet.tsx';
import { OpenedToUs } from './opened/OpenedToUs.tsx';
import { useMayOpen } from './opened/use-opened.ts';
import { nextPart, partsById } from './parts.ts';
import { useComments } from './use-comments.ts';
import { useEditor, useSnapshot } from './use-editor.ts';
import { useNames } from './names.ts';
import { useObserved } from './use-live-text.ts';
import { useWriters } from './use-writers.ts';
import { editorRights, SHOWINGS, useSituation, type Showing } from './use-situation.ts';

const REFUSED_MILLISECONDS = 8_000;

type Acts = Omit<EditorActs, 'undo' | 'redo'>;

/** The toolbar and what it opens; it follows the snapshots of the editor. */
const Tools = ({
  editor,
  canWrite,
  canOpen,
  acts,
  finding,
  onFind,
  isChoosingReference,
  onReference,
}: {
  readonly editor: LiveEditor;
  readonly canWrite: boolean;
  readonly canOpen: boolean;
  readonly acts: Acts;
  readonly finding: Finding | undefined;
  readonly onFind: (finding: Finding | undefined) => void;
  readonly isChoosingReference: boolean;
  readonly onReference: (paragraph: string | undefined) => void;
}) => {
  const snapshot = useSnapshot(editor);
  return (
    <>
      <Toolbar editor={editor} snapshot={snapshot} canWrite={canWrite} canOpen={canOpen} acts={acts} />
      {finding === undefined ? null : (
        <FindBar
          editor={editor}
          snapshot={snapshot}
          finding={finding}
          canReplace={canWrite}
          onFind={onFind}
          onClose={() => {
            onFind(undefined);
            editor.view.focus();
          }}
        />
      )}
      <ReferenceSheet
        snapshot={snapshot}
        isOpen={isChoosingReference}
        onChoose={onReference}
        onClose={() => onReference(undefined)}
      />
    </>
  );
};

/** Where one writes: the text in the middle, what is said about it in the margin, its state and tools above. */
export const Workspace = ({ live, rights, document, deliberation, stream, body, state }: OpenedDocument) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const doc = useObserved(live.doc);
  const comments = useComments(deliberation, document.id, live);
  const place = useRef<HTMLDivElement>(null);
  const [chosenMode, setMode] = useState<EditorMode>();
  const [showing, setShowing] = useState<Showing>('beside');
  const [part, setPart] = useState<Part>('suggestions');
  const [active, setActive] = useState<string>();
  const [finding, setFinding] = useState<Finding>();
  const [showsHolders, setShowsHolders] = useState(false);
  const [talk, setTalk] = useState<Talk>();
  const [isKeySheetOpen, setKeySheetOpen] = useState(false);
  const [isChoosingReference, setChoosingReference] = useState(false);
  const [refused, setRefused] = useState<RefusedEdit>();
  const [unmade, setUnmade] = useState(0);
  const [showsWriters, setShowsWriters] = useState(false);
  const [opening, setOpening] = useState<readonly string[]>();
  const mayOpen = useMayOpen(document, state);
  const api = useMemo(() => documentApi(deliberation, document.id), [deliberation, document.id]);
  const nameOf = useNames(body);
  const writerOf = useWriters(api, showsWriters, nameOf);

  const modes = useMemo(() => allowedModes(editorRights(rights)), [rights]);
  const mode = modes.find((candidate) => candidate === chosenMode) ?? modes[0] ?? 'view';
  const canWrite = mode !== 'view' && showing === 'beside';
  const anchors = useMemo(
    () => anchorsOf(comments.threads.filter(({ resolvedAt }) => resolvedAt === undefined)),
    [comments.threads],
  );
  const situation = useSituation(live, rights, document, body, state, {
    mode,
    showing,
    active,
    finding,
    showsHolders,
    anchors,
    writerOf,
  });

  const held = useRef<LiveEditor>(undefined);
  const beginTalk = useCallback((parts: readonly AnchoredPart[], quote: string): boolean => {
    const draft = held.current?.current().draft;
    if (draft === undefined) return false;
    const anchor = parts.flatMap((one) => commentAnchor(draft, one) ?? []);
    if (anchor.length === 0) return false;
    setTalk({ anchor, quote });
    setPart('comments');
    return true;
  }, []);
  const talkAboutSelection = (): boolean => {
    const snapshot = held.current?.current();
    if (snapshot === undefined) return false;
    const selected = snapshot.selection.filter(({ from, to }) => from < to);
    if (selected.length > 0) return beginTalk(selected, selected.map(({ words }) => words).join('\n'));
    // Nothing is selected: it is about the paragraph.
    const [at] = snapshot.selection;
    const whole = at === undefined ? undefined : snapshot.draft.paragraph(at.paragraph);
    if (whole === undefined) return false;
    const words = whole.runs.map(({ width, chars }) => (width > 0 ? (chars ?? '') : '')).join('');
    return beginTalk([{ paragraph: whole.id, from: 0, to: whole.size }], words);
  };
  const goOn = (direction: 1 | -1): boolean => {
    const editor = held.current;
    if (editor === undefined) return false;
    const { draft, selection } = editor.current();
    const firsts = [...partsById(draft).values()].flatMap(([first]) => first ?? []);
    const next = nextPart(draft, firsts, selection[0], direction);
    if (next === undefined) return false;
    editor.show({ ...next, to: next.from });
    return true;
  };
  const withEditor = (act: (editor: LiveEditor) => boolean): boolean =>
    held.current === undefined ? false : act(held.current);
  const acts: Acts = {
    find: () => {
      setFinding((now) => now ?? { words: '', matchCase: false });
      return true;
    },
    replace: () => {
      setFinding((now) => now ?? { words: '', matchCase: false });
      return true;
    },
    comment: talkAboutSelection,
    bracket: () => withEditor(bracketSelection),
    reference: () => {
      setChoosingReference(true);
      return true;
    },
    note: () => withEditor(addNote),
    open: () =>
      mayOpen &&
      withEditor((made) => {
        const paragraphs = made.current().selection.map(({ paragraph }) => paragraph);
        setOpening([...new Set(paragraphs)]);
        return true;
      }),
    help: () => {
      setKeySheetOpen(true);
      return true;
    },
    next: () => goOn(1),
    previous: () => goOn(-1),
  };
  // The editor keeps the acts it was made with; these speak to the page as it is now.
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  const steady = useMemo<Acts>(
    () => ({
      find: () => latest.current.find(),
      replace: () => latest.current.replace(),
      comment: () => latest.current.comment(),
      bracket: () => latest.current.bracket(),
      reference: () => latest.current.reference(),
      note: () => latest.current.note(),
      open: () => latest.current.open(),
      help: () => latest.current.help(),
      next: () => latest.current.next(),
      previous: () => latest.current.previous(),
    }),
    [],
  );
  const editor = useEditor(doc, place, situation, {
    newId,
    now: () => Date.now(),
    person: { delegation: rights.delegation, person: rights.person },
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': document.title,
      lang: document.lang,
      dir: textDirection(document.lang) ?? 'auto',
      class: 'live-text',
      spellcheck: 'true',
    },
    dragTitle: t('drafting:tools.drag'),
    acts: steady,
    onRefused: setRefused,
    onCaret: ({ anchor, head }) =>
      live.presence.set(anchor === undefined || head === undefined ? undefined : { anchor, head }),
  });
  useEffect(() => {
    held.current = editor;
  }, [editor]);

  useEffect(() => {
    if (refused === undefined) return undefined;
    const timer = setTimeout(() => setRefused(undefined), REFUSED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [refused]);

  const writeWaiting = useEffectEvent((made: LiveEditor) => {
    if (rights.role !== 'edit') return;
    const { words: changes } = waitingForAmendment(document.id);
    if (changes.length === 0) return;
    forgetForAmendment(document.id);
    made.write([], (recorder, _draft, hand) => {
      const left = applyChanges(changes, {
        read: () => readDraft(doc, BASE_VIEW),
        recorder,
        hand: hand(),
        idHere: (id) => state.sources[id] ?? id,
      });
      setUnmade(left.length);
    });
  });
  useEffect(() => {
    if (editor !== undefined) writeWaiting(editor);
  }, [editor]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || !hasSingleKeys()) return;
    if (
      target instanceof HTMLElement &&
      (target.isContentEditable || target.matches('input, textarea, select'))
    )
      return;
    event.preventDefault();
    setKeySheetOpen(true);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className="workspace">
      <header className="workspace-head">
        <div className="row workspace-title">
          <h2 dir="auto" lang={document.lang}>
            {document.title}
          </h2>
          <Tag>{t(`vocabulary:document.${document.kind}`)}</Tag>
        </div>
        <div className="row workspace-state">
          <DocumentWays deliberation={deliberation} document={document} state={state} />
          {document.kind === 'amendmentDraft' ? (
            <TableDraft doc={doc} document={document} deliberation={deliberation} state={state} />
          ) : null}
          <Export doc={doc} showing={showing} document={document} body={body} state={state} />
          <Present live={live} body={body} />
          <StateLine live={live} />
        </div>
      </header>
      <div className="workspace-bar no-print">
        <div className="row">
          {modes.length === 1 ? (
            <Tag>{t(`drafting:mode.${mode}`)}</Tag>
          ) : (
            <Choice
              label={t('drafting:mode.label')}
              value={mode}
              onChoose={setMode}
              options={EDITOR_MODES.filter((candidate) => modes.includes(candidate)).map((value) => ({
                value,
                name: t(`drafting:mode.${value}`),
              }))}
            />
          )}
          <select
            className="toolbar-kind"
            aria-label={t('drafting:showing.label')}
            value={showing}
            onChange={(event) =>
              setShowing(SHOWINGS.find((candidate) => candidate === event.target.value) ?? showing)
            }
          >
            {SHOWINGS.map((candidate) => (
              <option key={candidate} value={candidate}>
                {t(`drafting:showing.${candidate}`)}
              </option>
            ))}
          </select>
        </div>
        {editor === undefined ? null : (
          <Tools
            editor={editor}
            canWrite={canWrite}
            canOpen={mayOpen}
            acts={steady}
            finding={finding}
            onFind={setFinding}
            isChoosingReference={isChoosingReference}
            onReference={(paragraph) => {
              setChoosingReference(false);
              if (paragraph !== undefined) editor.run(insertReference(paragraph));
              else editor.view.focus();
            }}
          />
        )}
      </div>
      <RecoveryBox live={live} api={api} />
      {editor === undefined ? null : (
        <OpenedToUs editor={editor} rights={rights} mode={mode} onEdit={() => setMode('edit')} />
      )}
      {editor === undefined ? null : (
        <AdoptedHere editor={editor} deliberation={deliberation} document={document} state={state} />
      )}
      {document.kind === 'amendmentDraft' ? (
        <>
          <TextMovedOn document={document} deliberation={deliberation} state={state} />
          <TabledFrom document={document} deliberation={deliberation} body={body} state={state} />
        </>
      ) : null}
      {unmade === 0 ? null : (
        <Notice tone="warn" live>
          {t('drafting:unmade', { count: unmade })}
        </Notice>
      )}
      <div className="workspace-parts">
        <div className="workspace-text">
          <p className="workspace-refused" role="status">
            {refused === undefined ? null : <Tag tone="warn">{t(`drafting:refused.${refused.refused}`)}</Tag>}
          </p>
          <div ref={place} className={`live-place${showsHolders ? ' shows-holders' : ''}`} />
        </div>
        {editor === undefined ? null : (
          <Margin
            editor={editor}
            doc={doc}
            document={document}
            deliberation={deliberation}
            stream={stream}
            body={body}
            state={state}
            rights={rights}
            mode={mode}
            canWrite={canWrite}
            comments={comments}
            anchors={anchors}
            part={part}
            onPart={setPart}
            active={active}
            onActive={setActive}
            showsHolders={showsHolders}
            onShowsHolders={setShowsHolders}
            talk={talk}
            onTalk={setTalk}
            onDiscuss={beginTalk}
            writerOf={writerOf}
            showsWriters={showsWriters}
            onShowsWriters={setShowsWriters}
          />
        )}
      </div>
      {editor === undefined ? null : (
        <OpenedSheet
          paragraphs={opening}
          labels={editor.snapshot().labels}
          stream={stream}
          body={body}
          state={state}
          closed={rights.closed}
          onShow={(paragraph) => {
            setOpening(undefined);
            editor.show({ paragraph, from: 0, to: 0 });
          }}
          onClose={() => {
            setOpening(undefined);
            editor.view.focus();
          }}
        />
      )}
      <KeySheet isOpen={isKeySheetOpen} onClose={() => setKeySheetOpen(false)} />
    </div>
  );
};
