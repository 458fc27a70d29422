import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { showDeadline } from '../ui/instant.ts';
import { localised, shownLanguage } from '../ui/localised.ts';
import { consultationsQuery } from './consultations.ts';
import './open-windows.css';

/** Windows for comments that are open or ahead, on one text or on all, each with the way in; nothing where there is none. */
export const OpenWindows = ({ deliberation }: { readonly deliberation?: string }) => {
  const { t, i18n } = useTranslation('shell');
  const { data } = useQuery(consultationsQuery(deliberation));
  const windows = (data?.consultations ?? []).filter(
    ({ phase }) => phase === 'open' || phase === 'announced',
  );
  const lang = i18n.language;
  if (windows.length === 0) return null;
  return (
    <section className="open-windows no-print" aria-labelledby="open-windows">
      <h2 id="open-windows" className={deliberation === undefined ? undefined : 'visually-hidden'}>
        {t('windows.title')}
      </h2>
      <ul>
        {windows.map(({ id, deliberation: on, title, phase, opensAt, closesAt }) => (
          <li key={id} className="open-window">
            <div>
              <p className="open-window-title" lang={shownLanguage(title, lang)} dir="auto">
                {localised(title, lang)}
              </p>
              <p className="small soft">
                {phase === 'open'
                  ? t('windows.until', { at: showDeadline(closesAt, lang) })
                  : t('windows.from', {
                      from: showDeadline(opensAt, lang),
                      to: showDeadline(closesAt, lang),
                    })}
              </p>
            </div>
            <Link
              className="button"
              to="/deliberations/$id/consultations/$consultation"
              params={{ id: on, consultation: id }}
            >
              {t(phase === 'open' ? 'windows.comment' : 'windows.see')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
