import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Id, Name, closed } from './values.ts';

const Password = Type.String({ minLength: 1, maxLength: LIMITS.PASSWORD_CHARACTERS_MAX });
const Login = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9@._+-]{2,99}$' });

/** `POST /api/session` */
export const SignInRequest = closed({ login: Login, password: Password });
export type SignInRequest = Static<typeof SignInRequest>;

/** `POST /api/invitations/accept`: one use. With login and password the account can sign in again later. */
export const AcceptInvitationRequest = closed({
  token: Type.String({ minLength: 20, maxLength: 200 }),
  login: Type.Optional(Login),
  password: Type.Optional(Password),
});
export type AcceptInvitationRequest = Static<typeof AcceptInvitationRequest>;

/** `POST /api/invitations`: by the secretariat. */
export const InviteRequest = closed({
  kind: Type.Enum(['delegate', 'observer', 'chair', 'facilitator', 'secretariat']),
  member: Type.Optional(Id),
  mayBind: Type.Boolean(),
  displayName: Name,
});
export type InviteRequest = Static<typeof InviteRequest>;
