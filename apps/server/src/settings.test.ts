import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { configurationPage } from './configuration-page.ts';
import { readSettings, SETTINGS, SettingsError } from './settings.ts';

const noFile = (path: string): string => {
  throw Object.assign(new Error(path), { code: 'ENOENT' });
};
const read = (env: Record<string, string>) => readSettings({ env, readFile: noFile });
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

test('[IDN-1] without an environment every setting has its documented default', () => {
  expect(read({})).toEqual({
    port: 8080,
    host: '127.0.0.1',
    databaseUrl: undefined,
    dataFolder: resolve('.plenary'),
    publicUrl: undefined,
    allowedOrigins: [],
    trustProxy: false,
    demonstration: true,
    recordOrigin: 'plenary.local/record',
    logLevel: 'warn',
    metricsToken: undefined,
    mailFrom: 'plenary@localhost',
    mailSpool: undefined,
    smtpUrl: undefined,
    drainSeconds: 0,
    proofBits: 16,
  });
});

test('[IDN-1] the example of every setting is admitted', () => {
  for (const setting of Object.values(SETTINGS))
    expect(setting.parse(setting.example), setting.variable).toHaveProperty('value');
});

test('[IDN-1] an empty variable counts as not given', () => {
  expect(read({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8080, databaseUrl: undefined });
});

test('[IDN-1] every wrong setting is named with what it must be, all at once', () => {
  expect(
    problemsOf({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      PLENARY_PUBLIC_URL: 'https://example.org/plenary',
      PLENARY_DEMONSTRATION: 'yes',
      PLENARY_TRUST_PROXY: 'all',
    }),
  ).toEqual([
    'PORT must be a whole number from 0 to 65535, not "99999".',
    'PLENARY_PUBLIC_URL must have no path: the service stands at the root of its host, not "https://example.org/plenary".',
    'PLENARY_TRUST_PROXY must be off, the number of proxies in front (1 to 9), or their addresses separated by commas, not "all".',
    'PLENARY_DEMONSTRATION must be on or off, not "yes".',
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
  ]);
});

test('[IDN-2] a secret that is wrong is named but never shown', () => {
  const [problem] = problemsOf({ DATABASE_URL: 'mysql://root:hush@db' });
  expect(problem).toContain('DATABASE_URL');
  expect(problem).not.toContain('hush');
});

test('[IDN-2] a secret is read from the file that its _FILE variable names', () => {
  const settings = readSettings({
    env: { DATABASE_URL_FILE: '/run/secrets/db' },
    readFile: (path) => `postgres://plenary@${path.split('/').at(-1)}/plenary\n`,
  });
  expect(settings.databaseUrl).toBe('postgres://plenary@db/plenary');
});

test('[IDN-2] a secret given twice, or in a file that is not there, is refused', () => {
  expect(problemsOf({ DATABASE_URL: 'postgres://a/b', DATABASE_URL_FILE: '/x' })).toEqual([
    'DATABASE_URL is given twice, also by DATABASE_URL_FILE.',
  ]);
  expect(problemsOf({ DATABASE_URL_FILE: '/x' })).toEqual([
    'DATABASE_URL cannot be read from the file named in DATABASE_URL_FILE (ENOENT).',
  ]);
});

test('[IDN-1] docs/configuration.md is the table of settings', async () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toBe(await prettier.format(configurationPage(), { parser: 'markdown', printWidth: 110 }));
});
