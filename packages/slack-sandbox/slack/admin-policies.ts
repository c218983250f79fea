import { SlackError } from './errors.ts';

/** What an administrator can keep apps from, each with the error that Slack answers then. */
const refusals = {
  posting: 'restricted_action',
  creating_channels: 'restricted_action',
  pinning: 'restricted_action',
  editing: 'edit_window_closed',
  uploads: 'file_uploads_disabled',
  uploads_except_images: 'file_uploads_except_images_disabled',
  text_files: 'file_type_not_allowed',
  more_storage: 'storage_limit_reached',
} as const;
export type Forbidden = keyof typeof refusals;

/** How a channel may be written in; without a rule by everybody, on its timeline and in threads. */
const channelRefusals = {
  read_only: 'restricted_action_read_only_channel',
  threads_only: 'restricted_action_thread_only_channel',
  no_threads: 'restricted_action_non_threadable_channel',
  threads_locked: 'restricted_action_thread_locked',
} as const;
export type ChannelRule = keyof typeof channelRefusals;

/** Whether the app's tokens still work: it may be uninstalled, its tokens revoked or past their time. */
export type Standing = 'installed' | 'account_inactive' | 'token_revoked' | 'token_expired';

/** What the workspace's administrators have decided about the app. */
export class AdminPolicies {
  #forbidden = new Set<Forbidden>();
  #channels = new Map<string, ChannelRule>();
  #standing: Standing = 'installed';

  /** Keeps the app from something. */
  forbid(what: Forbidden): void {
    this.#forbidden.add(what);
  }

  /** Says how a channel, by its id, may be written in. */
  limit(channel: string, rule: ChannelRule): void {
    this.#channels.set(channel, rule);
  }

  /** Uninstalls the app, revokes its tokens or lets them expire; or installs it again with the same tokens. */
  stand(standing: Standing): void {
    this.#standing = standing;
  }

  /** Throws what Slack answers to the tokens, unless the app is installed. */
  mustStand(): void {
    if (this.#standing !== 'installed') throw new SlackError(this.#standing);
  }

  /** Throws the error of what is forbidden. */
  mustAllow(what: Forbidden): void {
    if (this.#forbidden.has(what)) throw new SlackError(refusals[what]);
  }

  /** Throws `restricted_action_…` when the channel's rule forbids a message there, or a reply. */
  mustTake(channel: string, kind: 'message' | 'reply'): void {
    const rule = this.#channels.get(channel);
    const kept = { read_only: true, threads_only: kind === 'message', no_threads: kind === 'reply' };
    if (rule === undefined || !{ ...kept, threads_locked: kind === 'reply' }[rule]) return;
    throw new SlackError(channelRefusals[rule]);
  }

  /** Nothing is forbidden any more, and the app is installed. */
  clear(): void {
    this.#forbidden.clear();
    this.#channels.clear();
    this.#standing = 'installed';
  }
}
