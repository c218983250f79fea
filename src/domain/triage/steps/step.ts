import type { Source } from '../../sources.ts';

/**
 * A step as written in the catalogue: its title, a shorter one if that is long, a warning that goes with both, commands
 * with `{placeholders}` to paste into a shell, the command that undoes what they change, and what to do if the step
 * isn't possible. Commands work the same in bash and zsh, one by one or pasted as a block, and stop with a sentence if
 * a variable isn't set. None contains a token, and none leaves one in the shell's history.
 */
export type StepText = {
  title: string;
  short?: string;
  /** What it does to others: a clause without a full stop. Every way of showing the step includes it. */
  warning?: string;
  commands?: readonly string[];
  undo?: string;
  otherwise?: string;
  /** The sources of its statements about Intercom or the network; left out if it only says what to do. */
  from?: readonly Source[];
};

/** The token as curl's header. An unset variable would be sent as no token, and look like a revoked one. */
export const bearer = `-H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN:?set it first}"`;

/** Asks `/me` and prints status, rate-limit headers and body. */
export const curlMe = `curl -sS -D - ${bearer} '{api}/me'`;

/** Repeats what failed, and prints status, headers, and body. */
export const curlAgain = `curl -sS -D - ${bearer} {ask}`;

/** Undoes `changeEnv`. */
export const undoEnv = 'mv .env.before .env';

/** Sets a variable in `.env`, replacing a line that already sets it. `value` goes inside double quotes. */
export function changeEnv(name: string, value: string): string {
  return `umask 077; touch .env && cp .env .env.before && { grep -v '^${name}=' .env.before; printf '%s\\n' "${name}=${value}"; } > .env`;
}

/**
 * Reads a secret from the keyboard into `$T`. It has to be in one command with what uses it: on its own, it would take
 * the next pasted line for the secret.
 */
export const readSecret = `printf 'Token: '; read -rs T; : "\${T:?nothing was typed}"`;

/** What to do without access to the Developer Hub. */
export const noDeveloperHub =
  "If you don't have access to the Developer Hub, ask an Intercom workspace admin (see Settings > Teammates) or the app's owner.";
