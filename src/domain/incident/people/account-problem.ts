import { z } from 'zod';
import type { UserId } from '../ids.ts';

/** Why someone isn't an active full member of the workspace. */
export const nonMemberSchema = z.enum(['deactivated', 'guest', 'outsider', 'app']);
export type NonMember = z.infer<typeof nonMemberSchema>;

/** The former commander, who isn't eligible any more. */
export type LostCommander = { readonly user: UserId; readonly why: NonMember };

/** What someone is to the bot's workspace. Only a `member`, active and full, can use the bot or have a role. */
export type MemberKind = 'member' | NonMember;

/** The reason in words, after someone's name: `<@U1>` + ` is a guest in this workspace`. */
export const nonMemberWords: Readonly<Record<NonMember, string>> = {
  deactivated: 'no longer has an active account',
  guest: 'is a guest in this workspace',
  outsider: "isn't a member of this workspace",
  app: 'is an app',
};
