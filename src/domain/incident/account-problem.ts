import { z } from 'zod';

/** Why somebody is no active full member of the workspace. */
export const unfitSchema = z.enum(['deactivated', 'guest', 'outsider', 'app']);
export type Unfit = z.infer<typeof unfitSchema>;

/** What somebody is to the bot's workspace. Only a `member`, active and full, can act or have a role. */
export type Standing = 'member' | Unfit;

/** The reason in words, after somebody's name: `<@U1>` + ` is a guest of this workspace`. */
export const unfitWords: Readonly<Record<Unfit, string>> = {
  deactivated: 'has no active account any more',
  guest: 'is a guest of this workspace',
  outsider: 'is not of this workspace',
  app: 'is an app',
};
