const secrets: readonly RegExp[] = [
  /\bxox[a-z](?:\.xox[a-z])?-[\w.-]{8,}/gi, // Slack tokens: xoxb-, xoxp-, xoxe.xoxp-, …
  /\bxapp-[\w-]{8,}/gi, // Slack app-level tokens
  /\bdG9rO[\w+/=-]{12,}/g, // Intercom access tokens: base64 of "tok:…"
  /(?<=\bBearer\s{1,4})(?!\$)[\w.~+/=-]{12,}/gi, // any bearer token, but not a shell variable
  /(?<=\bhooks\.slack\.com\/(?:services|workflows)\/)[\w/-]{12,}/gi, // incoming webhooks
];

/** Replaces every token and bearer string in a text by `[secret removed]`; a text without any comes back as it is. */
export function redact(text: string): string {
  return secrets.reduce((kept, secret) => kept.replace(secret, '[secret removed]'), text);
}
