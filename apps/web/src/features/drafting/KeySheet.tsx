import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../../ui/Sheet.tsx';
import { KEY_SHEET } from './editor/keys.ts';

const STORED = 'plenary.singleKeys';

/** Whether single keys do something on this device; somebody who speaks to the machine switches them off. */
export const hasSingleKeys = (): boolean => {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch (error) {
    if (error instanceof DOMException) return true; // storage is forbidden: the page begins as everywhere
    throw error;
  }
};
const keepSingleKeys = (on: boolean): void => {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // storage is forbidden: the choice lasts for this page only
  }
};

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

const named = (key: string): readonly string[] =>
  key.split('-').map((part) => {
    switch (part) {
      case 'Mod':
        return isMac() ? '⌘' : 'Ctrl';
      case 'Alt':
        return isMac() ? '⌥' : 'Alt';
      case 'ArrowUp':
        return '↑';
      case 'ArrowDown':
        return '↓';
      case 'Escape':
        return 'Esc';
      default:
        return part.length === 1 ? part.toUpperCase() : part;
    }
  });

const Keys = ({ keys }: { readonly keys: string }) => (
  <span className="key-row" dir="ltr">
    {named(keys).map((key, at) => (
      <kbd key={at}>{key}</kbd>
    ))}
  </span>
);

/** Every key and what it does. */
export const KeySheet = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const { t } = useTranslation('drafting');
  const [single, setSingle] = useState(hasSingleKeys);
  return (
    <Sheet title={t('keys.title')} isOpen={isOpen} onClose={onClose}>
      <table className="key-sheet">
        <tbody>
          {KEY_SHEET.map(({ act, keys }) => (
            <tr key={act}>
              <th scope="row">{t(`keys.acts.${act}`)}</th>
              <td>
                {keys.map((one) => (
                  <Keys key={one} keys={one} />
                ))}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('keys.acts.sheet')}</th>
            <td>
              <Keys keys="?" />
            </td>
          </tr>
        </tbody>
      </table>
      <label className="row">
        <input
          type="checkbox"
          checked={single}
          onChange={(event) => {
            setSingle(event.target.checked);
            keepSingleKeys(event.target.checked);
          }}
        />
        {t('keys.single')}
      </label>
    </Sheet>
  );
};
