/**
 * The login that stands in an address (`https://user:password@host`), as a header's value for HTTP Basic (RFC 7617);
 * null when none does. It is for that address alone.
 */
export function loginIn({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const plain = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(plain).toString('base64')}`;
}

/** A stray percent sign is one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
