const schemes = ['http:', 'https:', 'mailto:', 'slack:'];

/** The address if a link may lead there, else null: never a script. */
export function safeLink(address: string): string | null {
  return URL.canParse(address) && schemes.includes(new URL(address).protocol) ? address : null;
}
