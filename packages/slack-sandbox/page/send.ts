import type { Act, ActAnswer } from '../server/actions.ts';

/**
 * Does something as the person of this window. Never rejects: for a server that can't be reached, the response is `ok:
 * false` with a sentence.
 */
export type Send = (act: Act) => Promise<ActAnswer>;

const unreachable: ActAnswer = {
  ok: false,
  error: "The sandbox didn't respond. Nothing was changed. Try again once it's running.",
};

/** The `Send` of one person (`as`, a user ID): `POST /act` on the server that served this page. */
export function sendAs(as: string): Send {
  return async (act) => {
    try {
      const response = await fetch('/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as, ...act }),
      });
      if (!response.ok) return refused(response.status);
      const answer: ActAnswer = await response.json();
      return answer;
    } catch {
      return unreachable;
    }
  };
}

function refused(status: number): ActAnswer {
  return { ok: false, error: `The sandbox refused this (HTTP ${status}). Nothing was changed.` };
}
