import { z } from 'zod';
import { checkView } from '../../blockkit/check.ts';
import { invalidArguments, SlackError } from '../../errors.ts';
import { type JsonObject, jsonObject } from '../../json.ts';
import { makeView, replaceView, wireView } from '../../views/make.ts';
import type { View } from '../../views/views.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { structured, text, word } from '../args.ts';
import { asSlackError } from '../content.ts';
import { type Method, method } from '../method.ts';

const required = structured.refine((value) => value !== undefined && value !== '');

/** Modals and Home tabs. */
export const viewMethods: readonly Method[] = [
  method('views.open', {
    rate: 'tier4',
    scopes: [],
    args: { trigger_id: word, view: required },
    run: (state, args) => {
      const definition = readView(args.view, 'modal');
      const trigger = state.team.triggers.exchange(args.trigger_id, state.clock.now());
      const view = makeView(state, definition, { kind: 'modal', ...trigger, above: null });
      state.team.views.open(view);
      return { view: wireView(state, view) };
    },
  }),
  method('views.push', {
    rate: 'tier4',
    scopes: [],
    args: { trigger_id: word, view: required },
    run: (state, args) => {
      const definition = readView(args.view, 'modal');
      const trigger = state.team.triggers.exchange(args.trigger_id, state.clock.now());
      const above = state.team.views.top(trigger.user);
      if (above === null) throw new SlackError('not_found');
      const view = makeView(state, definition, { kind: 'modal', ...trigger, above });
      state.team.views.push(view);
      return { view: wireView(state, view) };
    },
  }),
  method('views.update', {
    rate: 'tier4',
    scopes: [],
    args: {
      view: required,
      view_id: z.optional(word),
      external_id: z.optional(word),
      hash: z.optional(text),
    },
    run: (state, args) => {
      const view = findView(state, args.view_id, args.external_id);
      const definition = readView(args.view, view.kind);
      mustMatch(view, args.hash);
      replaceView(state, view, definition);
      return { view: wireView(state, view) };
    },
  }),
  method('views.publish', {
    rate: 'tier4',
    scopes: [],
    args: { user_id: word, view: required, hash: z.optional(text) },
    run: (state, args) => {
      if (!state.settings.homeTab) throw new SlackError('not_enabled');
      const user = state.team.users.get(args.user_id);
      if (user === undefined) throw invalidArguments('invalid user [json-pointer:/user_id]');
      const definition = readView(args.view, 'home');
      const known = state.team.views.home(user.id);
      if (known !== null) {
        mustMatch(known, args.hash);
        replaceView(state, known, definition);
        return { view: wireView(state, known) };
      }
      const view = makeView(state, definition, {
        kind: 'home',
        user: user.id,
        channel: null,
        above: null,
      });
      state.team.views.publish(view);
      return { view: wireView(state, view) };
    },
  }),
];

function readView(value: unknown, kind: View['kind']): JsonObject {
  const problem = checkView(value);
  // For a view, Slack names the problems in `response_metadata` only.
  if (problem !== null) throw asSlackError({ ...problem, errors: [] });
  const read = jsonObject.safeParse(value);
  if (!read.success || read.data.type !== kind) {
    throw invalidArguments(`must be a view of type ${kind} [json-pointer:/view/type]`);
  }
  return read.data;
}

function findView(state: WorkspaceState, id: string | undefined, externalId: string | undefined): View {
  if (id === undefined && externalId === undefined) {
    throw invalidArguments('missing required field: view_id');
  }
  const view = state.team.views.find(id === undefined ? { externalId: externalId ?? '' } : { id });
  if (view === null) throw new SlackError('not_found');
  return view;
}

function mustMatch(view: View, hash: string | undefined): void {
  if (hash !== undefined && hash !== '' && hash !== view.hash) throw new SlackError('hash_conflict');
}
