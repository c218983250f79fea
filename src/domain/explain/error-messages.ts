import { refusalReason } from './http-rejections.ts';

/** Messages from Intercom, and what people make of them, with the entry that each means. The first match counts. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/pending reporting|pending .{0,30}export jobs/i, 'pending_exports'],
  [/restart the scroll/i, 'scroll_restart'],
  [
    /not available in (?:the )?current api version|intercom-version\b.{0,30}invalid/i,
    'intercom_version_invalid',
  ],
  [/(?<![\w-])rate[ -]?limit(?:s|ed|ing)?\b|\bthrottled\b/i, 'rate_limit_exceeded'],
  [
    /suspended application|\bapp(?:lication)? (?:is|was|has been|got) (?:suspended|deleted)/i,
    'token_suspended',
  ],
  [/\btokens?\b[^.\n]{0,40}\brevoked|\brevoked\b[^.\n]{0,30}\btoken/i, 'token_revoked'],
  [/\btokens?\b[^.\n]{0,40}\bexpired|\bexpired\b[^.\n]{0,20}\btoken/i, 'token_expired'],
  [/\btokens?\b[^.\n]{0,20}\bblocked/i, 'token_blocked'],
  [/\btoken (?:was )?not found/i, 'token_not_found'],
  [/no authorization data|missing authori[sz]ation|no token (?:was )?sent/i, 'missing_authorization'],
  [/not authori[sz]ed? to access/i, 'token_unauthorized'],
  [
    /(?:access|api) ?(?:token|key)\b[^.\n]{0,20}\binvalid|\binvalid (?:access |api |bearer )?(?:token|key)\b|\btoken (?:is )?(?:invalid|not valid)|\btoken (?:stopped|does ?n['o]t|does not|no longer) work/i,
    'unauthorized',
  ],
  [
    /active subscription needed|\bplan (?:does not|doesn't) include|not (?:included|available) (?:in|on|with) (?:your|our|this) plan/i,
    'api_plan_restricted',
  ],
  [
    /\bip\b[^\n]{0,40}(?:allow-?list|white-?list)|not on the allow-?list|\bip address\b[^\n]{0,30}\bnot (?:allowed|permitted)/i,
    'ip_allowlist',
  ],
  [
    /(?:missing|required?|lacks?|without|wrong|need)[^.\n]{0,20}\b(?:scopes?|permissions?)\b|\b(?:scopes?|permissions?)\b[^.\n]{0,30}\bmissing/i,
    'missing_scope',
  ],
  [/\b(?:do|does) not have permission|\bdon't have permission to access this resource/i, 'forbidden'],
  [
    /\bnot authori[sz]ed\b|\bauthentication (?:failed|error)\b|\binvalid credentials|\bwrong (?:access )?token|\btoken not working/i,
    'unauthorized',
  ],
  [/\be-?mail (?:is )?(?:invalid|not (?:a )?valid)|\binvalid e-?mail/i, 'parameter_invalid'],
  [/hosted in .{1,40} but you connected|wrong region/i, 'wrong_region'],
  [/\bapi service is temporarily unavailable/i, 'service_unavailable'],
  [/multiple existing users match|contact matching those details already exists/i, 'conflict'],
  [/only be merged when they are duplicates|skip_duplicate_validation/i, 'invalid_merge'],
  [/only (?:have )?one scroll|scroll already exists/i, 'scroll_exists'],
  [/unsubscribed from emails/i, 'action_forbidden'],
  [/blocked and (?:is |cannot be )?(?:not )?(?:restor|recreat)/i, 'not_restorable'],
  [
    /\b(?:user|contact|company|conversation|ticket|tag|admin|team|article|lead|visitor|segment|note|resource|job|assignee|collection|macro|teammate|attribute)s? not found/i,
    'not_found',
  ],
];

const refusals = { allowlist: 'ip_allowlist', plan: 'api_plan_restricted', scope: 'missing_scope' } as const;

/** The key of the entry that a message means on its own; null if it says nothing. */
export function messageKey(message: string): string | null {
  return meanings.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/** The key of the reason that a refusal's message names; null when it names none. */
export function refusalKey(message: string): string | null {
  const reason = refusalReason(message);
  return reason === null ? null : refusals[reason];
}
