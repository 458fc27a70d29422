import { addSeconds, type Instant } from '@plenary/consensus';
import type { AddressLinkStore } from '@plenary/db';
import { LIMITS, type AddressLinkRequest } from '@plenary/protocol';
import type { AddressProofs } from '../identity/address-proofs.ts';
import { checkedAddress } from './checked-address.ts';
import type { MailComposer } from './mail-composer.ts';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

export interface AddressLinkParts {
  readonly store: AddressLinkStore;
  readonly addresses: AddressProofs;
  readonly composer: MailComposer;
  readonly clock: () => Instant;
  /** Something is to be mailed. */
  readonly wake: () => void;
}

/** Links by which whoever is not signed in confirms an address, in the place of work. */
export interface AddressLinks {
  /**
   * CON-136: mails the link, so many times a day to one address; whether it did is told to nobody.
   * @throws Refused `notice.badAddress`
   */
  readonly send: (request: AddressLinkRequest) => Promise<void>;
  /** Forgets which addresses were written to, once that bounds nothing any more. */
  readonly forget: () => Promise<void>;
}

export const addressLinks = ({
  store,
  addresses,
  composer,
  clock,
  wake,
}: AddressLinkParts): AddressLinks => ({
  send: async ({ address: given, lang, back }) => {
    const address = checkedAddress(given);
    const at = clock();
    const mark = addresses.markOf(address);
    const link = addresses.link(mark, Date.parse(addSeconds(at, LIMITS.ADDRESS_LINK_HOURS * HOUR_SECONDS)));
    const mail = await composer.addressLink({ address, lang, link, back });
    const limit = { since: addSeconds(at, -DAY_SECONDS), max: LIMITS.ADDRESS_LINKS_PER_DAY };
    if (await store.send(mark, mail, at, limit)) wake();
  },
  forget: () => store.forget(addSeconds(clock(), -DAY_SECONDS)),
});
