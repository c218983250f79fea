/** The errors of one Web API method, by how the local workspace comes to answer them. */
export type Listed = {
  /** Brought about for real, by the state of the workspace, its rules or the call itself. */
  readonly provoked: readonly string[];
  /** What needs an organisation, another product of Slack's or an outage: answered when a fault is planned. */
  readonly ordered: readonly string[];
};

const named = (errors: string): string[] => errors.trim().split(/\s+/);

/** The errors that Slack's documentation lists for every method. */
export const commonErrors: Listed = {
  provoked: named(`
      account_inactive invalid_arg_name invalid_arguments invalid_auth missing_scope
      not_allowed_token_type not_authed ratelimited token_expired token_revoked unknown_method`),
  ordered: named(`
      ekm_access_denied fatal_error internal_error no_permission org_login_required request_timeout
      service_unavailable team_added_to_org two_factor_setup_required`),
};

/** The errors that it lists for one method alone (Slack: docs.slack.dev/reference/methods, May 2026). */
export const listedErrors: Readonly<Record<string, Listed>> = {
  'apps.connections.open': { provoked: [], ordered: named('forbidden_team insecure_request missing_args') },
  'auth.test': { provoked: [], ordered: [] },
  'bookmarks.add': {
    provoked: named(`
      channel_not_found invalid_bookmark_type invalid_emoji invalid_link permission_denied
      too_many_bookmarks`),
    ordered: named(`
      cannot_bookmark_from_external_org cannot_bookmark_restricted_sharing_enabled file_already_added
      file_not_found invalid_app_action_type invalid_child_type invalid_entity_id invalid_parent_type
      invalid_shortcut_type not_implemented parent_bookmark_disabled parent_with_link
      slack_connect_blocked_file_type slack_connect_clip_sharing_blocked
      slack_connect_file_upload_sharing_blocked too_many_requests too_many_tabs`),
  },
  'bookmarks.edit': {
    provoked: named('channel_not_found invalid_emoji invalid_link not_found permission_denied'),
    ordered: named(`
      invalid_bookmark_type not_implemented parent_with_link slack_connect_blocked_file_type
      slack_connect_clip_sharing_blocked slack_connect_file_upload_sharing_blocked`),
  },
  'bookmarks.list': { provoked: named('channel_not_found'), ordered: named('not_implemented') },
  'bookmarks.remove': {
    provoked: named('channel_not_found not_found permission_denied'),
    ordered: named('invalid_bookmark_type not_implemented user_not_found'),
  },
  'canvases.edit': {
    provoked: named('canvas_disabled_user_team canvas_editing_failed canvas_not_found'),
    ordered: named('free_teams_cannot_edit_standalone_canvases restricted_action'),
  },
  'canvases.getContent': { provoked: named('canvas_not_found'), ordered: [] },
  'canvases.sections.lookup': {
    provoked: named('canvas_disabled_user_team canvas_not_found'),
    ordered: named('canvas_deleted'),
  },
  'chat.delete': { provoked: named('cant_delete_message channel_not_found message_not_found'), ordered: [] },
  'chat.postEphemeral': {
    provoked: named(`
      cannot_reply_to_message channel_not_found invalid_attachments invalid_blocks invalid_blocks_format
      is_archived markdown_text_conflict messages_tab_disabled msg_too_long no_text not_in_channel
      restricted_action too_many_attachments user_not_in_channel`),
    ordered: named('message_limit_exceeded'),
  },
  'chat.postMessage': {
    provoked: named(`
      as_user_not_supported cannot_reply_to_message channel_not_found invalid_blocks invalid_blocks_format
      invalid_metadata_format is_archived markdown_text_conflict messages_tab_disabled metadata_too_large
      msg_blocks_too_long no_text not_in_channel restricted_action
      restricted_action_non_threadable_channel restricted_action_read_only_channel
      restricted_action_thread_locked restricted_action_thread_only_channel too_many_attachments`),
    ordered: named(`
      attachment_payload_limit_exceeded draft_already_deleted draft_already_sent draft_has_conflict
      draft_not_found duplicate_channel_not_found duplicate_message_not_found invalid_metadata_schema
      message_limit_exceeded metadata_must_be_sent_from_app missing_file_data rate_limited
      slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked
      slack_connect_lists_sharing_blocked team_not_found too_many_contact_cards`),
  },
  'chat.update': {
    provoked: named(`
      as_user_not_supported cant_update_message channel_not_found edit_window_closed invalid_attachments
      invalid_blocks invalid_blocks_format invalid_metadata_format is_inactive markdown_text_conflict
      message_not_found metadata_too_large msg_too_long no_text too_many_attachments`),
    ordered: named(`
      block_mismatch blocked_file_type cant_broadcast_message external_channel_migrating file_deleted
      file_is_deleted file_not_found file_share_limit_reached invalid_metadata_schema
      max_file_sharing_exceeded message_limit_exceeded metadata_must_be_sent_from_app
      no_dual_broadcast_content_update posting_to_channel_denied slack_connect_blocked_file_type
      slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
      slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked
      streaming_state_conflict team_not_found unable_to_share_files update_failed`),
  },
  'conversations.canvases.create': {
    provoked: named(`
      canvas_creation_failed canvas_disabled_user_team channel_canvas_already_exists
      team_tier_cannot_create_channel_canvases`),
    ordered: named(`
      canvas_tab_creation_failed channel_canvas_creation_failed free_team_canvas_tab_already_exists
      restricted_action`),
  },
  'conversations.create': {
    provoked: named(`
      invalid_name_maxlength invalid_name_punctuation invalid_name_required invalid_name_specials
      name_taken restricted_action`),
    ordered: named(`
      cannot_create_channel canvas_disabled_user_team invalid_name missing_argument no_channel`),
  },
  'conversations.history': {
    provoked: named(`
      channel_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest not_in_channel`),
    ordered: named('channel_is_limited_access invalid_metadata_filter_keys'),
  },
  'conversations.info': { provoked: named('channel_not_found'), ordered: named('channel_is_limited_access') },
  'conversations.invite': {
    provoked: named(`
      already_in_channel cant_invite cant_invite_self channel_not_found is_archived
      method_not_supported_for_channel_type no_user not_in_channel user_not_found`),
    ordered: named(`
      external_channel_migrating invitee_cant_see_channel no_external_invite_permission
      org_user_not_in_team ura_max_channels user_is_restricted`),
  },
  'conversations.join': {
    provoked: named('channel_not_found is_archived method_not_supported_for_channel_type'),
    ordered: named('channel_is_limited_access too_many_members'),
  },
  'conversations.members': {
    provoked: named('channel_not_found invalid_cursor invalid_limit'),
    ordered: named('fetch_members_failed method_not_supported_for_channel_type'),
  },
  'conversations.open': {
    provoked: named(`
      channel_not_found invalid_user_combination method_not_supported_for_channel_type too_many_users
      user_disabled user_not_found users_list_not_supplied`),
    ordered: named('not_enough_users user_not_visible'),
  },
  'conversations.replies': {
    provoked: named(`
      channel_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest thread_not_found`),
    ordered: named(`
      invalid_metadata_filter_keys list_record_comment_fetch_failed method_not_supported_for_channel_type`),
  },
  'conversations.setTopic': {
    provoked: named(`
      channel_not_found is_archived method_not_supported_for_channel_type not_in_channel too_long`),
    ordered: named('user_is_restricted'),
  },
  'files.completeUploadExternal': {
    provoked: named(`
      channel_not_found file_not_found file_type_not_allowed file_uploads_except_images_disabled
      invalid_channel not_in_channel`),
    ordered: named(`
      channels_limit_exceeded file_update_failed invalid_blocks posting_to_channel_denied`),
  },
  'files.delete': { provoked: named('cant_delete_file file_deleted file_not_found'), ordered: [] },
  'files.getUploadURLExternal': {
    provoked: named(`
      alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled
      file_uploads_except_images_disabled missing_argument snippet_too_large storage_limit_reached
      unknown_snippet_type`),
    ordered: named('unknown_subtype'),
  },
  'pins.add': {
    provoked: named(`
      already_pinned bad_timestamp channel_not_found message_not_found no_item_specified not_in_channel
      not_pinnable restricted_action too_many_pins`),
    ordered: named('external_channel_migrating file_not_found file_not_shared'),
  },
  'pins.list': { provoked: named('channel_not_found'), ordered: named('restricted_action') },
  'usergroups.list': { provoked: [], ordered: named('plan_upgrade_required') },
  'usergroups.users.list': {
    provoked: named('no_such_subteam'),
    ordered: named('invalid_cursor plan_upgrade_required'),
  },
  'users.conversations': {
    provoked: named('invalid_cursor invalid_limit invalid_types'),
    ordered: named('method_not_supported_for_channel_type missing_argument'),
  },
  'users.info': { provoked: named('user_not_found'), ordered: named('too_many_users user_not_visible') },
  'views.open': {
    provoked: named(`
      duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large`),
    ordered: [],
  },
  'views.publish': {
    provoked: named('duplicate_external_id hash_conflict not_enabled view_too_large'),
    ordered: named('missing_profile_id not_implemented'),
  },
  'views.push': {
    provoked: named(`
      duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id not_found
      push_limit_reached view_too_large`),
    ordered: [],
  },
  'views.update': {
    provoked: named('duplicate_external_id hash_conflict not_found view_too_large'),
    ordered: [],
  },
};
