import { startTestServer } from '@plenary/db/testing';
import { buildApp, readSettings, seedDemonstration, type App } from '@plenary/server';
import { WITHOUT_RATES } from './without-rates.ts';

/** The real service on a real PostgreSQL with the exercise in it, in this process. */
export const startService = async (): Promise<{
  readonly app: App;
  readonly address: string;
  readonly stop: () => Promise<void>;
}> => {
  const server = await startTestServer();
  const database = await server.fresh();
  const settings = readSettings({
    env: { LOG_LEVEL: 'error', PLENARY_DATA: '/nonexistent' },
    readFile: () => '',
  });
  const app = await buildApp({ database, settings, limits: WITHOUT_RATES });
  await seedDemonstration(app);
  const address = await app.app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    address,
    stop: async () => {
      await app.stop();
      await database.close();
      await server.stop();
    },
  };
};

/** A session for the empowered delegate of a member; the cookie to send. */
export const cookieFor = async (
  app: App,
  address: string,
  kind: 'delegate' | 'chair',
  member?: string,
): Promise<string> => {
  const { token } = await app.identity.linkForSeat({
    kind,
    ...(member === undefined ? {} : { member }),
    mayBind: kind === 'delegate',
    displayName: 'bench',
  });
  const answer = await fetch(`${address}/api/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined)
    throw new Error(`no session: ${answer.status} ${await answer.text()}`);
  return cookie;
};

/** One act over HTTP; answers the status and the code of a refusal. */
export const perform = async (
  address: string,
  cookie: string,
  stream: string,
  act: object,
  key: string,
): Promise<{ status: number; code: string }> => {
  const answer = await fetch(`${address}/api/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'idempotency-key': key },
    body: JSON.stringify({ stream, act }),
  });
  const body = (await answer.json()) as { error?: { code: string } };
  return { status: answer.status, code: body.error?.code ?? '' };
};

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
