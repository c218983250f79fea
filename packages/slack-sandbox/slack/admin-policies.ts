import { SlackError } from './errors.ts';

/** What an administrator can forbid apps, each with the error that Slack returns then. */
const refusals = {
  posting: 'restricted_action',
  creating_channels: 'restricted_action',
  pinning: 'restricted_action',
  editing: 'edit_window_closed',
  uploads: 'file_uploads_disabled',
  uploads_except_images: 'file_uploads_except_images_disabled',
  text_files: 'file_type_not_allowed',
  more_storage: 'storage_limit_reached',
  canvases: 'canvas_disabled_user_team',
  canvases_on_this_plan: 'team_tier_cannot_create_channel_canvases',
  changing_canvases: 'canvas_editing_failed',
} as const;
export type Forbidden = keyof typeof refusals;

/** Who can write in a channel; without a rule, everyone, on its timeline and in threads. */
const channelRefusals = {
  read_only: 'restricted_action_read_only_channel',
  threads_only: 'restricted_action_thread_only_channel',
  no_threads: 'restricted_action_non_threadable_channel',
  threads_locked: 'restricted_action_thread_locked',
} as const;
export type ChannelRule = keyof typeof channelRefusals;

/** Whether the app's tokens still work: it can be uninstalled, and its tokens can be revoked or expired. */
export type Standing = 'installed' | 'account_inactive' | 'token_revoked' | 'token_expired';

/** What the workspace's administrators have decided about the app. */
export class AdminPolicies {
  #forbidden = new Set<Forbidden>();
  #channels = new Map<string, ChannelRule>();
  #standing: Standing = 'installed';

  /** Forbids the app something. */
  forbid(what: Forbidden): void {
    this.#forbidden.add(what);
  }

  /** Sets who can write in a channel, by its ID. */
  limit(channel: string, rule: ChannelRule): void {
    this.#channels.set(channel, rule);
  }

  /** Uninstalls the app, revokes its tokens, or lets them expire; or reinstalls it with the same tokens. */
  stand(standing: Standing): void {
    this.#standing = standing;
  }

  /** Throws what Slack returns for the tokens, unless the app is installed. */
  mustStand(): void {
    if (this.#standing !== 'installed') throw new SlackError(this.#standing);
  }

  /** Throws the error for something that is forbidden. */
  mustAllow(what: Forbidden): void {
    if (this.#forbidden.has(what)) throw new SlackError(refusals[what]);
  }

  /** Throws `restricted_action_…` if the channel's rule forbids a message there, or a reply. */
  mustTake(channel: string, kind: 'message' | 'reply'): void {
    const rule = this.#channels.get(channel);
    const kept = { read_only: true, threads_only: kind === 'message', no_threads: kind === 'reply' };
    if (rule === undefined || !{ ...kept, threads_locked: kind === 'reply' }[rule]) return;
    throw new SlackError(channelRefusals[rule]);
  }

  /** Forbids nothing any longer, and installs the app. */
  clear(): void {
    this.#forbidden.clear();
    this.#channels.clear();
    this.#standing = 'installed';
  }
}
