/** A digit, or a change from lowercase to uppercase: a word of prose has neither. Bounded, to stay linear. */
const unlikeAWord = String.raw`(?=[\w.~+/=%-]{0,300}(?:\d|[a-z][A-Z]))`;
/** What can come between a name and its value in JSON, YAML, a shell, a header, or a query. */
const sign = String.raw`\\?["']?\s{0,4}(?::|=|%3D|\s=>)\s{0,4}\\?["']?`;
const value = String.raw`[\w.~+/=%-]{8,}`;

const secrets: readonly RegExp[] = [
  /(?<![a-z0-9])xox[a-z](?:\.xox[a-z])?-[\w.%-]{8,}/gi, // Slack tokens: xoxb-, xoxp-, xoxe.xoxp-, …
  /(?<![a-z0-9])xapp-[\w-]{8,}/gi, // Slack app-level tokens
  /(?<![A-Za-z0-9])dG9rO[\w+/=%-]{12,}/g, // Intercom access tokens: base64 of "tok:…"
  /(?<![\w.-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, // JSON web tokens
  // Any bearer token, but not a word or a shell variable.
  new RegExp(
    String.raw`(?<=\b(?:Bearer|bearer|BEARER)(?:\s|%20|\+|:){1,4})${unlikeAWord}[\w.~+/=%-]{12,}`,
    'g',
  ),
  new RegExp(
    String.raw`(?<=\b[Aa]uthorization${sign}(?:Basic|Token|token|basic)\s{1,4})${unlikeAWord}${value}`,
    'g',
  ),
  // By the name of the setting, field, or parameter that holds it.
  new RegExp(
    `(?<=(?:[Tt]oken|TOKEN|[Ss]ecret|SECRET|[Aa]pi[_-]?[Kk]ey|API_KEY|[Pp]assword|PASSWORD)${sign})${unlikeAWord}${value}`,
    'g',
  ),
  // Cookies and signatures, by the header or parameter that holds them.
  /(?<=\b[Cc]ookie["']?\s{0,2}[:=]\s{0,2}\[?\s{0,2}["']?)[\w.-]{1,80}=[^\n"']{3,2000}/g,
  new RegExp(
    String.raw`(?<=\b(?:[\w-]{0,30}[Ss]ignature(?:-256)?|x-amz-credential)["']?\s{0,2}[:=]\s{0,2}["']?)${unlikeAWord}[\w+/=%-]{16,}`,
    'g',
  ),
  /(?<=\bhttps?:\/\/[^\s/@:]{1,100}:)[^\s/@]{3,200}(?=@)/gi, // a password in a URL
  /(?<=\bhooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{12,}/gi, // incoming webhooks
];

/**
 * Replaces every token and bearer string in a text with `[secret removed]`; a text without any is returned unchanged.
 */
export function redact(text: string): string {
  return secrets.reduce((kept, secret) => kept.replace(secret, '[secret removed]'), text);
}
