import { DATABASE, indexedDbStore, memoryStore, type DeviceStore } from './device-store.ts';

/** The part of a name of a kept document that says whose it is. */
const ownerOf = (name: string): string => name.slice(0, name.indexOf('/'));

interface OwnDevice {
  /** Where documents are kept; those of somebody who is not signed in here any more are not kept as they were last seen. */
  readonly store: DeviceStore;
  /**
   * DEV-125: from now on the device keeps documents of this account alone; what others saw is forgotten, whenever it was
   * kept. What they wrote and did not send waits for them, as their acts do.
   */
  readonly own: (account: string) => Promise<void>;
}

/** A device that several people use one after the other. `hasKept` says whether there is anything to be forgotten. */
export const ownDevice = (kept: DeviceStore, hasKept: () => Promise<boolean>): OwnDevice => {
  let owner: string | undefined;
  return {
    store: {
      ...kept,
      // A page closes its document after it has heard that somebody left.
      keepState: async (name, state) => {
        if (owner === undefined || ownerOf(name) === owner) await kept.keepState(name, state);
      },
    },
    own: async (account) => {
      owner = account;
      try {
        if (await hasKept()) await kept.forgetStates((name) => ownerOf(name) === account);
      } catch {
        // A device that keeps nothing has nothing to forget.
      }
    },
  };
};

/** The database of this browser; undefined where even naming it is forbidden. */
const factory = (): IDBFactory | undefined => {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
};

let device: OwnDevice | undefined;
/** Where this device keeps documents: in its database, or on this page alone where there is none. */
export const thisDevice = (): OwnDevice => {
  if (device !== undefined) return device;
  const database = factory();
  device =
    database === undefined
      ? ownDevice({ ...memoryStore(), isPassing: true }, () => Promise.resolve(true))
      : ownDevice(indexedDbStore(database), async () =>
          // Who never opened a live text has no database, and is given none for this.
          (await database.databases()).some(({ name }) => name === DATABASE),
        );
  return device;
};
