import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Service } from './service.ts';

/** The plain words of a mail, as its reader sees them. */
const plainWords = (mail: string): string => {
  const part = mail.slice(mail.indexOf('Content-Type: text/plain'));
  const body = part.slice(part.indexOf('\r\n\r\n'));
  switch (/Content-Transfer-Encoding: (\S+)/u.exec(part)?.[1]) {
    case 'base64':
      return Buffer.from(body.split('\r\n--')[0] ?? '', 'base64').toString('utf8');
    case 'quoted-printable':
      return body
        .replaceAll('=\r\n', '')
        .replaceAll(/=([0-9A-F]{2})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    default:
      return body;
  }
};

/** The path of the first link to a page that a mail to an address holds, once that mail lies in the spool folder. */
export const mailedPath = async (service: Service, address: string, page: string): Promise<string> => {
  const folder = join(service.folder, 'mail');
  const links = (): readonly string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((mail) => mail.includes(`To: ${address}`))
      .flatMap((mail) => plainWords(mail).match(/https?:\/\/\S+/gu) ?? [])
      .map((link) => link.replace(/^https?:\/\/[^/]+/u, ''))
      .filter((path) => path.startsWith(page));
  await expect.poll(() => links().length, { timeout: 120_000 }).toBeGreaterThan(0);
  return links()[0] ?? '';
};
