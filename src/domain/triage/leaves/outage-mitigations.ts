/** What helps against any outage of Intercom's, whole or in part: the first steps of its leaves. */
export const outageMitigations = ['serve_stale', 'retry_backoff', 'keep_request_ids', 'follow_page'] as const;
