import { refused } from '../refused.ts';

const ADDRESS = /^[^\s@<>"(),:;\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** An address of mail in a form that every header can carry. @throws Refused `notice.badAddress` */
export const checkedAddress = (address: string): string => {
  if (!ADDRESS.test(address)) throw refused('notice.badAddress');
  return address;
};
