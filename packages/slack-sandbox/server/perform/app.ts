import { Refused } from '../../slack/errors.ts';
import { type ActionResult, actOn } from '../../slack/people/act-on.ts';
import { runBuiltIn } from '../../slack/people/built-in.ts';
import type { CommandResult } from '../../slack/people/command.ts';
import type { Container } from '../../slack/people/container.ts';
import { channelFor, containerAt } from '../../slack/people/find-channel.ts';
import { elementAt, entryFor, topModal } from '../../slack/people/find-element.ts';
import { submitView } from '../../slack/people/forms/submit.ts';
import { askForOptions } from '../../slack/people/forms/suggested.ts';
import { closeView, setValue } from '../../slack/people/interact.ts';
import type { Person } from '../../slack/people/person.ts';
import { withUserNames } from '../../slack/text/compose-text.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { Act, ActAnswer } from '../actions.ts';
import type { AppUnderTest } from '../app.ts';

/** What people do with the app: run its commands, use what it shows, open its tabs. */
export type AppAct = Extract<
  Act,
  {
    do:
      | 'command'
      | 'shortcut'
      | 'press'
      | 'suggest'
      | 'enter'
      | 'submit'
      | 'dismiss'
      | 'openHome'
      | 'openMessages';
  }
>;

const done: ActAnswer = { ok: true };

/** Does it as this person. Throws Refused or SlackError if Slack wouldn't let them. */
export async function actOnApp(
  state: WorkspaceState,
  app: AppUnderTest,
  person: Person,
  act: AppAct,
): Promise<ActAnswer> {
  const { user } = person;
  switch (act.do) {
    case 'command':
      if (runBuiltIn(person, act.channel, act.command, withUserNames(state.team, act.text))) return done;
      if (app.commands.length > 0 && !app.commands.some(({ command }) => command === act.command))
        throw new Refused(`${act.command} is not a valid command.`);
      return afterCommand(act.command, await person.command(act.command, act.text, { in: act.channel }));
    case 'shortcut':
      if (act.on !== null) channelFor(state, user, act.on.channel);
      return afterAction(await person.shortcut(act.callbackId, act.on ?? undefined));
    case 'press': {
      const container = placeOf(state, person, act.place);
      const target = elementAt(container, act);
      return afterAction(await actOn(state, user, container, target, entryFor(target.element, act.entry)));
    }
    case 'suggest': {
      const container = placeOf(state, person, act.place);
      const suggested = await askForOptions(state, user, container, elementAt(container, act), act.typed);
      if (suggested.ok) return { ok: true, options: suggested.answer };
      return { ok: false, error: withDetail(wordsFor(suggested.error), suggested.detail) };
    }
    case 'enter': {
      const view = topModal(state, user, act.viewId);
      const field = elementAt({ kind: 'view', view }, act);
      setValue(state, user, view, field, entryFor(field.element, act.entry));
      return done;
    }
    case 'submit':
      return submit(state, person, act);
    case 'dismiss':
      await closeView(state, user, topModal(state, user, act.viewId));
      return done;
    case 'openHome':
      if (!state.settings.homeTab) throw new Refused('This app has no Home tab.');
      person.openHome();
      return done;
    case 'openMessages':
      return { ok: true, channel: person.openMessages() };
  }
}

function placeOf(
  state: WorkspaceState,
  { user }: Person,
  place: Extract<Act, { do: 'press' }>['place'],
): Container {
  switch (place.kind) {
    case 'message':
      channelFor(state, user, place.channel);
      return containerAt(state, user, place);
    case 'modal':
      return { kind: 'view', view: topModal(state, user, place.viewId) };
    case 'home':
      return containerAt(state, user, 'home');
  }
}

async function submit(
  state: WorkspaceState,
  { user }: Person,
  { viewId, values }: Extract<Act, { do: 'submit' }>,
): Promise<ActAnswer> {
  const view = topModal(state, user, viewId);
  for (const [blockId, entries] of Object.entries(values)) {
    for (const [actionId, entry] of Object.entries(entries)) {
      const field = elementAt({ kind: 'view', view }, { blockId, actionId });
      setValue(state, user, view, field, entryFor(field.element, entry));
    }
  }
  const result = await submitView(state, user, view);
  if (!('error' in result)) return done;
  return { ok: true, note: withDetail(wordsFor(result.error), result.detail) };
}

function afterCommand(command: string, result: CommandResult): ActAnswer {
  if (result.ok) return done;
  return { ok: true, note: withDetail(`${command} failed with the error "${result.error}".`, result.detail) };
}

function afterAction(result: ActionResult): ActAnswer {
  return result.ok ? done : { ok: true, note: wordsFor(result.error) };
}

/** What Slack's client says when the app doesn't respond. */
function wordsFor(error: string): string {
  switch (error) {
    case 'operation_timeout':
      return 'The app did not answer within three seconds.';
    case 'dispatch_failed':
      return 'The app could not be reached. Is it running?';
    case 'no_options':
    case 'invalid_options':
      return 'The app answered no options that Slack would take.';
    default:
      return error;
  }
}

const withDetail = (sentence: string, detail?: string): string =>
  detail === undefined ? sentence : `${sentence} ${detail}`;
