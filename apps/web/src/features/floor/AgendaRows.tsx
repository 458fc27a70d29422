import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { AgendaRow } from './agenda.ts';

/** FLR-155: the items of an agenda for changing, a row for each: what a row is about stays with it, however it is worded. */
export const AgendaRows = ({
  rows,
  onChange,
}: {
  readonly rows: readonly AgendaRow[];
  readonly onChange: (rows: readonly AgendaRow[]) => void;
}) => {
  const { t } = useTranslation('floor');
  const put = (at: number, row: AgendaRow): void => onChange(rows.with(at, row));
  return (
    <fieldset className="floor-choices">
      <legend>{t('agenda')}</legend>
      <ol className="floor-agenda-rows">
        {rows.map((row, at) => {
          const name = t('itemRow', { number: at + 1 });
          const words = `\u2068${row.title}\u2069`;
          return (
            <li key={row.key} className="stack">
              <input
                aria-label={name}
                required
                dir="auto"
                value={row.title}
                onChange={(event) => put(at, { ...row, title: event.target.value })}
              />
              <div className="row">
                {row.item?.deliberation === undefined ? null : (
                  <Tag>
                    {t('itemText')} <bdi>{row.item.deliberation}</bdi>
                  </Tag>
                )}
                <label className="floor-choice">
                  <input
                    type="checkbox"
                    disabled={at === 0}
                    checked={row.isSub}
                    onChange={(event) => put(at, { ...row, isSub: event.target.checked })}
                  />
                  {t('itemSub')}
                </label>
                {at === 0 ? null : (
                  <Button
                    tone="quiet"
                    aria-label={t('itemEarlierOf', { item: words })}
                    onClick={() =>
                      onChange([
                        ...rows.slice(0, at - 1),
                        row,
                        ...rows.slice(at - 1, at),
                        ...rows.slice(at + 1),
                      ])
                    }
                  >
                    {t('itemEarlier')}
                  </Button>
                )}
                <Button
                  tone="quiet"
                  aria-label={t('itemRemoveOf', { item: words })}
                  onClick={() => onChange(rows.toSpliced(at, 1))}
                >
                  {t('itemRemove')}
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      <div>
        <Button
          onClick={() => {
            const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
            onChange([...rows, { key, title: '', isSub: false }]);
          }}
        >
          {t('itemAdd')}
        </Button>
      </div>
    </fieldset>
  );
};
