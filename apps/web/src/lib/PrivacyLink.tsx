import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The way to what is held about people, wherever they leave something of themselves. */
export const PrivacyLink = () => {
  const { t } = useTranslation('shell');
  return <Link to="/privacy">{t('privacy')}</Link>;
};
