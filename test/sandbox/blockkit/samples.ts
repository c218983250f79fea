import { checkMessage, checkView } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';

/** What a test builds: JSON objects of any shape, right or wrong. */
export type Sample = Readonly<Record<string, unknown>>;

/** A text of that many characters. */
export const letters = (length: number): string => 'x'.repeat(length);

/** `length` copies of a thing, each made from its index. */
export const many = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, i) => make(i));

/** A plain_text object. */
export const plain = (text = 'Text'): Sample => ({ type: 'plain_text', text });

/** A mrkdwn object. */
export const mrkdwn = (text = '*Text*'): Sample => ({ type: 'mrkdwn', text });

/** An option with its own value. */
export const option = (value = 'one', fields: Sample = {}): Sample => ({ text: plain(), value, ...fields });

/** A button, changed by `fields`. */
export const button = (fields: Sample = {}): Sample => ({ type: 'button', text: plain(), ...fields });

/** A section with its text, changed by `fields`. */
export const section = (fields: Sample = {}): Sample => ({ type: 'section', text: mrkdwn(), ...fields });

/** An actions block. */
export const actions = (...elements: unknown[]): Sample => ({ type: 'actions', elements });

/** An input block around an element. */
export const input = (element: unknown, fields: Sample = {}): Sample => {
  return { type: 'input', label: plain(), element, ...fields };
};

/** A block that is fine anywhere. */
export const divider: Sample = { type: 'divider' };

/** A modal that is fine, changed by `fields`. */
export const modal = (fields: Sample = {}): Sample => {
  return { type: 'modal', title: plain(), submit: plain(), blocks: [divider], ...fields };
};

/** An App Home view of these blocks. */
export const home = (...blocks: unknown[]): Sample => ({ type: 'home', blocks });

/** What is wrong with a message of these blocks. */
export const faultsOf = (...blocks: unknown[]): readonly string[] => checkMessage({ blocks })?.errors ?? [];

/** What is wrong with a view, without the line that names the whole view. */
export const viewFaultsOf = (view: unknown): readonly string[] => {
  const whole = 'failed to match all allowed schemas [json-pointer:/view]';
  return (checkView(view)?.errors ?? []).filter((fault) => fault !== whole);
};

/** What is wrong with an element in a modal's input block, at `/view/blocks/0/element`. */
export const inputFaultsOf = (element: unknown): readonly string[] =>
  viewFaultsOf(modal({ blocks: [input(element)] }));
