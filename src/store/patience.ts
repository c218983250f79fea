/** How long work may wait for the database: as long as Slack's limit allows for an answer, or until it's there. */
export type Patience = 'answer' | 'endless';
