import { existsSync } from 'node:fs';

const COMMON = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where Chromium is: as `PLENARY_CHROMIUM` says, else in the usual places; nothing when there is none. */
export const findChromium = (env = process.env, exists = existsSync) => {
  const named = env.PLENARY_CHROMIUM;
  if (named !== undefined && named !== '') return exists(named) ? named : undefined;
  return COMMON.find((path) => exists(path));
};
