/**
 * The login in an address (`https://user:password@host`), as a header value for HTTP Basic (RFC 7617); null if there is
 * none. It's for that address only.
 */
export function loginIn({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const plain = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(plain).toString('base64')}`;
}

/** A stray percent sign stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
