/** What a person on call says who reads a health body, Intercom's API being well for this bot. */
export type Label =
  | 'well'
  | 'intercom down'
  | 'intercom degraded'
  | 'webhooks'
  | 'service down'
  | 'service degraded'
  | 'unclear';

/** A health answer and its label. `body` is sent as JSON unless it is a string. */
export type Body = { body: unknown; label: Label; status?: number };

/** Bodies that mean the same. */
export const of =
  (label: Label, status = 200) =>
  (...bodies: unknown[]): Body[] =>
    bodies.map((body) => ({ body, label, status }));
