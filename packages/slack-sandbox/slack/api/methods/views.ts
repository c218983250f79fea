import { z } from 'zod';
import { checkView } from '../../blockkit/check.ts';
import { invalidArguments, SlackError } from '../../errors.ts';
import { type JsonObject, jsonObject } from '../../json.ts';
import { makeView, replaceView, wireView } from '../../views/make.ts';
import type { View } from '../../views/views.ts';
import type { World } from '../../world.ts';
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
    run: (world, args) => {
      const definition = readView(args.view, 'modal');
      const trigger = world.team.triggers.exchange(args.trigger_id, world.clock.now());
      const view = makeView(world, definition, { kind: 'modal', ...trigger, above: null });
      world.team.views.open(view);
      return { view: wireView(world, view) };
    },
  }),
  method('views.push', {
    rate: 'tier4',
    scopes: [],
    args: { trigger_id: word, view: required },
    run: (world, args) => {
      const definition = readView(args.view, 'modal');
      const trigger = world.team.triggers.exchange(args.trigger_id, world.clock.now());
      const above = world.team.views.top(trigger.user);
      if (above === null) throw new SlackError('not_found');
      const view = makeView(world, definition, { kind: 'modal', ...trigger, above });
      world.team.views.push(view);
      return { view: wireView(world, view) };
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
    run: (world, args) => {
      const view = findView(world, args.view_id, args.external_id);
      const definition = readView(args.view, view.kind);
      mustMatch(view, args.hash);
      replaceView(world, view, definition);
      return { view: wireView(world, view) };
    },
  }),
  method('views.publish', {
    rate: 'tier4',
    scopes: [],
    args: { user_id: word, view: required, hash: z.optional(text) },
    run: (world, args) => {
      if (!world.settings.homeTab) throw new SlackError('not_enabled');
      const user = world.team.users.get(args.user_id);
      if (user === undefined) throw invalidArguments('invalid user [json-pointer:/user_id]');
      const definition = readView(args.view, 'home');
      const known = world.team.views.home(user.id);
      if (known !== null) {
        mustMatch(known, args.hash);
        replaceView(world, known, definition);
        return { view: wireView(world, known) };
      }
      const view = makeView(world, definition, {
        kind: 'home',
        user: user.id,
        channel: null,
        above: null,
      });
      world.team.views.publish(view);
      return { view: wireView(world, view) };
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

function findView(world: World, id: string | undefined, externalId: string | undefined): View {
  if (id === undefined && externalId === undefined) {
    throw invalidArguments('missing required field: view_id');
  }
  const view = world.team.views.find(id === undefined ? { externalId: externalId ?? '' } : { id });
  if (view === null) throw new SlackError('not_found');
  return view;
}

function mustMatch(view: View, hash: string | undefined): void {
  if (hash !== undefined && hash !== '' && hash !== view.hash) throw new SlackError('hash_conflict');
}
