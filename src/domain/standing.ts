/** Why somebody is no active full member of the workspace. */
export type Unfit = 'deactivated' | 'guest' | 'outsider' | 'app';

/** What somebody is to the bot's workspace. Only a `member`, active and full, can act. */
export type Standing = 'member' | Unfit;
