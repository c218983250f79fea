/** Each subcommand with its arguments and what it does, in the order of the help. */
export const subcommands = {
  open: { takes: '[P1…P4] [title]', does: 'declare an incident' },
  adopt: { takes: '', does: 'declare an incident that lives in this channel' },
  triage: { takes: '', does: 'run the checks and see whose problem it is' },
  update: { takes: "[what's being done]", does: 'post a status update (your text fills in Action)' },
  title: { takes: '<text>', does: 'change the title; the channel keeps its name' },
  impact: { takes: '<text>', does: 'post an update that changes only Impact' },
  cause: { takes: '<text>', does: 'post an update that changes only Cause' },
  action: { takes: '<text>', does: 'post an update that changes only Action' },
  started: { takes: '09:10, -25m, or 2026-11-27 09:10', does: 'correct when the incident started' },
  times: { takes: '', does: 'correct the times that figures count from' },
  link: { takes: '<url> [title]', does: 'add a link to the headline, bookmarks, and postmortem' },
  note: { takes: '[text]', does: 'add a note to the timeline' },
  severity: { takes: 'P1…P4 [why]', does: 'change the severity' },
  commander: { takes: '@user or me', does: 'hand over command' },
  role: {
    takes: '<name> @user, me, or none',
    does: 'hand over or clear a role; on its own, it opens a form with all roles',
  },
  roles: { takes: '[INC-n]', does: 'show who has which role' },
  catchup: { takes: '[INC-n]', does: 'show how things stand, and what changed since you last looked' },
  todo: { takes: '<what> [@owner] [by <date>]', does: 'add an action item; on its own, it opens a form' },
  todos: {
    takes: '[all, mine, or INC-n]',
    does: "show this channel's action items; elsewhere, all open ones, yours first",
  },
  resolve: { takes: '[what fixed it]', does: 'mark the incident as resolved' },
  close: { takes: '[summary]', does: 'close the incident and post the postmortem' },
  cancel: { takes: '[why]', does: "cancel it if it isn't an incident (you choose the reason)" },
  duplicate: { takes: 'INC-n', does: 'end it as a duplicate of another incident' },
  reopen: { takes: '[why]', does: 'reopen the incident' },
  private: { takes: '', does: 'move the incident to a new private channel (it asks first)' },
  status: { takes: '[INC-n]', does: "show the incident's status" },
  details: {
    takes: '[INC-n]',
    does: 'show all steps, check results, and the reasoning of the diagnosis',
  },
  timeline: { takes: '[INC-n] [all]', does: 'show the timeline; add all for hidden entries too' },
  edit: { takes: '#n [text]', does: 'correct a timeline entry' },
  hide: { takes: '#n [why]', does: 'hide a timeline entry' },
  restore: { takes: '#n', does: 'show a hidden entry again' },
  list: { takes: '[open, closed, P1, since:30d]', does: 'list the incidents, newest first' },
  find: {
    takes: '<words> [P1] [status:open] [since:30d] [owner:intercom] [code:token_revoked]',
    does: 'find incidents by their titles, causes, timelines, request_ids, and reviews',
  },
  figures: {
    takes: '[30d, 90d, 365d, all, or intercom 2026-10]',
    does: 'show figures: how many incidents, how long they took, and more',
  },
  postmortem: { takes: '[INC-n]', does: 'show the postmortem (a draft until you close the incident)' },
  explain: {
    takes: '<status, error code, or a pasted Intercom error>',
    does: 'explain an Intercom error: whose problem, cause, fix, and whether to retry',
  },
  support: { takes: '', does: 'get a packet to paste into an Intercom support request' },
  drill: { takes: '[name, or list]', does: 'practice on a simulated outage' },
  help: { takes: '[command]', does: 'show this list' },
} as const;
export type Subcommand = keyof typeof subcommands;

/** Whether a word is a subcommand. */
export const isSubcommand = (word: string): word is Subcommand => Object.hasOwn(subcommands, word);
