/** Every name that Slack and the bot share: one place, which a test checks in both directions. */

/** The slash command. */
export const commandName = '/intercom-incident';

/** Shortcuts, by callback ID. */
export const shortcutIds = {
  addToTimeline: 'add_to_timeline',
  declareFrom: 'declare_from_message',
  makeItem: 'make_action_item',
  declare: 'declare_anywhere',
} as const;
export type ShortcutId = (typeof shortcutIds)[keyof typeof shortcutIds];

/**
 * The shortcuts as people see them, and where: on a message, or everywhere. Slack: a name has at most 24 characters.
 */
export const shortcuts: Readonly<Record<ShortcutId, { name: string; type: 'message' | 'global' }>> = {
  add_to_timeline: { name: 'Add to incident timeline', type: 'message' },
  declare_from_message: { name: 'Declare from message', type: 'message' },
  make_action_item: { name: 'Make an action item', type: 'message' },
  declare_anywhere: { name: 'Declare an incident', type: 'global' },
};

/** The reaction that marks a message for the timeline. */
export const timelineReaction = 'pushpin';

/** Interactive elements of messages. */
export const actionIds = {
  declare: 'declare_incident',
  openAgain: 'open_again',
  getPostmortem: 'get_postmortem',
  editPostmortem: 'edit_postmortem',
  postUpdate: 'post_update',
  runTriage: 'run_triage',
  takeCommand: 'take_command',
  addNote: 'add_note',
  changeSeverity: 'change_severity',
  applySeverity: 'apply_severity',
  resolve: 'resolve',
  close: 'close',
  reopen: 'reopen',
  snooze: 'snooze',
  tickStep: 'tick_step',
  tryAgain: 'try_again',
  openProposed: 'open_proposed',
  notAnIncident: 'not_an_incident',
  declareDrill: 'declare_drill',
  joinInstead: 'join_instead',
  makePrivate: 'make_private',
  changeRoles: 'change_roles',
  entryMenu: 'entry_menu',
  timelineOlder: 'timeline_older',
  timelineNewer: 'timeline_newer',
  addItem: 'add_action_item',
  itemDone: 'action_item_done',
  itemReopen: 'action_item_reopen',
  itemEdit: 'action_item_edit',
  itemDrop: 'action_item_drop',
  todosEarlier: 'todos_earlier',
  todosLater: 'todos_later',
  figuresChart: 'figures_chart',
  find: 'find_incidents',
  findOlder: 'find_older',
  findNewer: 'find_newer',
} as const;
export type ActionId = (typeof actionIds)[keyof typeof actionIds];

/** Modals. */
export const viewIds = {
  declare: 'declare',
  update: 'update',
  note: 'note',
  severity: 'severity',
  roles: 'roles',
  resolve: 'resolve',
  close: 'close',
  cancel: 'cancel',
  reopen: 'reopen',
  editPostmortem: 'edit_postmortem',
  editEntry: 'edit_entry',
  times: 'times',
  addItem: 'add_action_item',
  editItem: 'edit_action_item',
  dropItem: 'drop_action_item',
  find: 'find_incidents',
} as const;
export type ViewId = (typeof viewIds)[keyof typeof viewIds];

/** Events that the bot listens to, as Bolt names them. */
export const eventNames = [
  'message',
  'reaction_added',
  'reaction_removed',
  'pin_added',
  'pin_removed',
  'app_home_opened',
  'user_change',
  'member_joined_channel',
] as const;
export type EventName = (typeof eventNames)[number];

/** The metadata event type that marks the bot's own messages, so that it can find them again. */
export const effectMetadata = 'intercom_incident_effect';

/** The action ID inside every input block: the block's ID is the field. */
export const inputActionId = 'value';
