import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '@plenary/consensus';
import type { ClaimedMail } from '@plenary/db';
import { createTransport } from 'nodemailer';

/** Takes a mail to where it goes; a fault means that it may not have arrived. */
export interface MailCarrier {
  readonly carry: (mail: ClaimedMail) => Promise<void>;
  /** Deletes what lies as files since before an instant; what a mail server took is out of reach. */
  readonly forget: (before: Instant) => Promise<void>;
  readonly close: () => void;
}

export interface CarrierParts {
  readonly smtpUrl: string | undefined;
  readonly spool: string;
  readonly from: string;
  /** Name of the service behind the sign in ids of messages. */
  readonly host: string;
}

/** What a mail server may take at most, in milliseconds. */
const CONNECT_MILLISECONDS = 20_000;
const ANSWER_MILLISECONDS = 60_000;

/** A mail that is sent twice bears the same id both times: the reader's program sees that it is one. */
const messageOf = (
  { id, address, subject, plain, html, unsubscribe, createdAt, lang }: ClaimedMail,
  { from, host }: CarrierParts,
) => ({
  messageId: `<${id}@${host}>`,
  date: new Date(createdAt),
  from,
  to: { name: '', address },
  subject,
  text: plain,
  html,
  headers: {
    'Auto-Submitted': 'auto-generated',
    'Content-Language': lang,
    ...(unsubscribe === ''
      ? {}
      : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  },
});

/** NOT-60: deletes mails, whole or begun, that lie in a folder since before; a folder that is not there holds none. */
const forgetSpooled = async (spool: string, before: number): Promise<void> => {
  const names = await readdir(spool).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => /\.eml(\.part)?$/u.test(one))) {
    const path = join(spool, name);
    const found = await stat(path).catch(() => undefined); // collected meanwhile
    if (found !== undefined && found.mtimeMs < before) await rm(path, { force: true });
  }
};

/** By SMTP where a server is given, else as files in the spool folder. */
export const mailCarrier = (parts: CarrierParts): MailCarrier => {
  const { smtpUrl, spool } = parts;
  if (smtpUrl === undefined) {
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    return {
      carry: async (mail) => {
        const { message } = await composer.sendMail(messageOf(mail, parts));
        if (!Buffer.isBuffer(message)) throw new Error('a mail was composed as a stream');
        await mkdir(spool, { recursive: true, mode: 0o700 });
        const path = join(spool, `${mail.id}.eml`);
        // Whole or not at all: whoever collects mails takes what ends in .eml.
        await writeFile(`${path}.part`, message, { mode: 0o600 });
        // The file is as old as the mail, by the clock of the service.
        const written = new Date(mail.createdAt);
        await utimes(`${path}.part`, written, written);
        await rename(`${path}.part`, path);
      },
      forget: (before) => forgetSpooled(spool, Date.parse(before)),
      close: () => composer.close(),
    };
  }
  const url = new URL(smtpUrl);
  const isSecure = url.protocol === 'smtps:';
  const transport = createTransport({
    host: url.hostname,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: ANSWER_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    carry: async (mail) => {
      await transport.sendMail(messageOf(mail, parts));
    },
    // Files of the time before there was a mail server.
    forget: (before) => forgetSpooled(spool, Date.parse(before)),
    close: () => transport.close(),
  };
};
