import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { changeDegree, CHOSEN_KINDS, moveParagraph, setKind, toggleEmphasis } from './editor/commands.ts';
import type { EditorActs } from './editor/keys.ts';
import type { EditorSnapshot, LiveEditor } from './editor/live-editor.ts';

interface Tool {
  readonly name: IconName;
  readonly act: () => unknown;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

/** Arrow keys go from tool to tool, as in every toolbar; Tab leaves it. */
const moveFocus = (event: KeyboardEvent<HTMLDivElement>): void => {
  const isForward = event.key === (document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
  const isBack = event.key === (document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft');
  if (!isForward && !isBack) return;
  const tools = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled), select:not(:disabled)'),
  ];
  const at = tools.findIndex((tool) => tool === document.activeElement);
  if (at === -1 || tools[at]?.tagName === 'SELECT') return;
  event.preventDefault();
  tools[(at + (isForward ? 1 : tools.length - 1)) % tools.length]?.focus();
};

/** What can be done with the words, beside typing. Everything has a key as well. */
export const Toolbar = ({
  editor,
  snapshot,
  canWrite,
  canOpen,
  acts,
}: {
  readonly editor: LiveEditor;
  readonly snapshot: EditorSnapshot;
  readonly canWrite: boolean;
  /** Whether the one who looks opens paragraphs to delegations. */
  readonly canOpen: boolean;
  readonly acts: Omit<EditorActs, 'undo' | 'redo'>;
}) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const { kind, bold, italic, canUndo, canRedo } = snapshot;
  const groups: readonly (readonly Tool[])[] = [
    [
      { name: 'undo', act: editor.undo, disabled: !canWrite || !canUndo },
      { name: 'redo', act: editor.redo, disabled: !canWrite || !canRedo },
    ],
    [
      { name: 'bold', act: () => editor.run(toggleEmphasis('bold')), pressed: bold, disabled: !canWrite },
      {
        name: 'italic',
        act: () => editor.run(toggleEmphasis('italic')),
        pressed: italic,
        disabled: !canWrite,
      },
    ],
    [
      { name: 'higher', act: () => editor.run(changeDegree(-1)), disabled: !canWrite },
      { name: 'deeper', act: () => editor.run(changeDegree(1)), disabled: !canWrite },
      { name: 'up', act: () => editor.run(moveParagraph(-1)), disabled: !canWrite },
      { name: 'down', act: () => editor.run(moveParagraph(1)), disabled: !canWrite },
    ],
    [
      { name: 'bracket', act: acts.bracket, disabled: !canWrite },
      { name: 'reference', act: acts.reference, disabled: !canWrite },
      { name: 'note', act: acts.note, disabled: !canWrite },
      { name: 'comment', act: acts.comment },
      ...(canOpen ? [{ name: 'open', act: acts.open } as const] : []),
    ],
    [
      { name: 'find', act: acts.find },
      { name: 'keys', act: acts.help },
    ],
  ];
  return (
    <div
      className="toolbar no-print"
      role="toolbar"
      aria-label={t('drafting:tools.label')}
      onKeyDown={moveFocus}
    >
      <select
        className="toolbar-kind"
        aria-label={t('drafting:tools.kind')}
        disabled={!canWrite}
        value={kind}
        onChange={(event) => {
          const chosen = CHOSEN_KINDS.find((candidate) => candidate === event.target.value);
          if (chosen !== undefined) editor.run(setKind(chosen));
        }}
      >
        {CHOSEN_KINDS.some((candidate) => candidate === kind) ? null : <option value={kind} />}
        {CHOSEN_KINDS.map((candidate) => (
          <option key={candidate} value={candidate}>
            {t(`vocabulary:kind.${candidate}`)}
          </option>
        ))}
      </select>
      {groups.map((tools, at) => (
        <span key={at} className="toolbar-group">
          {tools.map(({ name, act, pressed, disabled }) => (
            <button
              key={name}
              type="button"
              className="tool"
              aria-label={t(`drafting:tools.${name}`)}
              title={t(`drafting:tools.${name}`)}
              aria-pressed={pressed}
              disabled={disabled}
              // The selection in the text stays while a tool is pressed.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void act()}
            >
              <Icon name={name} />
            </button>
          ))}
        </span>
      ))}
    </div>
  );
};
