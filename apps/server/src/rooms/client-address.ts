import { BlockList, isIP } from 'node:net';

/** Whom to believe about the addresses of others: nobody, so many proxies, or those listed (see PLENARY_TRUST_PROXY). */
type TrustedProxies = false | number | string;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
/** IPv4 as a socket of both families shows it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const listed = (text: string): ((address: string) => boolean) => {
  const list = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', prefix] = entry.split('/');
    if (isIP(address) === 0) continue;
    if (prefix === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
};

/** Address of whoever opened a socket, as requests over HTTP know it: the nearest hop that is no trusted proxy. */
export const clientAddress = (
  trusted: TrustedProxies,
): ((remote: string | undefined, forwardedFor: string | readonly string[] | undefined) => string) => {
  const isTrusted: (address: string, hop: number) => boolean =
    trusted === false
      ? () => false
      : typeof trusted === 'number'
        ? (_address, hop) => hop < trusted
        : listed(trusted);
  return (remote, forwardedFor) => {
    const header = typeof forwardedFor === 'string' ? forwardedFor : (forwardedFor ?? []).join(',');
    const hops = header
      .split(',')
      .map((part) => plain(part.trim()))
      .filter((part) => part !== '')
      .reverse();
    let address = plain(remote ?? ''); // a line that is already cut has no address
    for (const [hop, next] of hops.entries()) {
      if (!isTrusted(address, hop)) return address;
      address = next;
    }
    return address;
  };
};
