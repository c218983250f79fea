import { adviceFor } from '../store/error-advice.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';

/** What a command that only reads prints when the store can't be opened, or fails while it runs; null for other errors. */
export function storeFailure(error: unknown): string | null {
  if (error instanceof StoreUnavailable) return error.message;
  const advice = adviceFor(error);
  return advice && `The command stopped because ${advice.what}. Nothing was changed. ${advice.todo}`;
}
