/** From this length on a piece of a secret is hidden, too: whoever cuts a message may cut a token in it. */
const pieceLength = 12;

/**
 * Hides a secret in what came back, even if the other side echoes it: whole, cut off, or percent-encoded. Secrets
 * shorter than 4 characters cannot be told from other text and are left.
 */
export function hide(text: string, secret: string | null | undefined): string {
  if (!secret || secret.length < 4) return text;
  const encoded = encodeURIComponent(secret);
  const whole = text.replaceAll(secret, '[token]').replaceAll(encoded, '[token]');
  return withoutPieces(withoutPieces(whole, encoded), secret);
}

/**
 * The same for parsed JSON, where the text may have held it escaped (`\/`, `\u0064`). Undefined when it nests too deeply
 * to be looked through.
 */
export function hideIn(json: unknown, secret: string | null | undefined): unknown {
  if (!secret || secret.length < 4 || json === undefined) return json;
  try {
    const plain = JSON.stringify(json);
    const hidden = hide(plain, JSON.stringify(secret).slice(1, -1));
    return hidden === plain ? json : JSON.parse(hidden);
  } catch {
    return undefined;
  }
}

function withoutPieces(text: string, secret: string): string {
  const head = secret.slice(0, pieceLength);
  let from = text.indexOf(head);
  if (from < 0) return text;
  let kept = '';
  let done = 0;
  while (from >= 0) {
    let length = head.length;
    while (length < secret.length && text[from + length] === secret[length]) length += 1;
    kept += `${text.slice(done, from)}[token]`;
    done = from + length;
    from = text.indexOf(head, done);
  }
  return kept + text.slice(done);
}
