import { expect, test } from 'vitest';
import { memoryStore, type DeviceStore } from './device-store.ts';
import { ownDevice } from './own-device.ts';

const SEEN = new Uint8Array([1]);
const WRITTEN = new Uint8Array([2]);
const used = () => Promise.resolve(true);
/** A device on which two people had a draft open and wrote in it. */
const shared = async (): Promise<DeviceStore> => {
  const store = memoryStore();
  for (const name of ['kenya/conference/draft', 'france/conference/draft']) {
    await store.keepState(name, SEEN);
    await store.add(name, WRITTEN);
  }
  return store;
};
const seenOf = async (store: DeviceStore, account: string) =>
  (await store.load(`${account}/conference/draft`)).state;

test('[DEV-125] what somebody saw is gone from the device with another account, and what waits to be sent is not', async () => {
  const device = ownDevice(await shared(), used);
  await device.own('france');
  expect(await seenOf(device.store, 'kenya')).toBeUndefined();
  expect(await seenOf(device.store, 'france')).toEqual(SEEN);
  expect((await device.store.load('kenya/conference/draft')).updates).toMatchObject([{ update: WRITTEN }]);
});

test('[DEV-125] nothing that was seen is left when nobody is signed in, and it takes no second sign-in', async () => {
  const device = ownDevice(await shared(), used);
  await device.own('');
  for (const account of ['kenya', 'france']) expect(await seenOf(device.store, account)).toBeUndefined();
});

test('[DEV-125] a document that is closed after its reader left is not kept', async () => {
  const device = ownDevice(memoryStore(), used);
  await device.own('kenya');
  await device.store.keepState('kenya/conference/draft', SEEN);
  await device.own('');
  await device.store.keepState('kenya/conference/draft', SEEN);
  expect(await seenOf(device.store, 'kenya')).toBeUndefined();
});

test('[DEV-125] a device that keeps nothing, or holds nothing, is left alone', async () => {
  const refuses = (): Promise<never> => Promise.reject(new DOMException('no', 'SecurityError'));
  await ownDevice({ ...memoryStore(), forgetStates: refuses }, used).own('kenya');
  await ownDevice(memoryStore(), refuses).own('kenya');
  const untouched = await shared();
  await ownDevice(untouched, () => Promise.resolve(false)).own('');
  expect(await seenOf(untouched, 'kenya')).toEqual(SEEN);
});
