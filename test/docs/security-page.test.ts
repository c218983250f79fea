import { describe, expect, test } from 'vitest';
import { permissionRefusal } from '../../src/domain/decide/permission.ts';
import type { PersonCommand } from '../../src/domain/incident/commands.ts';
import { type Subcommand, subcommands } from '../../src/slack/text/subcommands.ts';
import { opened } from '../domain/support/events.ts';
import { alice, byAlice, byBob } from '../domain/support/fixtures.ts';
import { incidentOf } from '../domain/support/given.ts';
import { type Standing, whoCan } from '../support/who-can.ts';

/** The subcommand that gives each command; null for what people do without one. */
const given: Readonly<Record<PersonCommand['type'], Subcommand | null>> = {
  open: 'open',
  post_update: 'update',
  change_line: 'impact',
  change_title: 'title',
  correct_start: 'started',
  correct_times: 'times',
  add_link: 'link',
  add_note: 'note',
  change_severity: 'severity',
  assign_commander: 'commander',
  assign_roles: 'role',
  request_triage: 'triage',
  tick_step: null,
  snooze: null,
  edit_entry: 'edit',
  hide_entry: 'hide',
  restore_entry: 'restore',
  catch_up: 'catchup',
  ask_copy: 'postmortem',
  add_item: 'todo',
  edit_item: 'todos',
  complete_item: 'todos',
  reopen_item: 'todos',
  drop_item: 'todos',
  resolve: 'resolve',
  close: 'close',
  edit_postmortem: null,
  cancel: 'cancel',
  mark_duplicate: 'duplicate',
  make_private: 'private',
  reopen: 'reopen',
  mark_message: null,
  message_deleted: null,
  look_at_messages: null,
  channel_made_private: null,
  record_request_ids: null,
};
const standings = {
  commander: { by: byAlice, responds: false },
  responder: { by: byBob, responds: true },
  member: { by: byBob, responds: false },
} as const satisfies Partial<Record<Standing, unknown>>;

const isGiven = (type: string): type is PersonCommand['type'] => type in given;
const isRuled = (standing: Standing): standing is keyof typeof standings => standing in standings;

describe('The table of who can do what in docs/security.md', () => {
  const cells = whoCan();

  test('has every command once', () => {
    const named = cells.filter(({ standing }) => standing === 'commander').map(({ command }) => command);
    expect(named.toSorted()).toEqual(Object.keys(subcommands).toSorted());
  });

  test.each(Object.keys(given).filter(isGiven))('says of %s what the rule says', (type) => {
    const word = given[type];
    const incident = incidentOf(opened({ commander: alice }));
    const rule = (standing: keyof typeof standings) =>
      permissionRefusal(incident, type, standings[standing]) === null;
    const documented = cells.flatMap(({ command, standing, can }) =>
      command === word && isRuled(standing) ? [{ standing, can }] : [],
    );
    expect(documented.map(({ standing }) => ({ standing, can: rule(standing) }))).toEqual(documented);
    expect(documented).toHaveLength(word === null ? 0 : 3);
    if (word === null) expect(rule('member')).toBe(true);
  });
});
