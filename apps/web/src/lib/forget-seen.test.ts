import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { forgetSeen } from './forget-seen.ts';

const filled = (): QueryClient => {
  const client = new QueryClient();
  client.setQueryData(['session'], { signedIn: false });
  client.setQueryData(['notices', 'list'], ['for France alone']);
  return client;
};

test.each([
  ['nobody', ''],
  ['somebody else', 'kenya'],
])('[DEV-67] what somebody who left could see is gone when %s is signed in', async (_, now) => {
  const client = filled();
  await forgetSeen(client, 'session', { before: 'france', now });
  expect(client.getQueryData(['notices', 'list'])).toBeUndefined();
  expect(client.getQueryData(['session'])).toEqual({ signedIn: false });
});

test('[DEV-67] what everybody could see is asked anew for who comes in, and stays meanwhile', async () => {
  const client = filled();
  await forgetSeen(client, 'session', { before: '', now: 'france' });
  expect(client.getQueryData(['notices', 'list'])).toEqual(['for France alone']);
  expect(client.getQueryState(['notices', 'list'])?.isInvalidated).toBe(true);
});

test('[DEV-67] nothing is asked anew while the same person is signed in', async () => {
  const client = filled();
  await forgetSeen(client, 'session', { before: 'france', now: 'france' });
  expect(client.getQueryState(['notices', 'list'])?.isInvalidated).toBe(false);
});
