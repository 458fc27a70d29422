import type { LiveRights } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/Notice.tsx';
import type { LiveEditor } from '../editor/live-editor.ts';
import type { EditorMode } from '../editor/touched-paragraphs.ts';
import { useSnapshot } from '../use-editor.ts';

/** So many paragraphs are named; more are counted. */
const NAMED = 12;

/** Tells a delegation at once which paragraphs it may edit and not only suggest on, and leads there. */
export const OpenedToUs = ({
  editor,
  rights,
  mode,
  onEdit,
}: {
  readonly editor: LiveEditor;
  readonly rights: LiveRights;
  readonly mode: EditorMode;
  readonly onEdit: () => void;
}) => {
  const { t } = useTranslation('drafting');
  const { draft, labels } = useSnapshot(editor);
  const opened = new Set(rights.opened);
  const here =
    rights.role === 'suggest' && opened.size > 0
      ? draft.paragraphs.flatMap(({ id }) => (opened.has(id) ? [id] : []))
      : [];
  return (
    <div role="status">
      {here.length === 0 ? null : (
        <Notice tone="info">
          <p className="row opened-to-us">
            {t('opened.ours', { count: here.length })}
            {here.slice(0, NAMED).map((id) => (
              <button
                key={id}
                type="button"
                className="margin-place"
                onClick={() => {
                  onEdit();
                  editor.show({ paragraph: id, from: 0, to: 0 });
                  editor.view.focus();
                }}
              >
                <bdi>{labels.get(id) || t('opened.unnamed')}</bdi>
              </button>
            ))}
            {here.length > NAMED ? <span>+{here.length - NAMED}</span> : null}
            {mode === 'edit' ? <span className="soft">{t('opened.editing')}</span> : null}
          </p>
        </Notice>
      )}
    </div>
  );
};
