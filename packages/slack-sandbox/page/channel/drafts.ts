/** What was typed and not sent, kept for this browser tab by person, channel, and thread. */
const prefix = 'sandbox-draft ';

/** The draft, or ''. */
export function readDraft(key: string): string {
  return window.sessionStorage.getItem(prefix + key) ?? '';
}

/** Stores a draft; '' deletes it. */
export function keepDraft(key: string, text: string): void {
  if (text === '') window.sessionStorage.removeItem(prefix + key);
  else window.sessionStorage.setItem(prefix + key, text);
}
