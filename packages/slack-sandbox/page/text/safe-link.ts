const schemes = ['http:', 'https:', 'mailto:', 'slack:'];

/** The address if a link can point there, or else null: never a script. */
export function safeLink(address: string): string | null {
  return URL.canParse(address) && schemes.includes(new URL(address).protocol) ? address : null;
}
