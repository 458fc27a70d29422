import { resolve } from 'node:path';

/** What a setting's text means, or what is wrong with it as the end of a sentence ("must be …"). */
type Parsed<T> = { readonly value: T } | { readonly problem: string };

interface Setting<T> {
  readonly variable: string;
  readonly meaning: string;
  readonly example: string;
  /** Text that stands when nothing is given; `null` when there is no default. */
  readonly standard: string | null;
  /** Secrets also accept `<variable>_FILE`: the path of a file that holds the value. */
  readonly secret: boolean;
  readonly parse: (text: string) => Parsed<T>;
}

type Row<T> = Omit<Setting<T>, 'standard' | 'secret'> & { readonly secret?: true };

const withStandard = <T>(row: Row<T>, standard: string): Setting<T> & { readonly standard: string } => ({
  secret: false,
  ...row,
  standard,
});
const optional = <T>(row: Row<T>): Setting<T> & { readonly standard: null } => ({
  secret: false,
  ...row,
  standard: null,
});

const whole =
  (min: number, max: number) =>
  (text: string): Parsed<number> => {
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max
      ? { value }
      : { problem: `must be a whole number from ${min} to ${max}` };
  };

const oneOf =
  <const T extends readonly string[]>(words: T) =>
  (text: string): Parsed<T[number]> => {
    const value = words.find((word) => word === text);
    return value === undefined ? { problem: `must be one of ${words.join(', ')}` } : { value };
  };

const onOrOff = (text: string): Parsed<boolean> =>
  text === 'on' || text === 'off' ? { value: text === 'on' } : { problem: 'must be on or off' };

const asIs = (text: string): Parsed<string> => ({ value: text });

const address =
  (protocols: readonly string[]) =>
  (text: string): Parsed<URL> => {
    const value = URL.canParse(text) ? new URL(text) : undefined;
    return value !== undefined && protocols.includes(value.protocol)
      ? { value }
      : { problem: `must be an address that begins with ${protocols.join('// or ')}//` };
  };

const databaseAddress = (text: string): Parsed<string> => {
  const parsed = address(['postgres:', 'postgresql:'])(text);
  return 'problem' in parsed ? parsed : { value: text };
};

const publicAddress = (text: string): Parsed<URL> => {
  const parsed = address(['http:', 'https:'])(text);
  if ('problem' in parsed) return parsed;
  return parsed.value.pathname === '/' && parsed.value.search === '' && parsed.value.hash === ''
    ? parsed
    : { problem: 'must have no path: the service stands at the root of its host' };
};

const origins = (text: string): Parsed<readonly string[]> => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = parts.find((part) => 'problem' in publicAddress(part));
  return wrong === undefined
    ? { value: parts.map((part) => new URL(part).origin) }
    : { problem: `must be origins separated by commas; ${JSON.stringify(wrong)} is none` };
};

/** `false`, a number of proxies, or addresses and networks of trusted proxies, as Fastify reads them. */
const proxies = (text: string): Parsed<false | number | string> => {
  if (text === 'off') return { value: false };
  if (/^[1-9]$/.test(text)) return { value: Number(text) };
  return /^[0-9a-fA-F:./, ]+$/.test(text) && /[.:]/.test(text)
    ? { value: text }
    : {
        problem:
          'must be off, the number of proxies in front (1 to 9), or their addresses separated by commas',
      };
};

