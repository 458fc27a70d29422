import { LANGS, NATIVE_NAMES } from '@plenary/i18n';
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBody } from '../lib/live.ts';
import { chooseLanguage } from '../lib/language.ts';
import { dismissLateRefusal, useIsUnkept, useLateRefusal, useOutbox } from '../lib/outbox.ts';
import { PrivacyLink } from '../lib/PrivacyLink.tsx';
import { useSession, useSessionKept } from '../lib/session.ts';
import { useLineState } from '../lib/socket.ts';
import { THEMES, chooseTheme, currentTheme, type Theme } from '../lib/theme.ts';
import { Refused } from '../lib/api.ts';
import { Button } from '../ui/Button.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RefusalNote } from '../ui/RefusalNote.tsx';
import { localised } from '../ui/localised.ts';
import { NoticeBell } from './NoticeBell.tsx';
import './shell.css';

const LanguageChoice = () => {
  const { t, i18n } = useTranslation('shell');
  const chosen = LANGS.find((lang) => lang === i18n.language) ?? 'en';
  return (
    <label className="shell-choice">
      <span className="visually-hidden">{t('language')}</span>
      <select
        value={chosen}
        onChange={(event) => {
          const lang = LANGS.find((candidate) => candidate === event.target.value);
          if (lang !== undefined) void chooseLanguage(lang);
        }}
      >
        {LANGS.map((lang) => (
          <option key={lang} value={lang} lang={lang}>
            {NATIVE_NAMES[lang]}
          </option>
        ))}
      </select>
    </label>
  );
};

const ThemeChoice = () => {
  const { t } = useTranslation('shell');
  const [theme, setTheme] = useState<Theme>(currentTheme);
  return (
    <label className="shell-choice">
      <span className="visually-hidden">{t('theme')}</span>
      <select
        value={theme}
        onChange={(event) => {
          const next = THEMES.find((candidate) => candidate === event.target.value);
          if (next === undefined) return;
          chooseTheme(next);
          setTheme(next);
        }}
      >
        {THEMES.map((candidate) => (
          <option key={candidate} value={candidate}>
            {t(`themes.${candidate}`)}
          </option>
        ))}
      </select>
    </label>
  );
};

const AccountLink = () => {
  const { t, i18n } = useTranslation('shell');
  const session = useSession();
  const body = useBody();
  if (session === undefined) return null;
  if (session.account === undefined) return <Link to="/sign-in">{t('signIn')}</Link>;
  const member =
    session.account.member === undefined ? undefined : body?.state.members[session.account.member];
  return (
    <Link to="/account" className="shell-account">
      <bdi>
        {member === undefined ? t(`doors.${session.account.kind}`) : localised(member.names, i18n.language)}
      </bdi>
    </Link>
  );
};

/** What is between this page and the service: a cut line, acts not yet delivered, an outdated page. */
const LineNote = () => {
  const { t } = useTranslation('shell');
  const line = useLineState();
  const { waiting } = useOutbox();
  const isUnkept = useIsUnkept();
  if (line === 'outdated') return <p className="shell-line shell-line-bad">{t('line.outdated')}</p>;
  if (waiting.length > 0)
    return (
      <p className="shell-line">
        {t(isUnkept ? 'line.waitingUnkept' : 'line.waiting', { count: waiting.length })}
      </p>
    );
  if (line === 'away') return <p className="shell-line">{t('line.away')}</p>;
  return null;
};

/** That an act which was kept on this device was refused in the end, until somebody has read it. */
const LateNote = () => {
  const { t } = useTranslation('shell');
  const late = useLateRefusal();
  if (!(late instanceof Refused)) return null;
  return (
    <div className="shell-late">
      <RefusalNote refusal={late.refusal} />
      <Button tone="quiet" onClick={dismissLateRefusal}>
        {t('dialog.close')}
      </Button>
    </div>
  );
};

/** The frame of every page. */
export const Shell = () => {
  const { t, i18n } = useTranslation('shell');
  const body = useBody();
  useSessionKept();
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        {t('skip')}
      </a>
      {body?.state.exercise === true ? (
        <p className="shell-exercise" role="note">
          {t('exercise')}
        </p>
      ) : null}
      <header className="shell-header">
        <div className="shell-bar">
          <Link to="/" className="shell-brand">
            <img src="/mark.svg" alt="" width="28" height="28" />
            <span>Plenary</span>
          </Link>
          <p className="shell-body-name" dir="auto">
            {body === undefined ? '' : localised(body.state.names, i18n.language)}
          </p>
          <nav className="shell-nav" aria-label={t('navigation')}>
            <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
              {t('home')}
            </Link>
            <Link to="/sittings">{t('sittings')}</Link>
            <Link to="/documents">{t('documents')}</Link>
            <Link to="/members">{t('members')}</Link>
            <NoticeBell />
            <AccountLink />
          </nav>
          <div className="shell-choices">
            <LanguageChoice />
            <ThemeChoice />
          </div>
        </div>
        <div role="status" aria-live="polite">
          <LineNote />
        </div>
        <div role="status" aria-live="polite">
          <LateNote />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="shell-footer">
        <p>{t('footer')}</p>
        <p>
          <PrivacyLink /> · <a href="/docs">{t('interface')}</a>
        </p>
      </footer>
    </div>
  );
};
