const secrets: readonly RegExp[] = [
  /(?<![a-z0-9])xox[a-z](?:\.xox[a-z])?-[\w.%-]{8,}/gi, // Slack tokens: xoxb-, xoxp-, xoxe.xoxp-, …
  /(?<![a-z0-9])xapp-[\w-]{8,}/gi, // Slack app-level tokens
  /(?<![A-Za-z0-9])dG9rO[\w+/=-]{12,}/g, // Intercom access tokens: base64 of "tok:…"
  /(?<=\bBearer\s{1,4})(?=[\w.~+/=-]*\d)[\w.~+/=-]{12,}/gi, // any bearer token, but not a word or a shell variable
  /(?<=\bhooks\.slack\.com\/(?:services|workflows)\/)[\w/-]{12,}/gi, // incoming webhooks
];

/** Replaces every token and bearer string in a text by `[secret removed]`; a text without any comes back as it is. */
export function redact(text: string): string {
  return secrets.reduce((kept, secret) => kept.replace(secret, '[secret removed]'), text);
}
