import type { Admission, BodyAct, BodyEvent, BodyState } from '../../types.ts';
import {
  accreditOrganization,
  declineOrganization,
  endAccreditation,
  expireAccreditation,
} from '../../accreditation/accredit-organization.ts';
import { listOrganization } from '../../accreditation/list-organization.ts';
import {
  objectToOrganization,
  withdrawOrganizationObjection,
} from '../../accreditation/object-to-organization.ts';
import { issueDocument } from '../../register/issue-document.ts';
import { fileTranslation } from '../../register/file-translation.ts';
import { setRendition } from '../../register/set-rendition.ts';
import { setWindowDays } from '../../consultations/set-window-days.ts';
import { setSymbolScheme } from '../../register/set-symbol-scheme.ts';
import { refuse, type BodyCircumstances } from '../admission.ts';
import { admitMembers } from './admit-members.ts';
import { adoptRule } from './adopt-rule.ts';
import type { AdmitBodyAct } from './body-answer.ts';
import { bodyAt } from './body-at.ts';
import { changeAttributes } from './change-attributes.ts';
import { declareGroup } from './declare-group.ts';
import { foundBody } from './found-body.ts';
import { objectToRule } from './object-to-rule.ts';
import { proposeRule } from './propose-rule.ts';
import { rejectRule } from './reject-rule.ts';

type LaterAct = Exclude<BodyAct, { readonly type: 'foundBody' }>;
type LaterActs = { readonly [T in LaterAct['type']]: Extract<LaterAct, { readonly type: T }> };

/** Act type → its rule; an act without one does not compile. */
const ADMIT: { readonly [T in LaterAct['type']]: AdmitBodyAct<T> } = {
  admitMembers,
  changeAttributes,
  declareGroup,
  proposeRule,
  objectToRule,
  adoptRule,
  rejectRule,
  setSymbolScheme,
  setWindowDays,
  setRendition,
  fileTranslation,
  issueDocument,
  listOrganization,
  objectToOrganization,
  withdrawOrganizationObjection,
  accreditOrganization,
  declineOrganization,
  endAccreditation,
  expireAccreditation,
};

/** Every act of a body, in the order of its life; the table has exactly these keys. */
export const BODY_ACT_TYPES: readonly BodyAct['type'][] = [
  'foundBody',
  ...(Object.keys(ADMIT) as LaterAct['type'][]),
];

const admitLater = <T extends LaterAct['type']>(
  body: BodyState,
  type: T,
  act: LaterActs[T],
  circumstances: BodyCircumstances,
): Admission<BodyEvent> => ADMIT[type](body, act, circumstances);

/** Whether a body may take this act now; the events it brings about, or why not. `undefined` is an empty stream. */
export const admitBody = (
  body: BodyState | undefined,
  act: BodyAct,
  circumstances: BodyCircumstances,
): Admission<BodyEvent> => {
  if (act.type === 'foundBody') return foundBody(body, act, circumstances);
  if (body === undefined) return refuse('body.notFounded');
  return admitLater(bodyAt(body, circumstances.at), act.type, act, circumstances);
};
