import { type Clock, passed } from '../../app/clock.ts';
import {
  backoffMs,
  dead,
  type Outcome,
  postponed,
  retryLater,
  retryUnsure,
} from '../../app/worker/outcome.ts';
import {
  httpError,
  platformError,
  possiblyDone,
  rateLimitedError,
  requestError,
  unreadableWait,
} from './client-errors.ts';
import { NothingSent } from './exchange.ts';
import { OnlyAsked, RateLimited } from './rate-limited-client.ts';
import { lackingScopes, privateScopes, scopesNamed, scopesToAdd } from './scopes.ts';
import { askedMs, NotSlack } from './slack-fetch.ts';

/** Slack's error code for a refused call, such as `missing_scope`; null if it wasn't Slack that refused. */
export function slackError(error: unknown): string | null {
  const parsed = platformError.safeParse(error);
  return parsed.success ? parsed.data.data.error : null;
}

/** Whether Slack says that someone can't be sent direct messages. */
export const isUnreachable = (error: unknown): boolean =>
  ['user_disabled', 'user_not_found', 'user_not_visible'].includes(slackError(error) ?? '');

/** The scopes of the refused call's token; empty if Slack didn't say. */
export function grantedScopes(error: unknown): readonly string[] {
  const parsed = platformError.safeParse(error);
  return parsed.success ? parsed.data.data.response_metadata.scopes : [];
}

/** How long Slack asks to wait before the next attempt (its `Retry-After`), ms; null if it doesn't. */
export function askedWaitMs(error: unknown): number | null {
  const limited = rateLimitedError.safeParse(error);
  return limited.success ? askedMs(limited.data.retryAfter) : null;
}

/** Temporary refusals (Slack: errors common to all methods). */
const passing: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'fatal_error',
  'internal_error',
  'message_limit_exceeded',
  'update_failed',
  'external_channel_migrating',
  // The workspace is moving to an organization; until that's done, calls are refused now and then.
  'team_added_to_org',
  'org_login_required',
  'too_many_requests',
  // The upload didn't arrive (a proxy answered for Slack): the next attempt uploads it again.
  'file_not_found',
  // Seen now and then with larger changes, and where people edit the canvas at the same time.
  'canvas_creation_failed',
  'canvas_editing_failed',
  'canvas_tab_creation_failed',
  'channel_canvas_creation_failed',
]);

/**
 * An earlier attempt may have arrived, and that can't be checked: doing it again could do it twice. Says `where` a
 * person can look, and how Slack refused the bot's search; without `cause`, there was too much to search.
 */
export class CannotLook extends Error {
  override readonly name = 'CannotLook';
  readonly where: string;
  constructor(where: string, cause?: unknown) {
    super(`It cannot be found out whether it stands ${where}.`, { cause });
    this.where = where;
  }
}

/** A canvas isn't as it was read, or Slack finds other blocks in it: it has to be looked at again. */
export class CanvasDiffers extends Error {
  override readonly name = 'CanvasDiffers';

  constructor(what: 'edits' | 'blocks') {
    super(`Slack doesn't show a canvas as it is: its ${what}.`);
  }
}

/** Slack's error code for a permanent refusal, of a token for example; null for everything else. */
export function lastingRefusal(error: unknown): string | null {
  const refused = slackError(error);
  return refused !== null && !passing.has(refused) ? refused : null;
}

/** What a person can do about each permanent refusal. */
const todos: Readonly<Record<string, string>> = {
  channel_not_found:
    "Check that the channel exists. The bot can't join private channels: invite it with /invite, then try again.",
  method_not_supported_for_channel_type:
    "The bot can't join private channels: invite it with /invite, then try again.",
  not_in_channel: 'Invite the bot to the channel with /invite, then try again.',
  is_archived: 'Unarchive the channel, then try again. Or reopen the incident to get a new channel.',
  is_inactive: 'Unarchive the channel, then try again. Or reopen the incident to get a new channel.',
  restricted_action: 'Ask a workspace admin to let apps do this, then try again.',
  restricted_action_read_only_channel: 'Allow the bot to post in that channel, then try again.',
  cannot_create_channel: 'Ask a workspace admin to let apps create channels, then try again.',
  too_many_pins: 'Unpin a message in the channel, then try again.',
  too_many_bookmarks: 'Remove a bookmark from the channel, then try again.',
  permission_denied: 'Allow the bot to add bookmarks in that channel, then try again.',
  user_not_found: 'Invite the person yourself.',
  cant_invite: 'Invite the person yourself.',
  no_such_subteam: 'Set ONCALL to an existing user group, restart the bot, then try again.',
  user_is_restricted: 'That person is a guest. Ask a workspace admin to add them.',
  message_not_found: "The message was deleted. There's nothing left to do.",
  file_uploads_disabled: 'Ask a workspace admin to allow file uploads, then try again.',
  storage_limit_reached: 'Free up storage in the workspace, then try again.',
};

