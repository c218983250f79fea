import type { Message } from '../../../src/slack/views/blocks.ts';
import { overhear } from '../../support/overhear.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object inside a message or view, at any depth, in order. */
export function objectsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const strings = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** Every value of one field, at any depth: all `action_id`s say. */
export const valuesOf = (made: unknown, field: string): string[] =>
  strings(objectsIn(made).map((object) => object[field]));

/** Everything that Slack reads as markup: the `text` of a message and each mrkdwn object. */
export function markupIn(made: unknown): string[] {
  const blocks = objectsIn(made).filter(({ type }) => type === 'mrkdwn');
  const text = isObject(made) && Array.isArray(made.blocks) ? [made.text] : [];
  return strings([...text, ...blocks.map((object) => object.text)]);
}

/** What the blocks read, one text object a line. */
export const blockText = ({ blocks }: Pick<Message, 'blocks'>): string =>
  overhear(valuesOf(blocks, 'text').join('\n'));

/** A button as people see it, and what it sends. */
export type SeenButton = { label: string; actionId: unknown; value: unknown };

/** The buttons of a message or view, in order. */
export const buttonsOf = ({ blocks }: { readonly blocks: readonly unknown[] }): SeenButton[] =>
  objectsIn(blocks)
    .filter(({ type }) => type === 'button')
    .map(({ text, action_id, value }) => ({ label: labelOf(text), actionId: action_id, value }));

/** A field of a modal as people see it, with the element they fill in. */
export type SeenInput = { field: unknown; label: string; optional: boolean; element: Fields };

/** The fields of a modal, in order. */
export const inputsOf = (view: { readonly blocks: readonly unknown[] }): SeenInput[] =>
  view.blocks
    .filter(isObject)
    .flatMap(({ type, block_id, label, optional, element }) =>
      type === 'input' && isObject(element)
        ? [{ field: block_id, label: labelOf(label), optional: optional === true, element }]
        : [],
    );

const labelOf = (text: unknown): string => (isObject(text) && typeof text.text === 'string' ? text.text : '');
