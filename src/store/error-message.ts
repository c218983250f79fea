/** An error's message, for a sentence that gives it as the cause; anything else that was thrown is shown as it is. */
export const errorMessage = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);