const originName = (text: string): Parsed<string> =>
  /^[A-Za-z0-9.-]+(\/[A-Za-z0-9._/-]+)?$/.test(text)
    ? { value: text }
    : { problem: 'must be a name such as plenary.example.org/record, without spaces or a protocol' };

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting of the service. docs/configuration.md is generated from this table; a test keeps them equal. */
export const SETTINGS = {
  port: withStandard(
    {
      variable: 'PORT',
      meaning: 'Port the service listens on; 0 takes any free one.',
      example: '443',
      parse: whole(0, 65_535),
    },
    '8080',
  ),
  host: withStandard(
    {
      variable: 'HOST',
      meaning:
        'Address the service listens on. The default admits this machine only; 0.0.0.0 admits every network.',
      example: '0.0.0.0',
      parse: asIs,
    },
    '127.0.0.1',
  ),
  databaseUrl: optional({
    variable: 'DATABASE_URL',
    meaning:
      'PostgreSQL to keep everything in. Without it the service runs a private database in the data folder.',
    example: 'postgres://plenary@db.example.org/plenary',
    secret: true,
    parse: databaseAddress,
  }),
  dataFolder: withStandard(
    {
      variable: 'PLENARY_DATA',
      meaning:
        'Folder of the private database and of the lock that keeps a second copy out. A relative path counts from where the service is started; `npm start` counts from the checkout.',
      example: '/var/lib/plenary',
      parse: (text) => ({ value: resolve(text) }),
    },
    '.plenary',
  ),
  publicUrl: optional({
    variable: 'PLENARY_PUBLIC_URL',
    meaning:
      'Address under which people reach the service. With https the session cookie is Secure, and only requests that come from this origin may write. Without it, requests from the host they were sent to may write.',
    example: 'https://plenary.example.org',
    parse: publicAddress,
  }),
  allowedOrigins: withStandard(
    {
      variable: 'PLENARY_ALLOWED_ORIGINS',
      meaning: 'Further origins whose pages may write, separated by commas.',
      example: 'https://intranet.example.org',
      parse: origins,
    },
    '',
  ),
  trustProxy: withStandard(
    {
      variable: 'PLENARY_TRUST_PROXY',
      meaning:
        "Proxies whose forwarded headers are believed: off, how many stand in front, or their addresses. Limits count by the reader's address, so a wrong value lets one reader use up everyone's.",
      example: '1',
      parse: proxies,
    },
    'off',
  ),
  demonstration: withStandard(
    {
      variable: 'PLENARY_DEMONSTRATION',
      meaning:
        'Seeds a demonstration once, in an empty database, and prints one-use sign-in links at every start. Must be off for real use; then only a link for the secretariat is printed, until somebody of it can come in.',
      example: 'off',
      parse: onOrOff,
    },
    'on',
  ),
  recordOrigin: withStandard(
    {
      variable: 'PLENARY_RECORD_ORIGIN',
      meaning:
        'Name of the record in its signed checkpoints. It can never change once something is recorded.',
      example: 'plenary.example.org/record',
      parse: originName,
    },
    'plenary.local/record',
  ),
  logLevel: withStandard(
    {
      variable: 'LOG_LEVEL',
      meaning: 'Least severity that is logged, as one JSON object a line.',
      example: 'info',
      parse: oneOf(LOG_LEVELS),
    },
    'warn',
  ),
  metricsToken: optional({
    variable: 'PLENARY_METRICS_TOKEN',
    meaning: 'When given, /metrics answers only to requests that carry it as a bearer token.',
    example: 'a-long-random-text',
    secret: true,
    parse: (text) => (text.length >= 16 ? { value: text } : { problem: 'must have at least 16 characters' }),
  }),
  smtpUrl: optional({
    variable: 'PLENARY_SMTP_URL',
    meaning:
      'Server that takes mails: smtp:// (encrypted as soon as the server offers it) or smtps://, with user and password in the address where it asks for them. Without it mails are written to the spool folder.',
    example: 'smtps://plenary:password@mail.example.org:465',
    secret: true,
    parse: (text) =>
      URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol)
        ? { value: text }
        : { problem: 'must begin with smtp:// or smtps:// and name a server' },
  }),
  mailFrom: withStandard(
    {
      variable: 'PLENARY_MAIL_FROM',
      meaning: 'Address from which mails are sent.',
      example: 'plenary@example.org',
      parse: (text) =>
        /^[^\s@<>"]+@[^\s@<>"]+$/.test(text) ? { value: text } : { problem: 'must be an address of mail' },
    },
    'plenary@localhost',
  ),
  mailSpool: optional({
    variable: 'PLENARY_MAIL_SPOOL',
    meaning:
      'Folder in which mails are laid down as .eml files while no mail server is given; `mail` in the data folder unless set.',
    example: '/var/spool/plenary',
    parse: (text) => ({ value: resolve(text) }),
  }),
  proofBits: withStandard(
    {
      variable: 'PLENARY_PROOF_BITS',
      meaning:
        'How much work a browser does before somebody who is not signed in takes part in a conversation: leading zero bits of a hash. One more doubles it; 16 cost a phone a few seconds.',
      example: '18',
      parse: whole(0, 24),
    },
    '16',
  ),
  drainSeconds: withStandard(
    {
      variable: 'PLENARY_DRAIN_SECONDS',
      meaning:
        'Seconds between saying "not ready" and closing, so that a balancer can move its traffic elsewhere first.',
      example: '5',
      parse: whole(0, 300),
    },
    '0',
  ),
} as const;