const tokenTrouble: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/**
 * Returns what a failed Slack call means for its effect, at `now` (UTC ms). Only the outbox retries. Temporary
 * failures are retried; permanent ones say who must do what. Null if it isn't Slack's error.
 */
export function slackFailure(error: unknown, now: number, attempts: number): Outcome | null {
  if (error instanceof OnlyAsked) return nothingSent(slackFailure(error.cause, now, attempts));
  if (error instanceof RateLimited)
    return error.asked
      ? retryLater('Slack asked to wait', now + error.waitMs)
      : postponed("waiting for Slack's rate limits", now + error.waitMs);
  const retryAt = now + backoffMs(attempts);
  if (error instanceof CannotLook) return cannotLook(error, retryAt);
  if (error instanceof CanvasDiffers) return retryLater("Slack doesn't show the canvas as it is", retryAt);
  const asked = askedWaitMs(error);
  if (asked !== null) return retryLater('Slack asked to wait', now + asked);
  if (unreadableWait.safeParse(error).success) return retryLater('Slack asked to wait', retryAt);
  const lost = requestError.safeParse(error);
  if (lost.success) return lostCall(lost.data.original, retryAt);
  const other = httpError.safeParse(error);
  if (other.success) return retryUnsure(`Slack returned HTTP ${other.data.statusCode}`, retryAt);
  const refused = platformError.safeParse(error);
  if (!refused.success) return null;
  const { error: why, needed, response_metadata } = refused.data.data;
  if (possiblyDone.has(why)) return retryUnsure(`Slack returned ${why}`, retryAt);
  if (passing.has(why)) return retryLater(`Slack returned ${why}`, retryAt);
  return { ...dead(`Slack returned ${why}`, todo(why, needed, response_metadata.scopes)), elseAt: retryAt };
}

function lostCall(cause: unknown, retryAt: number): Outcome {
  if (cause instanceof NothingSent) return retryLater("Slack couldn't be reached", retryAt);
  if (!(cause instanceof NotSlack)) return retryUnsure("Slack didn't respond", retryAt);
  const why = `something between the bot and Slack returned ${cause.answer}`;
  return { ...retryUnsure(why, retryAt), todo: 'Check SLACK_API_URL and the proxy, then try again.' };
}

function nothingSent(outcome: Outcome | null): Outcome | null {
  if (outcome?.kind !== 'retry') return outcome;
  const { maybeSent: _, ...sure } = outcome;
  return sure;
}

function cannotLook({ where, cause }: CannotLook, retryAt: number): Outcome {
  const look = `Look ${where}: if it's there, nothing is missing.`;
  const refused = platformError.safeParse(cause);
  if (!refused.success)
    return dead(
      'the response to an earlier attempt was lost, and there are too many newer messages to search',
      `${look} If not, do it yourself.`,
    );
  const { error: why, needed, response_metadata } = refused.data.data;
  const failed = dead(
    `the response to an earlier attempt was lost, and the bot can't check whether it arrived: Slack returned ${why}`,
    `${look} If not: ${todo(why, needed, response_metadata.scopes)}`,
  );
  return { ...failed, elseAt: retryAt };
}

function todo(why: string, needed: string | undefined, granted: readonly string[]): string {
  if (why === 'missing_scope') {
    const scopes = needed ? scopesNamed(scopesToAdd(needed, granted)) : 'the missing scope';
    return `Add ${scopes} under "OAuth & Permissions", reinstall the app, then try again.`;
  }
  const hidden = lackingScopes(granted, privateScopes);
  if (why === 'channel_not_found' && hidden.length > 0)
    return `Check that the channel exists. If it is private, add ${scopesNamed(hidden)} under "OAuth & Permissions", reinstall the app, invite the bot to the channel with /invite, then try again.`;
  if (tokenTrouble.has(why))
    return 'Set SLACK_BOT_TOKEN to a valid bot token, restart the bot, then try again.';
  return todos[why] ?? "Look up the error in Slack's documentation, fix the cause, then try again.";
}

/** How often a question that nobody waits for is asked before it stays without an answer. */
const asksMax = 5;

/**
 * Asks Slack for work that nobody waits for: again while Slack has no room or no answer, until `signal` aborts. Throws what
 * Slack has refused for good, and the last failure after five.
 */
export async function askPatiently<Answer>(
  clock: Clock,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let failures = 0; ; )
    try {
      return await ask();
    } catch (error) {
      const limited = error instanceof RateLimited;
      if (!limited) failures += 1;
      if (signal.aborted || failures >= asksMax || lastingRefusal(error) !== null) throw error;
      await passed(clock, limited ? error.waitMs : backoffMs(failures), signal);
    }
}
