import { takenNames, type BodyState, type TakenNames } from '@plenary/consensus';
import { ROLE_NAMES } from './role-names.ts';

const NOBODYS: TakenNames = new Map();

/** Names of the body as it stands under which nobody else speaks; made anew when the body has changed. */
export const keptTakenNames = (body: () => Promise<BodyState | undefined>): (() => Promise<TakenNames>) => {
  let last: { readonly state: BodyState; readonly taken: TakenNames } | undefined;
  return async () => {
    const state = await body();
    if (state === undefined) return NOBODYS;
    if (last?.state !== state) last = { state, taken: takenNames(state, ROLE_NAMES) };
    return last.taken;
  };
};