type Table = typeof SETTINGS;
type ValueOf<S> = S extends Setting<infer T> ? (S['standard'] extends null ? T | undefined : T) : never;
export type Settings = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** One sentence for each setting that is wrong; nothing has been started. */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of a file; throws when it cannot be read. */
  readonly readFile: (path: string) => string;
}

/** The text given for a setting, by its variable or, for a secret, by the file that holds it. */
const given = (setting: Setting<unknown>, { env, readFile }: Sources): Parsed<string | undefined> => {
  const direct = env[setting.variable];
  const path = setting.secret ? env[`${setting.variable}_FILE`] : undefined;
  if (path === undefined || path === '') return { value: direct === '' ? undefined : direct };
  if (direct !== undefined && direct !== '')
    return { problem: `is given twice, also by ${setting.variable}_FILE` };
  try {
    return { value: readFile(path).trim() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { problem: `cannot be read from the file named in ${setting.variable}_FILE (${code})` };
  }
};

/**
 * Reads every setting from the environment.
 * @throws SettingsError naming every setting that is wrong, never showing the value of a secret.
 */
export const readSettings = (sources: Sources): Settings => {
  const problems: string[] = [];
  const read = <T>(setting: Setting<T>): T | undefined => {
    const text = given(setting, sources);
    if ('problem' in text) {
      problems.push(`${setting.variable} ${text.problem}.`);
      return undefined;
    }
    const chosen = text.value ?? setting.standard;
    if (chosen === null) return undefined;
    const parsed = setting.parse(chosen);
    if ('value' in parsed) return parsed.value;
    const shown = setting.secret ? '' : `, not ${JSON.stringify(chosen)}`;
    problems.push(`${setting.variable} ${parsed.problem}${shown}.`);
    return undefined;
  };
  const must = <T>(setting: Setting<T> & { readonly standard: string }): T => {
    const value = read(setting);
    if (value !== undefined) return value;
    const parsed = setting.parse(setting.standard);
    if ('problem' in parsed) throw new Error(`the default of ${setting.variable} does not parse`);
    return parsed.value;
  };
  const settings: Settings = {
    port: must(SETTINGS.port),
    host: must(SETTINGS.host),
    databaseUrl: read(SETTINGS.databaseUrl),
    dataFolder: must(SETTINGS.dataFolder),
    publicUrl: read(SETTINGS.publicUrl),
    allowedOrigins: must(SETTINGS.allowedOrigins),
    trustProxy: must(SETTINGS.trustProxy),
    demonstration: must(SETTINGS.demonstration),
    recordOrigin: must(SETTINGS.recordOrigin),
    logLevel: must(SETTINGS.logLevel),
    metricsToken: read(SETTINGS.metricsToken),
    smtpUrl: read(SETTINGS.smtpUrl),
    mailFrom: must(SETTINGS.mailFrom),
    mailSpool: read(SETTINGS.mailSpool),
    proofBits: must(SETTINGS.proofBits),
    drainSeconds: must(SETTINGS.drainSeconds),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
};
