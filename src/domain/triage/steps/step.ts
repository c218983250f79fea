/**
 * A step as written in the catalogue: its title, commands with `{placeholders}` to paste into a shell, and what to do
 * where it cannot be done. A command never contains a token, only `$INTERCOM_ACCESS_TOKEN`.
 */
export type StepText = { title: string; commands?: readonly string[]; otherwise?: string };

/** Asks `/me` and prints status, rate-limit headers and body. */
export const askMe = `curl -sS -D - -H "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" '{api}/me'`;

/** Asks again what failed, and prints status, headers and body. */
export const askAgain = 'curl -sS -D - -H "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" {ask}';

/** What to do without access to the Developer Hub. */
export const noDeveloperHub =
  "No access to the Developer Hub: ask an admin of the Intercom workspace (Settings > Teammates lists them) or the app's owner.";
