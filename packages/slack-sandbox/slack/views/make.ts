import { SlackError } from '../errors.ts';
import { copy, type JsonObject } from '../json.ts';
import { seconds, type WorkspaceState } from '../workspace-state.ts';
import { elementsOf, readBlocks, untouched, withIds } from './elements.ts';
import type { Values, View } from './views.ts';

type Place = {
  readonly kind: View['kind'];
  readonly user: string;
  readonly channel: string | null;
  /** The modal this one is pushed above. */
  readonly above: View | null;
};

/** A new view with this definition, untouched. Throws `duplicate_external_id`. */
export function makeView(state: WorkspaceState, definition: JsonObject, place: Place): View {
  const id = state.team.ids.next('V');
  const externalId = readExternalId(state, definition, null);
  const blocks = withIds(state.team.ids, readBlocks(definition.blocks));
  return {
    id,
    user: place.user,
    kind: place.kind,
    rootId: place.above?.rootId ?? id,
    previousId: place.above?.id ?? null,
    externalId,
    definition: copy(definition),
    blocks,
    values: initialValues(blocks, {}),
    hash: newHash(state),
    errors: {},
    channel: place.channel,
  };
}

/**
 * Puts a new definition into an open view. What people entered stays if block ID, action ID, and type are the same
 * (Slack: views.update, "preserving input entry").
 */
export function replaceView(state: WorkspaceState, view: View, definition: JsonObject): void {
  view.externalId = readExternalId(state, definition, view);
  view.definition = copy(definition);
  view.blocks = withIds(state.team.ids, readBlocks(definition.blocks));
  view.values = initialValues(view.blocks, view.values);
  view.hash = newHash(state);
  view.errors = {};
  state.pulse.notify();
}

/** A view as responses and payloads show it, with what was entered under `state.values`. */
export function wireView(state: WorkspaceState, view: View): JsonObject {
  const { settings } = state;
  const given = view.definition;
  return {
    id: view.id,
    team_id: settings.teamId,
    type: view.kind,
    blocks: copy(view.blocks),
    private_metadata: given.private_metadata ?? '',
    callback_id: given.callback_id ?? '',
    state: { values: copy(view.values) },
    hash: view.hash,
    title: given.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: given.clear_on_close ?? false,
    notify_on_close: given.notify_on_close ?? false,
    close: given.close ?? null,
    submit: given.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: settings.appId,
    external_id: view.externalId ?? '',
    app_installed_team_id: settings.teamId,
    bot_id: settings.botId,
  };
}

function initialValues(blocks: readonly JsonObject[], entered: Values): Values {
  const values: Values = {};
  for (const { element, blockId, actionId, type } of elementsOf(blocks)) {
    const fresh = untouched(element);
    if (fresh === null) continue;
    const before = entered[blockId]?.[actionId];
    values[blockId] = { ...values[blockId], [actionId]: before?.type === type ? before : fresh };
  }
  return values;
}

function readExternalId(state: WorkspaceState, definition: JsonObject, self: View | null): string | null {
  const externalId = definition.external_id;
  if (typeof externalId !== 'string' || externalId === '') return null;
  const known = state.team.views.find({ externalId });
  if (known !== null && known !== self) throw new SlackError('duplicate_external_id');
  return externalId;
}

function newHash(state: WorkspaceState): string {
  return `${seconds(state)}.${state.team.ids.secret('hash').slice(0, 8)}`;
}
