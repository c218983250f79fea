/** What an error says, for a sentence that names it as the cause; anything else that was thrown is shown as it is. */
export const errorMessage = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);
