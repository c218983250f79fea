/** What helps in any Intercom outage, full or partial: the first steps of its leaves. */
export const outageMitigations = ['serve_stale', 'retry_backoff', 'keep_request_ids', 'follow_page'] as const;
