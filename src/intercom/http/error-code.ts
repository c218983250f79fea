import { z } from 'zod';

const coded = z.looseObject({ code: z.string().min(1) });
const nested = z.looseObject({ cause: coded });
const several = z.looseObject({ errors: z.array(coded).min(1) });

/**
 * The cause's own code (`ECONNRESET`, `CERT_HAS_EXPIRED`): undici wraps some causes, and Node reports one error for
 * several addresses. Without a code, the error's name; never its message, which may quote what was sent.
 */
export function causeCode(error: unknown): string {
  const own = coded.safeParse(error);
  if (own.success) return own.data.code;
  const cause = nested.safeParse(error);
  if (cause.success) return cause.data.cause.code;
  const first = several.safeParse(error);
  if (first.success) return first.data.errors[0]?.code ?? 'UNKNOWN';
  return error instanceof Error && error.name !== 'Error' ? error.name : 'UNKNOWN';
}
