import type { JsonObject } from '../../json.ts';
import { elementsOf } from '../../views/elements.ts';
import type { View } from '../../views/views.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { optionsOf, plainText, type Shown, shown } from './form-values.ts';
import { complaints } from './input-rules.ts';

/** A field of a modal as a person sees it; `options` are the labels offered. */
export type Field = {
  readonly label: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly value: Shown;
  readonly options: readonly string[];
  readonly optional: boolean;
};

/** A modal as a person sees it; `errors` are by label. */
export type Modal = {
  readonly id: string;
  readonly callbackId: string;
  readonly title: string;
  /** The submit button's label, or null if there is none. */
  readonly submit: string | null;
  readonly fields: readonly Field[];
  readonly buttons: readonly string[];
  readonly blocks: readonly JsonObject[];
  readonly errors: Readonly<Record<string, string>>;
  readonly hash: string;
  readonly privateMetadata: string;
};

/** Returns an open view as its person sees it. */
export function seeModal(state: WorkspaceState, view: View): Modal {
  const elements = elementsOf(view.blocks);
  const inputs = elements.filter(({ block }) => block.type === 'input');
  return {
    id: view.id,
    callbackId: String(view.definition.callback_id ?? ''),
    title: plainText(view.definition.title),
    submit: view.definition.submit ? plainText(view.definition.submit) : null,
    fields: inputs.map(({ block, element, blockId, actionId, type }) => ({
      label: plainText(block.label),
      blockId,
      actionId,
      type,
      value: shown(state.team, view.values[blockId]?.[actionId] ?? { type }),
      options: optionsOf(element).map((option) => plainText(option.text)),
      optional: block.optional === true,
    })),
    buttons: elements.filter(({ type }) => type === 'button').map(({ element }) => plainText(element.text)),
    blocks: view.blocks,
    errors: byLabel(view, view.errors),
    hash: view.hash,
    privateMetadata: String(view.definition.private_metadata ?? ''),
  };
}

/** Errors given by block ID, returned by the labels that people see. */
export function byLabel(view: View, errors: Readonly<Record<string, string>>): Record<string, string> {
  const labels = new Map(view.blocks.map((block) => [String(block.block_id), plainText(block.label)]));
  return Object.fromEntries(Object.entries(errors).map(([id, text]) => [labels.get(id) ?? id, text]));
}

/** What Slack's client refuses to submit, by block ID; empty if it would send the view. */
export function refusals(view: View): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { block, element, blockId, actionId } of elementsOf(view.blocks)) {
    if (block.type !== 'input') continue;
    const complaint = complaints(element, view.values[blockId]?.[actionId] ?? null, block.optional === true);
    if (complaint !== null) found[blockId] = complaint;
  }
  return found;
}
